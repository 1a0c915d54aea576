"""Tests of engine/scoring."""
