"""How the kinds of errors are told from each other: by status, code and words."""
