"""dev/prove: rankings measured on tables of leads with an outcome."""
