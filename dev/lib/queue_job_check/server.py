"""odoo-bin, with leases so short that what a killed server held is back at once.

Usage: python server.py ODOO_HOME LEASE_SECONDS [odoo-bin's arguments]
"""

import os
import sys

os.environ["TZ"] = "UTC"  # as odoo-bin does
sys.path[0] = sys.argv[1]

import odoo
from odoo.cli import server
from odoo.modules import module


def main(lease_seconds, arguments):
    odoo.tools.config.parse_config(arguments)
    module.initialize_sys_path()
    _shorten_leases(lease_seconds)
    server.main(arguments)


def _shorten_leases(seconds):
    # Its place in odoo.addons is known only now.
    from odoo.addons.llm_lead_scoring.models.queue import drain, enrichment_run

    drain.LEASE_SECONDS = seconds
    enrichment_run.LEASE_RENEWAL_SECONDS = seconds / 4


if __name__ == "__main__":
    main(float(sys.argv[2]), sys.argv[3:])
