"""dev/test: finds the tests, runs them and reads what came of them."""
