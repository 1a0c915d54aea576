"""Tests of models/lead."""
