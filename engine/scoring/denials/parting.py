"""What a text says, in sentences and clauses: a "but" begins one of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# Words after which a sentence says something else. "Mais" is more, in Portuguese.
_TURNS = (
    *"but however although though yet aber sondern jedoch allerdings mais".split(),
    *"cependant toutefois pero sino ma però mas porém contudo maar echter".split(),
    *"ale jednak lecz men dock ama fakat ancak но однако".split(),
    *"بل لكن ولكن لكننا لكنا لكني ولكننا".split(),
)
_SOLID_TURNS = ("しかし", "ただし", "ですが", "ので", "但", "不过")
_EVERY_TURN = (*_TURNS, *_SOLID_TURNS)
_TURN = re.compile(
    rf"(?<!ninguém )(?<!não )(?<!nada )\b(?:{'|'.join(_TURNS)})\b"
    rf"|{'|'.join(_SOLID_TURNS)}",
    re.IGNORECASE,
)
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
    return [part for turn in _parts(text, _TURN) for part in _parts(turn, _STOP)]


def _parts(text: str, ends: re.Pattern) -> list[str]:
    parts = (part.strip()[:_MOST_CHARS] for part in ends.split(text))
    return [part for part in parts if part]
