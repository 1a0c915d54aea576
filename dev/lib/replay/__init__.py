"""dev/replay: recorded answers through our readers, against somebody else's reading."""
