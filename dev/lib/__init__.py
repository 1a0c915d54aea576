"""What dev/run, dev/test, dev/odoo and dev/bench have in common."""
