"""How the words of a text begin, so that most entries of a table needn't be tried."""

from __future__ import annotations

from collections.abc import Set

HEAD = 3  # letters that a word is told by at first


def heads_of(folded: str) -> Set[str]:
    """The starts of its words; in other scripts than Latin every character as well."""
    heads = {word[:HEAD] for word in folded.split()}
    return heads if folded.isascii() else heads.union(folded)
