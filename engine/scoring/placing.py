"""Which criterion a quote may serve: none that its words are no answer to.

Small models put a price where a quantity is asked for, and what is needed where
somebody's role is. What is told here holds for every model and language.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from ..reading.text import fold
from .dates import counts_only_days, is_only_a_day
from .denials import NEED, denial_in, names_a_role
from .money import currencies_of, is_only_money

TIMELINE = "timeline"
MAX_USES = 2  # criteria that one passage may serve
_SAME_PASSAGE = 0.8  # of its length: a quote trimmed by less is the same passage
_QUESTION = ("?", "\uff1f")


def placed(quotes: Mapping[str, str], keys: Sequence[str]) -> dict[str, str]:
    """The quotes that answer what they were given for, in the order of ``keys``.

    What leans on passages that already served for their share of criteria is dropped;
    a part of an earlier quote is more specific and stays.
    """
    given = {key: quotes[key] for key in keys if quotes.get(key)}
    given = _moved(_timed(_swapped(given), keys), keys)
    kept: dict[str, str] = {}
    uses: Counter[str] = Counter()
    for key, quote in given.items():
        if _is_misplaced(key, quote, given):
            continue
        passage = next((p for p in uses if _is_same_passage(quote, p)), quote)
        uses[passage] += 1
        if uses[passage] <= MAX_USES:
            kept[key] = quote
    return kept


def _timed(quotes: dict[str, str], keys: Sequence[str]) -> dict[str, str]:
    """A day given for a sum or a quantity tells when, where nothing else does.

    Small models that find nothing for a criterion give it what the next one asks for.
    """
    if TIMELINE not in keys or TIMELINE in quotes:
        return quotes
    for key in ("budget", "scope"):
        if key in quotes and counts_only_days(quotes[key]):
            return {TIMELINE if k == key else k: q for k, q in quotes.items()}
    return quotes


def _swapped(quotes: dict[str, str]) -> dict[str, str]:
    """A sum given for a quantity and a quantity for a sum are each the other's."""
    scope, budget = quotes.get("scope", ""), quotes.get("budget", "")
    if is_only_money(scope) and _is_counted(budget) and not currencies_of(budget):
        return quotes | {"scope": budget, "budget": scope}
    return quotes


def _moved(quotes: dict[str, str], keys: Sequence[str]) -> dict[str, str]:
    """What denies another criterion than the one it was given for is that one's.

    "No hurry" is no budget. A number there is a fact of its own and stays.
    """
    moved = dict(quotes)
    for key, quote in quotes.items():
        other = _denied_instead(key, quote, keys)
        if other:
            del moved[key]
        if other not in ("", NEED) and not _is_counted(moved.get(other, "")):
            moved[other] = quote
    return {key: moved[key] for key in keys if key in moved}


def _denied_instead(key: str, quote: str, keys: Sequence[str]) -> str:
    """A need may well be told together with what is missing, but not with what of."""
    others = ("scope",) if key == NEED else keys
    denied = denial_in(quote, keys)
    if key in denied:
        return ""
    return next((k for k in others if k in denied), "")


def _is_counted(quote: str) -> bool:
    return any(map(str.isnumeric, quote))


def _is_misplaced(key: str, quote: str, given: Mapping[str, str]) -> bool:
    if key == NEED:
        return is_only_a_day(quote)
    if key == "budget":
        return counts_only_days(quote)
    if key == "scope":
        return _is_no_scope(quote, given)
    if key == TIMELINE:
        return is_only_money(quote) and quote in given.get("budget", "")
    return key == "authority" and _is_no_authority(quote, given)


def _is_no_scope(quote: str, given: Mapping[str, str]) -> bool:
    """A price, a time, or what is needed once more: neither how many nor which."""
    if is_only_money(quote) or _says_no_more(quote, given.get(NEED, "")):
        return True
    rest = quote
    for other in (given.get("budget"), given.get("timeline")):
        rest = rest.replace(other, " ") if other and other != quote else rest
    return rest != quote and not _is_counted(rest)


def _says_no_more(scope: str, need: str) -> bool:
    """What is needed once more, or a bare word of it: neither how much nor which."""
    if scope not in need or _is_counted(scope):
        return False
    is_spaced = all(unicodedata.east_asian_width(char) not in "WF" for char in scope)
    return _is_same_passage(scope, need) or (" " not in scope and is_spaced)


def _is_no_authority(quote: str, given: Mapping[str, str]) -> bool:
    """A question to us; or what is a number or shown elsewhere and names no role."""
    if quote.endswith(_QUESTION):
        return True
    others = [other for key, other in given.items() if key != "authority"]
    is_shown = any(quote in other or other in quote for other in others)
    return (is_shown or _is_counted(quote)) and not names_a_role(fold(quote))


def _is_same_passage(quote: str, earlier: str) -> bool:
    return earlier in quote or (
        quote in earlier and len(quote) > _SAME_PASSAGE * len(earlier)
    )
