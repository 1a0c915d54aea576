"""Tests of models/research."""
