"""dev/run: the demo leads enriched, printed as a table and served."""
