"""Tests of engine/reading."""
