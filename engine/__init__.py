"""Lead scoring without Odoo: values in, values out, safe in threads."""
