"""The tables of denials: files of lines, one file a language, all tried on every text.

A line is words that stand one after the other. ``|`` parts choices, ``_`` joins words
of one choice, ``...`` is up to three words, ``*`` is any ending, or any beginning but
in a line's first word. Capitals name a list of choices. In a file that says ``solid``
words aren't parted by spaces, and ``...`` is a few characters.

``[budget]`` denies a budget wherever it stands, ``[budget if quoted]`` only in a quote
that was given for it ("too expensive"), ``[budget yes]`` grants one in a clause beside
a denial. ``[none]`` holds a word of denial and denies nothing. ``[no]`` are the bare
words of denial, and ``[no but]`` is what denies nothing where only these tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from pathlib import Path

from ...reading.heads import HEAD
from ...reading.text import fold

KEYS = ("need", "scope", "budget", "timeline", "authority", "next_step")
NONE, NO, BUT = "none", "no", "no but"
QUOTED, YES = " if quoted", " yes"  # sections beside that of a key
_SECTIONS = (NONE, NO, BUT, *(key + more for key in KEYS for more in ("", QUOTED, YES)))
_SPACED_GAP, _SOLID_GAP = r"(?:\w+ ){0,3}", r"[^ ]{0,8}"
_SIGN = "\x00 "  # where something was that denies nothing


class Lines:
    """All lines of one section, in all languages."""

    def __init__(self, lines: Iterable[_Line]):
        self._lines = tuple(lines)
        self._places: dict[str, set[int]] = defaultdict(set)
        for place, line in enumerate(self._lines):
            for head in line.heads[0]:
                self._places[head].add(place)

    def stand_in(self, folded: str, heads: Set[str]) -> bool:
        if self._places.keys().isdisjoint(heads):
            return False  # most clauses
        return any(pattern.search(folded) for pattern in self._tried(heads))

    def without(self, folded: str, heads: Set[str]) -> str:
        for pattern in self._tried(heads):
            folded = pattern.sub(_SIGN, folded)
        return folded

    def _tried(self, heads: Set[str]) -> Iterator[re.Pattern]:
        """Those that may stand in a text whose words begin so, in the files' order."""
        places = [self._places[head] for head in heads & self._places.keys()]
        for place in sorted(set().union(*places)):
            line = self._lines[place]
            if not any(map(heads.isdisjoint, line.heads[1:])):
                yield line.pattern


class _Line:
    def __init__(self, items: Sequence[str], lists: Mapping[str, str], is_solid: bool):
        self._choices = [_choices(item, lists) for item in items]
        self._is_solid = is_solid
        words = [choices for choices in self._choices if choices != ["..."]]
        heads = [_heads(choices, is_solid) for choices in words]
        self.heads = [found for found in heads if found]

    @cached_property
    def pattern(self) -> re.Pattern:
        """Made when a text first has a word for each of its parts: most never do."""
        items = [_form_of(choices, self._is_solid) for choices in self._choices]
        return re.compile(("" if self._is_solid else "(?<= )") + "".join(items))


@cache
def lines_of() -> Mapping[str, Lines]:
    """The lines of each section."""
    found: dict[str, list[_Line]] = defaultdict(list)
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        for section, line in _read(path.read_text(encoding="utf-8")):
            found[section].append(line)
    return {section: Lines(found[section]) for section in _SECTIONS}


def _read(text: str) -> Iterator[tuple[str, _Line]]:
    """Each line with the section that it stands in."""
    lists: dict[str, str] = {}
    section, is_solid = NONE, False
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if line == "solid":
            is_solid = True
        elif line.startswith("["):
            section = line.strip("[]")
        elif " = " in line:
            name, _equals, choices = line.partition(" = ")
            lists[name] = choices
        else:
            yield section, _Line(line.split(), lists, is_solid)


def _choices(item: str, lists: Mapping[str, str]) -> list[str]:
    choices = "|".join(lists.get(choice, choice) for choice in item.split("|"))
    return [choice.replace("_", " ") for choice in choices.split("|")]


def _heads(choices: Sequence[str], is_solid: bool) -> Set[str]:
    """A text that has one of them has one of these; none where a stem is shorter."""
    firsts = [fold(choice).split()[0] for choice in choices]
    if is_solid:
        return {first[0] for first in firsts}
    told = zip(choices, firsts, strict=True)
    if any("*" in (c[0], c[-1]) and (c[0] == "*" or len(f) < HEAD) for c, f in told):
        return set()
    return {first[:HEAD] for first in firsts}


def _form_of(choices: Sequence[str], is_solid: bool) -> str:
    if choices == ["..."]:
        return _SOLID_GAP if is_solid else _SPACED_GAP
    forms = "|".join(dict.fromkeys(map(_form, choices)))
    return f"(?:{forms})" + ("" if is_solid else " ")


def _form(choice: str) -> str:
    folded = re.escape(fold(choice.strip("*")).strip())
    start = r"\w*" if choice.startswith("*") else ""
    return start + folded + (r"\w*" if choice.endswith("*") else "")
