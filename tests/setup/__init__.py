"""Tests of models/setup."""
