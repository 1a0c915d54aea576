"""Tests of models/panel."""
