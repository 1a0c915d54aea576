"""Words that deny a criterion beyond doubt: "no budget", "not my decision".

A second look at what a model takes for a yes. It only ever turns a yes into a no, and
only where the denial stands in the clause that is quoted. The words are data, one file
a language; each is tried on every text, since people mix languages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property, lru_cache
from pathlib import Path

from ...reading.heads import HEAD, heads_of
from ...reading.text import fold

NONE = "none"  # what holds a word of denial and denies nothing
NEED = "need"
_SPACED_GAP, _SOLID_GAP = r"(?:\w+ ){0,3}", r"[^ ]{0,8}"
# Words after which a sentence says something else.
_TURNS = (
    *"but however although though yet aber sondern jedoch allerdings mais".split(),
    *"cependant toutefois pero sino ma però mas porém contudo maar echter".split(),
)
_SOLID_TURNS = ("しかし", "ただし", "但是", "不过", "لكن")
_EVERY_TURN = (*_TURNS, *_SOLID_TURNS)
_TURN = re.compile(
    rf"\b(?:{'|'.join(_TURNS)})\b|{'|'.join(_SOLID_TURNS)}", re.IGNORECASE
)
_STOP = re.compile(r"[.!?;:,](?:\s|$)|[\n。！？；，、،؛؟]|\s[-–—]\s")
_SENTENCE = re.compile(r"[.!?](?:\s|$)|[\n。！？؟]")
_MOST_CHARS = 1000  # of one clause; nobody denies so much at once
_SIGN = "\x00"  # where something was that denies nothing


class Clauses:
    """What a lead says, clause by clause, in which denials are looked for."""

    def __init__(self, texts: Sequence[str]):
        self._texts = texts

    def deny(self, key: str, quote: str) -> bool:
        """Whether the clause that ``quote`` stands in denies the criterion ``key``.

        A number beside a denial is a fact of its own: "no budget for A and 5 for B".
        """
        said = [fold(part) for part in _clauses(quote)]
        if key not in _words() or not said:
            return False
        if any(_found(key, part) for part in {*said, fold(quote)}):
            return True
        if any(map(str.isdigit, quote)):
            return False
        return any(
            _found(key, clause)
            for clause in self._folded
            if any(part.strip() in clause for part in said)
        )

    def nothing_needed(self) -> str:
        """The sentence that says there is nothing to sell any more; empty if none does.

        Wherever it stands: what was wanted once may well be described beside it.
        """
        if not any(_found(NEED, clause) for clause in self._folded):
            return ""
        sentences = (part for text in self._texts for part in _parts(text, _SENTENCE))
        return next(filter(_needs_nothing, sentences), "")

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(part) for text in self._texts for part in _clauses(text)]


def denial_in(quote: str, keys: Sequence[str]) -> list[str]:
    """Which of ``keys`` the quote denies, where it is one clause and nothing else."""
    if any(map(str.isdigit, quote)) or len(_clauses(quote)) != 1:
        return []
    folded = fold(quote)
    return [key for key in keys if key in _words() and _found(key, folded)]


def denies_anything(quote: str) -> bool:
    """Whether ``quote`` by itself denies any criterion."""
    folded = fold(quote)
    return any(_found(key, folded) for key in _words() if key != NONE)


class _Denials:
    """What denies one criterion, in all languages."""

    def __init__(self, lines: Iterable[tuple[re.Pattern, Sequence[Set[str]]]]):
        self._lines: list[tuple[re.Pattern, Sequence[Set[str]]]] = []
        self._places: dict[str, set[int]] = defaultdict(set)
        for place, (pattern, (first, *others)) in enumerate(lines):
            self._lines.append((pattern, others))
            for head in first:
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
            pattern, others = self._lines[place]
            if not any(map(heads.isdisjoint, others)):
                yield pattern


def _needs_nothing(sentence: str) -> bool:
    return any(_found(NEED, fold(part)) for part in _clauses(sentence))


@lru_cache(maxsize=64)
def _clauses(text: str) -> Sequence[str]:
    small = text.casefold()
    if not any(turn in small for turn in _EVERY_TURN):
        return _parts(text, _STOP)  # most texts; looking for whole words takes longer
    return [part for turn in _parts(text, _TURN) for part in _parts(turn, _STOP)]


def _parts(text: str, ends: re.Pattern) -> list[str]:
    parts = (part.strip()[:_MOST_CHARS] for part in ends.split(text))
    return [part for part in parts if part]


def _found(key: str, folded: str) -> bool:
    return key in _denied_by(folded)


@lru_cache(maxsize=256)
def _denied_by(folded: str) -> Set[str]:
    """All that a clause denies: it is asked about for one criterion after another."""
    words, heads = _words(), heads_of(folded)
    found = {key for key in words if words[key].stand_in(folded, heads)} - {NONE}
    if not found:
        return found
    meant = words[NONE].without(folded, heads)
    return {key for key in found if words[key].stand_in(meant, heads)}


@cache
def _words() -> Mapping[str, _Denials]:
    """A criterion's key -> what denies it."""
    found: dict[str, list[tuple[re.Pattern, list[Set[str]]]]] = defaultdict(list)
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        for key, pattern, heads in _read(path.read_text(encoding="utf-8")):
            found[key].append((pattern, heads))
    return {key: _Denials(lines) for key, lines in found.items()}


def _read(text: str) -> Iterator[tuple[str, re.Pattern, list[Set[str]]]]:
    """What each line is for, what it looks for in folded text, how its words begin."""
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
            words = [word for word in line.split() if word != "..."]
            heads = [_heads_of_item(word, lists, is_solid) for word in words]
            yield key, _pattern(line, lists, is_solid), list(filter(None, heads))


def _heads_of_item(item: str, lists: Mapping[str, str], is_solid: bool) -> Set[str]:
    """A text that holds the item has one of these; none where a stem is shorter."""
    choices = _choices(item, lists)
    firsts = [fold(choice).split()[0] for choice in choices]
    if is_solid:
        return {first[0] for first in firsts}
    stems = (f for c, f in zip(choices, firsts, strict=True) if c.endswith("*"))
    if any(len(stem) < HEAD for stem in stems):
        return set()
    return {first[:HEAD] for first in firsts}


def _pattern(line: str, lists: Mapping[str, str], is_solid: bool) -> re.Pattern:
    items = [_item(item, lists, is_solid) for item in line.split()]
    return re.compile(("" if is_solid else "(?<= )") + "".join(items))


def _item(item: str, lists: Mapping[str, str], is_solid: bool) -> str:
    if item == "...":
        return _SOLID_GAP if is_solid else _SPACED_GAP
    forms = "|".join(dict.fromkeys(map(_form, _choices(item, lists))))
    return f"(?:{forms})" + ("" if is_solid else " ")


def _choices(item: str, lists: Mapping[str, str]) -> list[str]:
    choices = "|".join(lists.get(choice, choice) for choice in item.split("|"))
    return [choice.replace("_", " ") for choice in choices.split("|")]


def _form(choice: str) -> str:
    folded = re.escape(fold(choice.strip("*")).strip())
    return folded + (r"\w*" if choice.endswith("*") else "")
