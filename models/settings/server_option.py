import os

from odoo.tools import config


def server_option(name, variable):
    """A text from odoo.conf, else from the environment; empty where none is set."""
    return str(config.get(name) or os.environ.get(variable) or "").strip()
