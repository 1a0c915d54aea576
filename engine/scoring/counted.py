"""A number that a model quotes without what it counts, with the lead's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reading.text import fold

_BARE = re.compile(r"\d{1,6}")
_BESIDE = r"[0-9A-Za-z.,:/%€$£¥-]"  # part of a date, a price, a longer number
_UNIT = r"\s?(?=[^\W\d_])[\w-]+(?: [^\W\d_][\w-]*)?"


def with_its_unit(quote: str, texts: Sequence[str]) -> str:
    """``"6"`` as the text has it: ``"6 coffee machines"``.

    Of a longer quote, the first number in it, if a word that follows it in the text is
    in the quote too. Empty where the number doesn't stand exactly once.
    """
    number = _BARE.search(quote)
    if not number or quote.isupper():
        return ""
    sought = re.compile(rf"(?<!{_BESIDE}){number[0]}(?![.,:/]?\d){_UNIT}")
    found = [words for text in texts for words in sought.findall(text)]
    if len(found) != 1 or not _is_same_thing(quote, found[0]):
        return ""
    return found[0]


def _is_same_thing(quote: str, found: str) -> bool:
    others = set(fold(quote).split()) - set(_BARE.findall(quote))
    return not others or bool(others & set(fold(found).split()))
