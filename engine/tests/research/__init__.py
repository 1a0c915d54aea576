"""Tests of engine/research."""
