"""What commands run in, made when first needed: Python, Odoo, PostgreSQL, Chromium."""
