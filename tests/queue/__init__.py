"""Tests of models/queue."""
