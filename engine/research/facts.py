"""An answer about a company -> the facts in it that its sources bear out.

A quote that does not stand in the source that it names is dropped, and its fact with
it. A value says no more than its quote: no number, name or place that is not in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..errors import UnreadableAnswer, UnverifiedAnswer
from ..reading.obedience import find_signs
from ..reading.text import fold, plain
from ..reading.wording import Wording, as_quote
from ..scoring.shape.answer_object import object_of
from ..scoring.shape.values import one_of
from ..values import Completion
from .findings import ANSWER, SINGLE, WEBSITE, Asked, Fact, Source
from .question import ASKED, MEANING

_MOST_QUOTE, _MOST_VALUE = 300, 160
_LEAST_LETTERS = 3
_MOST_OF_A_KIND = 5
_NUMBER = re.compile(r"\d[\d.,\u00a0' ]*\d|\d")
_LINK = re.compile(r"\b(?:[a-z][a-z0-9+.-]{1,12}://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d\s()./-]{4,24}\d")
# Written by the source itself, not told in other words.
_VERBATIM = ("city", "country", "phone", "person")
# Told best in the source's own words.
_SPOKEN = ("hiring", "funding", "news", "technology")
# What is told in passing beside a name or a number is neither.
_NEVER_AN_ADDRESS = ("funding", "news")
_MOST_USES = 2  # kinds that one passage may serve


def read(
    completion: Completion, asked: Asked, sources: Sequence[Source]
) -> tuple[Fact, ...]:
    """The facts that hold, of each single kind the first.

    :param sources: as they were sent, in the order of their numbers.
    :raises UnreadableAnswer: no JSON object with a list of facts.
    :raises UnverifiedAnswer: facts were told, and not one of them holds.
    """
    told = _told(object_of(completion, ("facts",)))
    words = [Wording([source.text]) for source in sources]
    found = [fact for item in told for fact in _found(item, asked, sources, words)]
    if told and not found:
        raise UnverifiedAnswer(
            'no "quote" stands in the source that it names. Copy the words letter by '
            'letter from between the marker lines, or give "facts": []'
        )
    return tuple(_chosen(filter(None, map(_borne_out, found))))


def is_no(value: str) -> bool:
    """Whether the value of an answer begins with no."""
    return fold(value).startswith(" no ")


def _told(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = content.get("facts")
    if not isinstance(found, list):
        raise UnreadableAnswer('"facts" must be a list')
    return [item for item in found if isinstance(item, Mapping)]


def _found(
    item: Mapping[str, Any],
    asked: Asked,
    sources: Sequence[Source],
    words: Sequence[Wording],
) -> Iterator[Fact]:
    """The fact as told if its quote stands; a wrong number of the source is mended."""
    kinds = (*ASKED, *(f"{ANSWER}{key}" for key in asked.questions))
    kind = one_of(kinds, item.get("about"))
    quote = as_quote(_text(item, "quote"), _MOST_QUOTE)
    if not kind or sum(map(str.isalnum, quote)) < _LEAST_LETTERS:
        return
    for number in _order(item.get("source"), len(sources)):
        shown = words[number].find(quote)
        if shown and not find_signs(shown):
            source = sources[number]
            yield Fact(kind, _text(item, "value"), shown, source.url, source.kind)
            return


def _borne_out(fact: Fact) -> Fact | None:
    """The fact with a value that its quote allows; None where it allows none."""
    if fact.kind == "person" and fact.origin != WEBSITE:
        return None
    value = plain(fact.value[: 4 * _MOST_VALUE]).replace("\n", " ")
    if _echoes(fact.kind, value):
        return None
    value = _value(fact.kind, value, fact.quote)
    return replace(fact, value=value) if value else None


def _echoes(kind: str, value: str) -> bool:
    """Nothing but words of our own question: a small model that found nothing."""
    asked = set(fold(MEANING.get(kind, "")).split())
    return bool(asked) and bool(value) and set(fold(value).split()) <= asked


def _order(named: Any, count: int) -> list[int]:
    """Places of the sources, the one that was named first."""
    try:
        first = int(named) - 1
    except (TypeError, ValueError):
        first = -1
    places = list(range(count))
    return sorted(places, key=lambda place: place != first)


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _value(kind: str, value: str, quote: str) -> str:
    """What the fact is shown as; the quote itself where the model says more than it."""
    if kind == "phone":
        return _phone(value, quote)
    if kind.startswith(ANSWER):
        return next((v for v in ("yes", "no") if fold(value).startswith(f" {v} ")), "")
    if kind in _VERBATIM:
        return value if value and _says(quote, value) else ""
    odd = kind in _SPOKEN or not any(map(str.isalpha, value))
    odd = odd or _LINK.search(value) or find_signs(value)
    if odd or not _numbers(value) <= _numbers(quote):
        value = quote
    return value if len(value) <= _MOST_VALUE else value[: _MOST_VALUE - 1] + "…"


def _says(quote: str, value: str) -> bool:
    """All of the value's words stand in the quote, in whatever order."""
    words = fold(value).split()
    said = fold(quote)
    return bool(words) and all(
        f" {word} " in said or (not word.isascii() and word in said) for word in words
    )


def _phone(value: str, quote: str) -> str:
    """The number as the source writes it."""
    wanted = _digits(value)
    for found in _PHONE.finditer(quote):
        if not wanted or _digits(found[0]).endswith(wanted[-6:]):
            return found[0].strip()
    return ""


def _numbers(text: str) -> set[str]:
    return {_digits(found[0]) for found in _NUMBER.finditer(text)}


def _digits(text: str) -> str:
    return "".join(str(int(char)) for char in text if char.isdecimal())


def _chosen(facts: Iterable[Fact]) -> Iterator[Fact]:
    """One of a single kind, the company's own word first; a few of the others."""
    seen: set[tuple[str, str]] = set()
    counts: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    facts = sorted(facts, key=lambda fact: fact.origin != WEBSITE)
    addresses = {fact.quote for fact in facts if fact.kind in _VERBATIM}
    for fact in facts:
        if fact.kind in _NEVER_AN_ADDRESS and fact.quote in addresses:
            continue
        most = 1 if fact.kind in SINGLE or fact.kind.startswith(ANSWER) else None
        key = fact.kind, fold(fact.value)
        if key in seen or counts[fact.kind] >= (most or _MOST_OF_A_KIND):
            continue
        # What stands in the quote by itself is borne out however often it is used.
        uses[fact.quote] += fact.kind not in _VERBATIM
        if uses[fact.quote] > _MOST_USES and fact.kind not in _VERBATIM:
            continue
        seen.add(key)
        counts[fact.kind] += 1
        yield fact
