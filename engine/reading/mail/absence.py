"""What the program of an absent person answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .signs import (
    asks,
    counts_things,
    is_short,
    names_a_day,
    names_somebody,
    say_together,
)
from .words import are_in, take, which_are_in

_FEW_WORDS = 25
_VERY_FEW = 14
_SOME_WORDS = 40
_ENOUGH = 2  # signs besides the absence itself
_SENTENCE_END = re.compile(r"(?<!\d)[.!?:;]\s+")  # "6. Mai" goes on
_BEFORE = 2  # words before a time
_SOON = 5  # characters
_SPACED = "\u0590"  # scripts up to here part words by spaces, and have articles
_OFFICE = re.compile(
    r"\b(?:our|office|shop|store|unser\w*|büro\w*|praxis|betrieb|kanzlei|geschäft|laden"
    r"|notre|nos|bureaux?|magasin|société|entreprise|nuestr\w+|oficinas?|tienda|empresa"
    r"|nostr\w+|uffici\w*|negozio|azienda|onze?|kantoor|winkel|praktijk|bedrijf|noss\w+"
    r"|escritóri\w*|loja|vårt?|vores?|kontor\w*|butik\w*|nasz\w*|biuro|sklep|firma)\b"
)
_KEYS = ("away", "back", "besides")


def speaks_of_one(text: str) -> bool:
    """Words of an absence, or of what who is away writes besides."""
    if are_in("wants", text):
        return False
    return bool(are_in("away", text) or are_in("back", text))


def _is_later(text: str) -> bool:
    """Who will be away, unless the time is when who is away comes back: "I am away, and
    back next week"."""
    stems = _stems_in("later", text)
    later = min((at for at in map(text.find, stems) if not _ends(text, at)), default=-1)
    back = min(map(text.find, _stems_in("back", text)), default=later)
    return later >= 0 and later <= back


def _ends(text: str, at: int) -> bool:
    """The time there is when it ends: "until next week", "for the next week"."""
    before = " ".join(text[:at].split()[-_BEFORE:])
    return are_in("until", before) > 0 or before.endswith("for the")


def _stems_in(key: str, text: str) -> list[str]:
    return [word.removesuffix("*") for word in which_are_in(key, text)]


def is_absence(text: str, told: str) -> bool:
    """Words of an absence, and of what who is away writes besides.

    :param text: the beginning of a mail, folded, on one line.
    :param told: the same without the writer's card.
    """
    if asks(text) or counts_things(text) or say_together(text, ("but",), ("deals",)):
        return False
    away, back, besides = _counts(text)
    if _is_later(text):
        return back > 1 or (away > 1 and back > 0)
    if not away:
        return back > 1 or (back > 0 and besides > int(not is_short(text, _FEW_WORDS)))
    if back or besides:
        return True
    if is_short(text, _VERY_FEW) and are_in("speakers", text):
        return True
    if away == 1 and not _is_of_somebody(text):
        return False
    signs = (
        away > 1,
        names_a_day(text),
        is_short(text, _SOME_WORDS) and say_together(text, ("away",), ("until",)),
        names_somebody(told),
        is_short(text, _FEW_WORDS),
    )
    return sum(signs) >= _ENOUGH


def _is_of_somebody(text: str) -> bool:
    """That one word says of him or his office; "closed" are cabinets as well."""
    stem = max(_stems_in("away", text), key=len)
    if " " in stem or stem[0] > _SPACED:
        return True
    told = next((part for part in _SENTENCE_END.split(text) if stem in part), "")
    if are_in("speakers", told) or _OFFICE.search(told):
        return True
    return any(part.find(stem) in range(_SOON) for part in told.split(", "))


def _counts(text: str) -> Iterator[int]:
    """Of the signs of each kind; nothing counts as two."""
    for key in _KEYS:
        count, text = take(key, text)
        yield count
