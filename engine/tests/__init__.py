"""Tests of the engine, without Odoo and without a database."""
