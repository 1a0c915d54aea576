"""From a key to the first score: what a manager sees while nothing is set up."""

from . import setup
