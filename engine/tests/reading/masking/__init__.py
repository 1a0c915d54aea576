"""Tests of engine/reading/masking: personal values become stand-ins and come back."""
