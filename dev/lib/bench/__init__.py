"""dev/bench, and the stage that it plays on: a database, stub vendors, Odoo workers."""
