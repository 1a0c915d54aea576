"""What a text says, in sentences and clauses: a "but" begins one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

# Words after which a sentence says something else.
_TURNS = (
    *"but however although though aber sondern jedoch allerdings mais".split(),
    *"cependant toutefois pero sino ma però mas porém contudo maar echter".split(),
    *"ale jednak lecz men dock ama fakat ancak но однако".split(),
    *"بل لكن ولكن لكننا لكنا لكني ولكننا".split(),
)
_SOLID_TURNS = ("しかし", "ただし", "ですが", "ので", "但", "不过")
_EVERY_TURN = (*_TURNS, *_SOLID_TURNS)
# "Ma" is my in French, and "mais" more in Portuguese: words of the language that
# means a turn by it, or doesn't.
_ITALIAN = re.compile(r"\b(?:non|gli|che|è|per|abbiamo|ci|del|della|con|di|serv\w+)\b")
_PORTUGUESE = re.compile(r"\b(?:não|ninguém|nada|uma|para|com|está|são)\b")
_STOP = re.compile(
    r"[.!?;:,](?:\s|$)|[\n。！？；，、،؛؟]|(?<=[\u3040-\u9fff])[,;!?]|\s[-–—]\s"
)
_SENTENCE = re.compile(r"[.!?](?:\s|$)|[\n。！？؟]")
_MOST_CHARS = 1000  # of one clause; nobody denies so much at once


def sentences_of(text: str) -> list[str]:
    return _parts(text, _SENTENCE)


@lru_cache(maxsize=64)
def clauses_of(text: str) -> Sequence[str]:
    return [clause for turn in turns_of(text) for clause in _parts(turn, _STOP)]


def turns_of(text: str) -> Sequence[str]:
    """What stands before and after each word that turns round what is said."""
    small = text.casefold()
    if not any(turn in small for turn in _EVERY_TURN):
        return [text]  # most texts; looking for whole words takes longer
    return _parts(text, _turn(tuple(_meant_otherwise(small))))


def _meant_otherwise(small: str) -> Iterator[str]:
    if not _ITALIAN.search(small):
        yield "ma"
    if _PORTUGUESE.search(small):
        yield "mais"


@cache
def _turn(left_out: Sequence[str]) -> re.Pattern:
    spaced = "|".join(word for word in _TURNS if word not in left_out)
    return re.compile(rf"\b(?:{spaced})\b|{'|'.join(_SOLID_TURNS)}", re.IGNORECASE)


def _parts(text: str, ends: re.Pattern) -> list[str]:
    parts = (part.strip()[:_MOST_CHARS] for part in ends.split(text))
    return [part for part in parts if part]
