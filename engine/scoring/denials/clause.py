"""What one clause says of a criterion: that it is there, denied, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from ...reading.heads import heads_of
from ..next_step import CALL, MAIL, MEETING, kind_of
from .words import BUT, HARMLESS, KEYS, NO, NONE, QUOTED, YES, lines_of

NEED, AUTHORITY = "need", "authority"
# What is mostly told without a word of denial: one in the quote's clause is a no.
_PLAINLY_TOLD = frozenset(("timeline", "next_step", "authority", "budget"))
_COUNTED = frozenset(("budget", "scope", "timeline"))
# "È" reads like "e": "non c'è".
_AND = re.compile(
    r" (?:and|und|et|y|en|i|och|ve|и|(?<! c )(?<! non )e) | (?=وليس |ولا |ولم )"
)
_SO = re.compile(
    r" (?:and|so|und|daher|deshalb|et|donc|y|así que|e|quindi|en|dus|então|och|i) "
)
_WE = " we wir nous wij"  # the subject of a part that was told in one before
_LEAST_WORDS = 3  # of what may stand beside a denial as a fact of its own
_SPACED_CHARS, _SOLID_CHARS = 20, 3  # the same, of words and where none are parted
_LAST_SPACED = "\u2e80"  # scripts from here on part no words
_YEAR = re.compile(r"(?<!\d)20[2-9]\d(?!\d)")


def denies(key: str, clause: str) -> bool:
    """Whether a clause denies the criterion that it was quoted for.

    A number in it is a fact that only what denies anywhere can deny.
    """
    if found(key, clause):
        return True
    is_fact = key in _COUNTED and is_counted(clause)
    return not is_fact and found(key + QUOTED, clause) and not _has(key, clause)


def _has(key: str, clause: str) -> bool:
    """Whether it says that what only a quote of it seems to deny is there."""
    if key == NEED:
        parts = [f" {part.strip()} " for part in _SO.split(clause)]
        return len(parts) > 1 and any(map(_needs, parts))
    return key == AUTHORITY and found(key + YES, clause) and not says_none(clause)


def _needs(part: str) -> bool:
    """Whether it says what is needed, also where it was said before by whom."""
    if found(NEED + QUOTED, part) or says_none(part):
        return False
    return found(NEED + YES, part) or found(NEED + YES, f"{_WE}{part}")


def says_none(clause: str) -> bool:
    """Whether a word of denial stands in it that isn't harmless."""
    lines, heads = lines_of(), heads_of(clause)
    return lines[NO].stand_in(clause, heads) and lines[NO].stand_in(
        lines[BUT].without(lines[NONE].without(clause, heads), heads), heads
    )


def is_cut(key: str, said: str, clause: str) -> bool:
    """Whether a denial that isn't harmless ends right before ``said``.

    Or begins right behind it, where words aren't parted.
    """
    before, _said, after = clause.partition(said)
    if said > _LAST_SPACED:
        whole = f"{before[-_SOLID_CHARS:]}{said}{after[: 2 * _SOLID_CHARS]}"
    else:
        whole = f" {' '.join([*before.split()[-_LEAST_WORDS:], said])} "
    lines, heads = lines_of(), heads_of(whole)
    if not lines[NO].stand_in(whole, heads):
        return False  # most
    if key == NEED and not found(NEED + YES, whole):
        return False
    for name in (NONE, BUT):
        whole = lines[name].without(whole, heads)
    start = whole.find(said)
    return start >= 0 and lines[NO].beside(whole, heads, start, start + len(said))


def refuses(key: str, clause: str) -> bool:
    """Whether it holds a denial of whatever it speaks of, and no number to count by."""
    heads = heads_of(clause)
    if key not in _PLAINLY_TOLD or is_counted(clause):
        return False
    return lines_of()[NO].stand_in(clause, heads) and all(
        _says_no(key, clause, heads, harmless)
        for harmless in ((NONE, BUT), (BUT, NONE))
    )


def _says_no(key: str, clause: str, heads: Set[str], harmless: Iterable[str]) -> bool:
    """Whether a denial is left without what is harmless, and no fact beside it."""
    lines = lines_of()
    for name in harmless:
        clause = lines[name].without(clause, heads)
    parts = [f" {part.strip()} " for part in _AND.split(clause)]
    said = [part for part in parts if not lines[NO].stand_in(part, heads)]
    return len(said) < len(parts) and not any(_says_a_fact(key, p) for p in said)


def _says_a_fact(key: str, part: str) -> bool:
    return len(part.split()) >= _LEAST_WORDS or grants(key, part)


def grants(key: str, clause: str) -> bool:
    """Whether a clause says yes to a criterion that another one seems to deny."""
    if key == "next_step" and _asks(clause):
        return True
    if key in _COUNTED and is_counted(clause):
        return True
    return found(key + YES, clause) or (key == NEED and _needs(clause))


def _asks(clause: str) -> bool:
    """A call or a visit in one word, a mail in more: "e-mail" alone is a thing."""
    if says_none(clause):
        return False
    kind = kind_of(clause)
    return kind in (CALL, MEETING) or (kind == MAIL and " " in clause.strip())


def is_short(clause: str) -> bool:
    """An "honestly" or a "thanks": it says nothing of its own."""
    words = clause.split()
    most = _SOLID_CHARS if clause.strip() > _LAST_SPACED else _SPACED_CHARS
    return len(words) < _LEAST_WORDS and len(clause.strip()) <= most


def is_counted(clause: str) -> bool:
    """Whether it holds a number that isn't a year."""
    return any(map(str.isdigit, _YEAR.sub("", clause)))


def found(section: str, clause: str) -> bool:
    if section in KEYS:
        return section in _denied_by(clause)
    return _stands(section, clause)


@lru_cache(maxsize=256)
def _denied_by(clause: str) -> Set[str]:
    """All that a clause denies: it is asked about for one criterion after another."""
    return {key for key in KEYS if _stands(key, clause)}


def speaks_of(section: str, clause: str) -> bool:
    """Whether the section has a line there, whatever it is part of."""
    return lines_of()[section].stand_in(clause, heads_of(clause))


def _stands(section: str, clause: str) -> bool:
    """Whether the section has a line there that isn't part of something harmless."""
    lines, heads = lines_of(), heads_of(clause)
    if not lines[section].stand_in(clause, heads):
        return False
    for harmless in (NONE, *HARMLESS.get(section, ())):
        clause = lines[harmless].without(clause, heads)
    return lines[section].stand_in(clause, heads)
