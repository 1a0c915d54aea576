"""Words by which a model says that a quote speaks for a thing or against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..criteria import AGAINST

# Models put the words that they were given into the message's language, and say yes
# where nothing was asked for. These may stand before a colon in any case.
_NO = f"{AGAINST} nein non não nao nee nej nie hayır нет לא لا いいえ 否 아니요"
_YES = "yes"
# In their own words; a lead may well begin a sentence with one of them.
_MORE_NO = (
    "against contra contre gegen contro tegen negative negativ negativo negativa"
    " negatif négatif denied denies deny denial contradicts refuted disputed"
    " opposes opposed con"
)
_MORE_YES = (
    "for pro positive positiv positivo positiva positif supports supported confirms"
    " confirmed affirmed affirmative ja oui sí si sì sim da tak evet да نعم はい 是 네"
)
_FALSE, _TRUE = ("false",), ("true",)

_OPEN, _CLOSE = r"[\s\"'“(\[*_`]*", r"[\s\"'”*_`]*"


def _one_of(words: str) -> str:
    return "|".join(map(re.escape, words.split()))


_AGREED = re.compile(
    rf"[\s\"'(\[]*(?:(?P<no>{_one_of(_NO)})|{_YES})\s*[:\uff1a]\s*", re.I
)
_EITHER = (
    rf"(?:(?P<no>{_one_of(_NO)}|{_one_of(_MORE_NO)})|{_one_of(f'{_YES} {_MORE_YES}')})"
)
_BEFORE = re.compile(
    rf"{_OPEN}{_EITHER}{_CLOSE}(?:[)\]]\s*[:\uff1a]?|[:\uff1a]|(?:[,;.]|\s[-–—]+|->|=>|→)(?=\s))\s*",
    re.I,
)
_BEHIND = re.compile(rf"\s{{0,3}}[(\[]\s*{_EITHER}\s*[)\]]\s*$", re.I)

_QUOTE_NAMES = ("quote", "text", "value", "const", "words", "evidence")
# A yes to the first says for, a yes to the second against.
_ASKS_FOR = (
    "supports support supported supporting for positive confirms affirmed is_for"
)
_ASKS_AGAINST = "denies denied deny against negative negated contradicts is_against no"
_STANCE_NAMES = ("stance", "polarity", "verdict", "sentiment", "position", "side")


def agreed_sign(text: str) -> re.Match[str] | None:
    """The word before a quote as it was asked for; ``["no"]`` where it denies."""
    return _AGREED.match(text)


def other_sign(text: str) -> tuple[bool, str] | None:
    """Whether a sign in other words denies, and the quote without it."""
    found = _BEFORE.match(text)
    if found:
        return found["no"] is not None, text[found.end() :]
    found = _BEHIND.search(text)
    return (found["no"] is not None, text[: found.start()]) if found else None


def denies(word: Any) -> bool | None:
    """Whether a word by itself says against; None for what says neither."""
    folded = str(word).strip(" \t\n.*_`\"'").casefold()
    if folded in (*_NO.split(), *_MORE_NO.split(), *_FALSE):
        return True
    yes = folded == _YES or folded in (*_MORE_YES.split(), *_TRUE)
    return False if yes else None


def signed(value: Any) -> Any:
    """A quote beside its sign as the one text that was asked for.

    What is of another shape comes back as it is; a quote whose sign says neither for
    nor against is nothing found.
    """
    if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
        is_against = denies(value[0])
        return value if is_against is None else _told(value[1], is_against)
    if not isinstance(value, Mapping):
        return value
    filled = {k: v for k, v in value.items() if v not in (None, "", [])}
    if len(filled) == 1 and all(denies(name) is not None for name in value):
        ((name, quote),) = filled.items()
        return _told(quote, denies(name)) if isinstance(quote, str) else value
    quote = next((value[n] for n in _QUOTE_NAMES if n in value), None)
    told = [_stance(str(name), said) for name, said in value.items()]
    signs = [is_against for is_a_sign, is_against in told if is_a_sign]
    if not isinstance(quote, str) or not signs:
        return value
    if None in signs or len(set(signs)) > 1:
        return ""
    return _told(quote, signs[0])


def _told(quote: str, is_against: bool | None) -> str:
    return f"{AGAINST}: {quote}" if is_against and quote.strip() else quote


def _stance(name: str, said: Any) -> tuple[bool, bool | None]:
    """Whether this member of an object tells the stance, and whether it denies."""
    name = name.casefold()
    if name in _STANCE_NAMES:
        return True, denies(said)
    is_no = denies(said)
    if not isinstance(said, (bool, str)) or is_no is None:
        return False, None
    if name in _ASKS_FOR.split():
        return True, is_no
    return name in _ASKS_AGAINST.split(), not is_no
