"""Tables of words from the files in ``words``: a folder a topic, a file a language.

A file holds lists by name. ``*`` at a word's end stands for any ending.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import chain
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def languages(topic: str) -> dict[str, dict[str, list[str]]]:
    """``{language: {name: words}}`` of all files of a topic."""
    files = sorted((_FOLDER / topic).glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}


def table(topic: str, name: str) -> tuple[str, ...]:
    """The words of one list in all languages, each once."""
    lists = (lists.get(name, ()) for lists in languages(topic).values())
    return tuple(dict.fromkeys(chain.from_iterable(lists)))
