"""Who may do what: the walk over models, fields and methods."""
