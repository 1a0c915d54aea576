"""Tests of engine/calling."""
