"""Tests of models/service."""
