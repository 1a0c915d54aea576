"""Mails: whose words they hold, and what their programs wrote around them."""
