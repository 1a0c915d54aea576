"""Days in a quote: when something is to be, and neither what nor for how much."""

from __future__ import annotations

import re
from functools import cache

from ..reading.stop_words import WORDS
from ..reading.text import fold
from ..reading.word_files import table


def counts_only_days(quote: str) -> bool:
    """Whether its numbers are those of days: "1 August", "4月10日"."""
    rest = _without_days(quote)
    return rest != fold(quote) and not any(map(str.isnumeric, rest))


def is_only_a_day(quote: str) -> bool:
    """Whether it says nothing besides one."""
    rest = _without_days(quote)
    return rest != fold(quote) and not set(rest.split()) - WORDS


def _without_days(quote: str) -> str:
    return _day().sub(" ", fold(quote))


@cache
def _day() -> re.Pattern:
    months = [fold(month).strip() for month in table("dates", "months")]
    spaced = "|".join(sorted((m for m in months if len(m) > 1), key=len, reverse=True))
    wide = "|".join(month for month in months if len(month) == 1)
    number, year = r"\d{1,2}(?:st|nd|rd|th|er|o|a)?", r"(?: \d{4})?"
    return re.compile(
        rf"(?<= )(?:{number} (?:de )?(?:{spaced})|(?:{spaced}) {number}){year}(?= )"
        rf"|\d{{1,2}} ?(?:{wide}) ?(?:\d{{1,2}} ?日)?"
    )
