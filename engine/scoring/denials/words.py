"""The tables of denials: files of lines, one file a language, all tried on every text.

A line is words that stand one after the other. ``|`` parts choices, ``_`` joins words
of one choice, ``...`` is up to three words, ``*`` is any ending, or any beginning but
in a line's first word. Capitals name a list of choices. In a file that says ``solid``
words aren't parted by spaces, and ``...`` is a few characters.

``[budget]`` denies a budget wherever it stands, ``[budget if quoted]`` only in a quote
that was given for it ("too expensive"), ``[budget yes]`` grants one in a clause beside
a denial. ``[none]`` holds a word of denial and denies nothing, ``[need but]`` denies a
step and no need: "no demo". ``[timeline told]`` holds words without which no sentence
tells a time. ``[no]`` are the bare words of denial, and ``[no but]`` is
what denies nothing where only these tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from pathlib import Path
from sys import intern

from ...reading.heads import HEAD
from ...reading.text import fold

KEYS = ("need", "scope", "budget", "timeline", "authority", "next_step")
NONE, NO, BUT = "none", "no", "no but"
# What denies nothing of one section only.
HARMLESS = {"need": ("need but",), "need if quoted": ("need but",)}
QUOTED, YES = " if quoted", " yes"  # sections beside that of a key
TOLD, TOLD_KEYS = " told", ("timeline", "authority")
SENTENCE = "sentence"  # words that a sentence has, and a part of one may lack
_SECTIONS = (
    *(NONE, NO, BUT, "need but", SENTENCE),
    *(key + more for key in KEYS for more in ("", QUOTED, YES)),
    *(key + TOLD for key in TOLD_KEYS),
)
_SPACED_GAP, _SOLID_GAP = r"(?:\w+ ){0,3}", r"[^ ]{0,8}"
_NO_HEADS: Set[str] = frozenset()
_SIGN = "\x00 "  # where something was that denies nothing


class Lines:
    """All lines of one section, in all languages."""

    def __init__(self, lines: Iterable[_Line]):
        self._lines = tuple(lines)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(self._lines):
            for head in line.heads[0]:
                self._places[head].append(place)

    def stand_in(self, folded: str, heads: Set[str]) -> bool:
        if self._places.keys().isdisjoint(heads):
            return False  # most clauses
        return any(pattern.search(folded) for pattern in self._tried(heads))

    def beside(self, folded: str, heads: Set[str], start: int, end: int) -> bool:
        """Whether one of them ends at ``start``, or begins right behind ``end``."""
        found = (f for pattern in self._tried(heads) for f in pattern.finditer(folded))
        return any(f.end() == start or end <= f.start() <= end + 2 for f in found)

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
    def __init__(self, items: Sequence[str], language: _Language):
        self._items = items
        self._language = language
        heads = map(language.heads_of, items)
        self.heads = [found for found in heads if found]

    @cached_property
    def pattern(self) -> re.Pattern:
        """Made when a text first has a word for each of its parts: most never do."""
        start = "" if self._language.is_solid else "(?<= )"
        return re.compile(start + "".join(map(self._language.form_of, self._items)))


class _Language:
    """What the lines of a file have in common: lists, and how their words begin."""

    def __init__(self) -> None:
        self.is_solid = False
        self.lists: dict[str, str] = {}
        self._heads: dict[str, str] = {}  # of words
        self._found: dict[Set[str], Set[str]] = {}  # each once

    def heads_of(self, item: str) -> Set[str]:
        """A text that has one of its choices has one of these; none where it may begin
        in any way."""
        if item == "...":
            return _NO_HEADS
        heads = frozenset(map(self._head_of, self._choices(item)))
        return self._found.setdefault(heads, heads) if "" not in heads else _NO_HEADS

    def _head_of(self, choice: str) -> str:
        if choice not in self._heads:
            first = _first_word(choice)
            is_stem = "*" in (choice[0], choice[-1])
            is_any = choice[0] == "*" or (is_stem and len(first) < HEAD)
            head = first[:HEAD] if not is_any else ""
            self._heads[choice] = intern(first[0] if self.is_solid else head)
        return self._heads[choice]

    def _choices(self, item: str) -> list[str]:
        if "|" in item or item in self.lists:
            item = "|".join(self.lists.get(part, part) for part in item.split("|"))
        return item.split("|")

    def form_of(self, item: str) -> str:
        if item == "...":
            return _SOLID_GAP if self.is_solid else _SPACED_GAP
        forms = "|".join(dict.fromkeys(map(_form, self._choices(item))))
        return f"(?:{forms})" + ("" if self.is_solid else " ")


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
    language, section = _Language(), NONE
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if line == "solid":
            language.is_solid = True
        elif line.startswith("["):
            section = line.strip("[]")
        elif " = " in line:
            name, _equals, choices = line.partition(" = ")
            language.lists[name] = choices
        else:
            yield section, _Line(line.split(), language)


def _first_word(choice: str) -> str:
    word = choice.strip("*").partition("_")[0]
    if word.isascii() and word.isalnum():
        return word.lower()  # most; folding takes longer
    return fold(word).split()[0]


def _form(choice: str) -> str:
    folded = re.escape(fold(choice.strip("*").replace("_", " ")).strip())
    start = r"\w*" if choice.startswith("*") else ""
    return start + folded + (r"\w*" if choice.endswith("*") else "")
