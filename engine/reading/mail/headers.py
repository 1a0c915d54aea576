"""The headers that a mail program writes above a mail that it quotes or passes on."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from .words import HEADERS, WORDS, fold

LONGEST = 300  # characters of a line that are looked at
_MOST_LINES = 12
_MOST_BETWEEN = 2  # lines that go on with the recipients, or empty ones, in a row
_MOST_UNKNOWN = 6

_LABEL = re.compile(r"[*\s]*([^\W\d_][^:：*]{0,24}?)[*\s]*[:：]")
_INSIDE = re.compile(r"(?:^|[\s*])([^\W\d_]+)[*\s]?[:：]")
_VALUE = re.compile(r"[*\s]*[^\W\d_][^:：<>@]{0,24}[:：]\s*\S")
ADDRESS = re.compile(r"[<\[(]\s?(?:mailto:)?[^\s<>@]{1,64}@[^\s<>]{1,255}[>\])]")
_BARE_ADDRESS = re.compile(r"[^\s<>@:]{1,64}@[^\s<>@]{1,255}\.\w{2}")
_MOMENT = re.compile(
    r"\b(?:19|20)\d\d\b.{0,20}\b\d{1,2}[:.h時点]\d\d"
    r"|\b\d{1,2}[:.h]\d\d.{0,20}\b(?:19|20)\d\d\b"
)
_CLOCK = re.compile(r"\d{1,2}[:.h時点]\d\d")
_KINDS = {word: kind for kind in HEADERS for word in WORDS[kind]}
_SENT = frozenset(WORDS["date"]) - frozenset(WORDS["plain_date"])


def kind_of(line: str) -> str:
    """Which header ``line`` is, empty if none."""
    return _kind_of(line[:LONGEST])


@lru_cache(maxsize=4096)
def _kind_of(line: str) -> str:
    if line.startswith("|"):
        line = line.strip("| ").replace("|", ":", 1)
    label = _LABEL.match(line)
    return _KINDS.get(fold(label[1]), "") if label else ""


def count(read: Callable[[int], str], at: int, end: int) -> int:
    """How many lines from ``at`` on are a mail's headers; ``read`` gives a line."""
    line = read(at)[:LONGEST]
    if not _VALUE.match(line) and not line.startswith(("|", "*")) and not kind_of(line):
        return 0
    end = min(end, at + _MOST_LINES)
    return _known(read, at, end) or _unknown(read, at, end)


def _known(read: Callable[[int], str], at: int, end: int) -> int:
    kinds: set[str] = set()
    told, last, between = "", at - 1, 0
    for position in range(at, end):
        line = read(position)[:LONGEST]
        kind = kind_of(line)
        if kind in ("from", "to", "subject") and kind in kinds:
            break
        between = 0 if kind else between + 1
        if between > _MOST_BETWEEN or (position == at and not kind):
            break
        if not line and _are_headers(kinds, told):
            break
        if kind:
            kinds.add(kind)
            told, last = f"{told}\n{line}", position
    if _are_headers(kinds, told):
        return last - at + 1
    return int(_are_headers({*kinds, *_kinds_inside(read(at))}, told))


def _kinds_inside(line: str) -> set[str]:
    labels = (fold(found) for found in _INSIDE.findall(line[:LONGEST]))
    return {_KINDS[label] for label in labels if label in _KINDS}


def _are_headers(kinds: set[str], told: str) -> bool:
    """A sender, and enough besides that it is no list of the writer's own."""
    if "date" in kinds and _BARE_ADDRESS.search(told) and _MOMENT.search(told):
        return True  # few write their own dates to the minute
    if "from" not in kinds:
        return False
    if len(kinds) > 2 and ("subject" in kinds or _is_sent(told)):
        return True
    has_address = bool(ADDRESS.search(told))
    return has_address and (len(kinds) > 2 or bool(_CLOCK.search(told)))


def _is_sent(told: str) -> bool:
    """A line says when it was sent; "Date" is on a traveller's list as well."""
    labels = (_LABEL.match(line) for line in told.split("\n") if _MOMENT.search(line))
    found = {fold(label[1]) for label in labels if label}
    return bool(found & _SENT)


def _unknown(read: Callable[[int], str], at: int, end: int) -> int:
    """Headers of another language: an address in brackets and a time among them."""
    lines = []
    for position in range(at, min(end, at + _MOST_UNKNOWN)):
        line = read(position)[:LONGEST]
        if not _VALUE.match(line):
            break
        lines.append(line)
    told = "\n".join(lines)
    if len(lines) > 2 and ADDRESS.search(told) and _CLOCK.search(told):
        return len(lines)
    return 0
