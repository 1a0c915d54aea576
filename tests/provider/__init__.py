"""Tests of models/provider."""
