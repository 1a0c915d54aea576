"""dev/learning_check: our learning against scikit-learn's."""
