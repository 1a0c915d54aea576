"""dev/screenshots: the screens of the addon as pictures."""
