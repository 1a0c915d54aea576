"""What a customer may well write though it holds the words of an attack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .text import fold
from .word_files import table

NO_SPACES = re.compile("[\u0600-\u06ff\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7ff]")


def is_of_others(folded: str) -> bool:
    """Who or what else is rated: pupils, suppliers, or what a product of ours rates."""
    if has("judged", folded) and not has("ours", folded):
        return True
    is_spoken_of = has("buyer", folded) or has("question", folded)
    return has("product", folded) and is_spoken_of and not has("here", folded)


def is_of_security(folded: str) -> bool:
    """A customer's devices or tests; one who commands doesn't say "our risk"."""
    return (
        has("security", folded)
        and has("buyer", folded)
        and not has("disregard", folded)
    )


def is_of_the_writer(folded: str) -> bool:
    """As in "my earlier instructions", "the instructions in my mail, on the colour"."""
    if has("machine", folded):
        return False
    for at in _places_of("orders", folded):
        before, after = folded[:at].split()[-3:], folded[at:].split()[1:7]
        if has("own", f" {' '.join(before)} "):
            return True
        after_it = f" {' '.join(after)} "
        if has("own", after_it) or has("topic", after_it):
            return True
    return False


def has(name: str, folded: str) -> bool:
    return next(_places_of(name, folded), -1) >= 0


def _places_of(name: str, folded: str) -> Iterator[int]:
    places = (folded.find(words) for words in _ENTRIES[name])
    return (at for at in places if at >= 0)


def written(name: str) -> tuple[str, ...]:
    return table("obedience", name)


def entry(words: str) -> str:
    """As it is found in a folded text: in Latin script as a word, or as its start."""
    folded = fold(words)
    if NO_SPACES.search(folded):
        return folded.strip()
    return folded.rstrip() if words.endswith("*") else folded


_ENTRIES = {
    name: tuple(map(entry, written(name)))
    for name in (
        *("own", "topic", "machine", "judged", "ours", "buyer", "orders", "reply"),
        *("product", "here", "security", "disregard", "question"),
    )
}
