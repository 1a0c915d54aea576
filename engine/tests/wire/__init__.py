"""Tests of engine/wire."""
