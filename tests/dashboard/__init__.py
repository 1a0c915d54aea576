"""Tests of models/dashboard."""
