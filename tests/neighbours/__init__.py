"""Beside Odoo's other CRM addons: what outsiders see, and what they set."""
