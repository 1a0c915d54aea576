"""The object that a model was asked for, in whichever shape it wrote it."""
