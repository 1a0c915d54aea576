"""Tests of README.md and OPERATIONS.md: what they say is so."""
