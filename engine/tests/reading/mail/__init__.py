"""Tests of engine/reading/mail."""
