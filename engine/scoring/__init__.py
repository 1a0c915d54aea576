"""One lead from its prompt to its score."""
