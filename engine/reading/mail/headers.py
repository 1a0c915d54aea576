"""The headers that a mail program writes above a mail that it quotes or passes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from .words import HEADERS, WORDS, fold

LONGEST = 300  # characters of a line that are looked at
_MOST_LINES = 12
_MOST_BETWEEN = 2  # lines that go on with the recipients, or empty ones, in a row
_MOST_EMPTY = 3  # lines in a table of Lotus Notes
_MOST_UNKNOWN = 6
_LONGEST_WORD = 25
_MOST_RECIPIENTS = 30  # lines of them
_LONGEST_NAME = 6

_LABEL = re.compile(r"[*\s]*([^\W\d_][^:：*]{0,24}?)[*\s]*[:：]")
_INSIDE = re.compile(r"(?:^|[\s*])([^\W\d_]+)[*\s]?[:：]")
_VALUE = re.compile(r"[*\s]*[^\W\d_][^:：<>@]{0,24}[:：]\s*\S")
_LOCAL = r"[^\s<>@:;,\"'()\[\]]"
ADDRESS = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+"
)
# As programs write it behind a name, with whatever they make of it.
IN_BRACKETS = re.compile(r"[<\[(]\s?(?:mailto:)?[^\s<>@]{1,64}@[^\s<>]{1,255}[>\])]")
_MOMENT = re.compile(
    r"\b(?:19|20)\d\d\b.{0,20}\b\d{1,2}[:.h時点]\d\d"
    r"|\b\d{1,2}[:.h]\d\d.{0,20}\b(?:19|20)\d\d\b"
)
_STAMP = re.compile(
    r"^(.{0,80}?)(?:\bon )?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?"
    r"(?: ?[AP]M)?(?: \w{1,5})?$",
    re.IGNORECASE,
)
_ANY = re.compile("")
_MARKED = re.compile(r"[:：]\s*[*\s]*[^\W\d_]{1,8}\s?[:：]")  # "Subject: Re: desks"
_COUNTED = re.compile(r"[^:：]{1,40}[:：]\s*\d{1,6}$")
_SENT_BY = re.compile(r"[^\W\d_]\w* [^\W\d_]\w*: \S")  # who typed it for another
_CLOCK = re.compile(r"(?<![\d.])\d{1,2}[:.h時点]\d\d(?![\d.])")
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


def has_value(line: str) -> bool:
    """It may be a header, in whatever language."""
    return bool(_VALUE.match(line[:LONGEST]))


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
        is_gap = not line and between and _VALUE.match(read(position - 1)[:LONGEST])
        between = 0 if kind else between + (not is_gap)
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
    if "date" in kinds and ADDRESS.search(told) and _MOMENT.search(told):
        return True  # few write their own dates to the minute
    if "from" not in kinds:
        return False
    if len(kinds) < 3:
        has_address = "@" in told and IN_BRACKETS.search(told)
        return bool(has_address and (_CLOCK.search(told) or _is_sent(told)))
    if ADDRESS.search(told) or _is_sent(told, _MOMENT):
        return True
    if "subject" not in kinds:
        return False
    return _is_sent(told) or bool(_CLOCK.search(told) or _MARKED.search(told))


def _is_sent(told: str, form: re.Pattern[str] = _ANY) -> bool:
    """A line says when it was sent; "Date" is on a traveller's list as well."""
    labels = (_LABEL.match(line) for line in told.split("\n") if form.search(line))
    found = {fold(label[1]) for label in labels if label}
    return bool(found & _SENT)


def stands_above(before: Sequence[str]) -> int:
    """How many of the last lines before "To:" say who wrote and when, as Lotus Notes
    does without a word for it."""
    at = len(before)
    for _skipped in range(_MOST_BETWEEN + 1):
        at -= bool(at and (not before[at - 1] or _SENT_BY.match(before[at - 1])))
    stamp = _STAMP.search(before[at - 1][:LONGEST]) if at else None
    if not stamp:
        return 0
    at -= 1
    at -= bool(at and _SENT_BY.match(before[at - 1]))
    is_name = at and 0 < len(before[at - 1].split()) <= _LONGEST_NAME
    return len(before) - at + bool(is_name and not stamp[1].strip())


def goes_to(read: Callable[[int], str], at: int, end: int) -> int:
    """How many lines from "To:" on are the recipients and the subject, each below its
    word where these were cells of a table."""
    if _cell_of(read(at)) != "to":
        return 0
    empty = 0
    for position in range(at, min(end, at + _MOST_RECIPIENTS)):
        line = read(position)
        kind = _cell_of(line)
        if kind == "subject":
            return position - at + 1 + (not kind_of(line))
        empty += not line
        if empty > _MOST_EMPTY or kind not in ("to", "cc", ""):
            break
    return 0


def _cell_of(line: str) -> str:
    """Which header it is, or the word for."""
    return kind_of(line) or _KINDS.get(fold(line[:_LONGEST_WORD]), "")


def _unknown(read: Callable[[int], str], at: int, end: int) -> int:
    """Headers of another language: an address in brackets and a time among them."""
    lines = []
    for position in range(at, min(end, at + _MOST_UNKNOWN)):
        line = read(position)[:LONGEST]
        if not _VALUE.match(line):
            break
        lines.append(line)
    if len(lines) < 3 or any(map(_COUNTED.match, lines)):
        return 0
    told = "\n".join(lines)
    return len(lines) * bool(IN_BRACKETS.search(told) and _CLOCK.search(told))
