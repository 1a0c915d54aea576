"""What a text says, in sentences and clauses: a "but" begins one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

# Words after which a sentence says something else.
_TURNS = (
    *"but however although though yet aber sondern jedoch allerdings mais".split(),
    *"cependant toutefois pero sino ma però mas porém contudo maar echter".split(),
    *"ale jednak lecz men dock ama fakat ancak но однако".split(),
    *"بل لكن ولكن لكننا لكنا لكني ولكننا".split(),
)
_SOLID_TURNS = ("しかし", "ただし", "ですが", "ので", "但", "不过")
_EVERY_TURN = (*_TURNS, *_SOLID_TURNS)
# "Ma" is my in French, and "mais" more in Portuguese: words that tell them.
_OTHERWISE = {
    "ma": re.compile(r"\b(?:je|nous|vous|est|une|avec)\b"),
    "mais": re.compile(r"\b(?:não|ninguém|nada|uma|para|com|está|são)\b"),
}
_STOP = re.compile(
    r"[.!?;:,](?:\s|$)|[\n。！？；，、،؛؟]|(?<=[\u3040-\u9fff])[,;!?]|\s[-–—]\s"
)
_SENTENCE = re.compile(r"[.!?](?:\s|$)|[\n。！？؟]")
_MOST_CHARS = 1000  # of one clause; nobody denies so much at once


def sentences_of(text: str) -> list[str]:
    return _parts(text, _SENTENCE)


@lru_cache(maxsize=64)
def clauses_of(text: str) -> Sequence[str]:
    small = text.casefold()
    if not any(turn in small for turn in _EVERY_TURN):
        return _parts(text, _STOP)  # most texts; looking for whole words takes longer
    turns = _parts(text, _turn(tuple(_meant_otherwise(small))))
    return [part for turn in turns for part in _parts(turn, _STOP)]


def _meant_otherwise(small: str) -> Iterator[str]:
    return (word for word, told_by in _OTHERWISE.items() if told_by.search(small))


@cache
def _turn(left_out: Sequence[str]) -> re.Pattern:
    spaced = "|".join(word for word in _TURNS if word not in left_out)
    return re.compile(rf"\b(?:{spaced})\b|{'|'.join(_SOLID_TURNS)}", re.IGNORECASE)


def _parts(text: str, ends: re.Pattern) -> list[str]:
    parts = (part.strip()[:_MOST_CHARS] for part in ends.split(text))
    return [part for part in parts if part]
