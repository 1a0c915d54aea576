"""Words that deny a criterion beyond doubt: "no budget", "not my decision".

A second look at what a model takes for a yes. It only ever turns a yes into a no, and
only where the denial stands in the clause that is quoted. The words are data, one file
a language; each is tried on every text, since people mix languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ...reading.text import fold

NONE = "none"  # what holds a word of denial and denies nothing
NEED = "need"
_SPACED_GAP, _SOLID_GAP = r"(?:\w+ ){0,3}", r"[^ ]{0,8}"
# Words after which a sentence says something else.
_TURNS = (
    "but however although though yet aber sondern jedoch allerdings mais cependant "
    "toutefois pero sino ma però mas porém contudo maar echter"
)
_CLAUSE = re.compile(
    r"[.!?;:,](?:\s|$)|[\n。！？；，、،؛؟]|\s[-–—]\s"
    rf"|\b(?:{'|'.join(_TURNS.split())})\b|しかし|ただし|但是|不过|لكن",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?](?:\s|$)|[\n。！？؟]")
_MOST_CHARS = 1000  # of one clause; nobody denies so much at once
_SIGN = "\x00"  # where something was that denies nothing


def denies(key: str, quote: str, texts: Iterable[str]) -> bool:
    """Whether the clause that ``quote`` stands in denies the criterion ``key``.

    A number beside the denial is a fact of its own: "no budget for A and 500 for B".
    """
    said = [fold(part) for part in _parts(quote, _CLAUSE)]
    if key not in _words() or not said:
        return False
    if any(_found(key, part) for part in (*said, fold(quote))):
        return True
    if any(map(str.isdigit, quote)):
        return False
    clauses = [fold(part) for text in texts for part in _parts(text, _CLAUSE)]
    return any(
        _found(key, clause)
        for clause in clauses
        if any(part.strip() in clause for part in said)
    )


def nothing_needed(texts: Iterable[str]) -> str:
    """The sentence that says there is nothing to sell any more; empty if none does.

    Wherever it stands: what was wanted once may well be described beside it.
    """
    for text in texts:
        for sentence in _parts(text, _SENTENCE):
            if any(_found(NEED, fold(part)) for part in _parts(sentence, _CLAUSE)):
                return sentence
    return ""


def _parts(text: str, ends: re.Pattern) -> list[str]:
    parts = (part.strip()[:_MOST_CHARS] for part in ends.split(text))
    return [part for part in parts if part]


def _found(key: str, folded: str) -> bool:
    rest = folded
    for harmless in _words()[NONE]:
        rest = harmless.sub(_SIGN, rest)
    return any(denial.search(rest) for denial in _words()[key])


@cache
def _words() -> Mapping[str, tuple[re.Pattern, ...]]:
    """Of all languages: a criterion's key -> what denies it."""
    found: dict[str, list[re.Pattern]] = {NONE: []}
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        for key, pattern in _read(path.read_text(encoding="utf-8")):
            found.setdefault(key, []).append(pattern)
    return {key: tuple(patterns) for key, patterns in found.items()}


def _read(text: str) -> Iterator[tuple[str, re.Pattern]]:
    lists: dict[str, str] = {}
    key, is_solid = NONE, False
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if line == "solid":
            is_solid = True
        elif line.startswith("["):
            key = line.strip("[]")
        elif " = " in line:
            name, _equals, choices = line.partition(" = ")
            lists[name] = choices
        else:
            yield key, _pattern(line, lists, is_solid)


def _pattern(line: str, lists: Mapping[str, str], is_solid: bool) -> re.Pattern:
    """A line of a file as it is looked for in folded text."""
    items = [_item(item, lists, is_solid) for item in line.split()]
    if is_solid:
        return re.compile("".join(items))
    return re.compile("(?<= )" + "".join(items))


def _item(item: str, lists: Mapping[str, str], is_solid: bool) -> str:
    if item == "...":
        return _SOLID_GAP if is_solid else _SPACED_GAP
    choices = "|".join(lists.get(choice, choice) for choice in item.split("|"))
    forms = "|".join(dict.fromkeys(map(_form, choices.split("|"))))
    return f"(?:{forms})" + ("" if is_solid else " ")


def _form(choice: str) -> str:
    folded = re.escape(fold(choice.strip("*").replace("_", " ")).strip())
    return folded + (r"\w*" if choice.endswith("*") else "")
