"""What dev/test looks at beside the tests: linters, pins, README's commands."""
