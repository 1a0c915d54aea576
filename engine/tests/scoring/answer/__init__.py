"""Tests of what is made of a completion: an answer, checked."""
