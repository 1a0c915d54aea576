"""Tests of models/settings."""
