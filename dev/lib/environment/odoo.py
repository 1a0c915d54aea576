"""Odoo's command line in the prepared environment."""

import os
import sys

from . import farm, paths, source


def prepare():
    """The addon's links and the configuration file."""
    farm.plant()
    os.environ["ODOO_RC"] = str(paths.ODOO_RC)


def command(*arguments):
    return [sys.executable, str(source.home() / "odoo-bin"), *map(str, arguments)]
