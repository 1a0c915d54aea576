"""Each part of a score by itself."""
