"""Tests of engine/vendors."""
