"""Tests of models/log."""
