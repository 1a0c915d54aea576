"""Completion text -> checked answer: every quote must stand in the lead's words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import Any

from ..errors import UnreadableAnswer, UnverifiedAnswer
from ..reading.masking import unmask, without_stand_ins
from ..reading.passages import Passages
from ..reading.stop_words import PHRASES, WORDS
from ..reading.text import fold
from ..reading.wording import Wording, as_quote
from ..values import Answer, Completion
from .answer_object import object_of, one_of
from .answer_text import Cleaner
from .criteria import CRITERIA, EVIDENCE, INQUIRY, KINDS, QUOTED, quote_key

MAX_QUOTE_CHARS = 300
MAX_USES = 2  # criteria that one passage may serve
_SAME_PASSAGE = 0.8  # of its length: a quote trimmed by less is the same passage
_LEAST_WEIGHT = 4  # one letter weighs 1: four letters, "50", or two ideographs
_LIMITS = {"summary": 1200, "next_best_step": 600}
_MAX_RISKS = 5
_MAX_RISK_CHARS = 300
# What is read -> its key in the answer.
_TEXTS = {name: quote_key(name) for name in QUOTED} | {key: key for key in _LIMITS}
_WANTED = ("kind", *_TEXTS.values(), "risks")


def read(completion: Completion, passages: Passages) -> Answer:
    """The answer with the quotes that hold, in the lead's own words.

    Quotes from what doesn't count are right, but earn nothing.

    :raises UnreadableAnswer: no JSON object of the agreed shape.
    :raises Truncated: the same, because the vendor stopped too early.
    :raises UnverifiedAnswer: not one quote stands in what was sent, or none of those
        that would earn points.
    """
    content = _validated(object_of(completion, _WANTED))
    quotes = _standing(content, passages.sent)
    claimed = [name for name in QUOTED if content[name].strip()]
    found = quotes.keys() - {EVIDENCE} or not set(claimed) - {EVIDENCE}
    if not quotes or (content["kind"] == INQUIRY and not found):
        raise UnverifiedAnswer(_repair_hint(claimed))
    quotes.pop(EVIDENCE, None)
    earning = {
        name: quote
        for name, quote in _within(quotes, passages).items()
        if _has_content(quote)
    }
    cleaner = Cleaner(passages)
    risks = [cleaner.clean(r, _MAX_RISK_CHARS) for r in content["risks"][:_MAX_RISKS]]
    answer = Answer(
        kind=content["kind"],
        quotes={
            name: " ".join(unmask(quote, passages.values).split())
            for name, quote in _within_uses(earning).items()
        },
        summary=cleaner.clean(content["summary"], _LIMITS["summary"]),
        next_step=cleaner.clean(content["next_best_step"], _LIMITS["next_best_step"]),
        risks=tuple(filter(None, risks)),
    )
    return replace(answer, suspicious=tuple(cleaner.signs))


def _validated(content: Mapping[str, Any]) -> dict[str, Any]:
    missing = [key for key in _WANTED if key not in content]
    if missing:
        raise UnreadableAnswer(f"these keys were missing: {', '.join(missing)}")
    kind = one_of(KINDS, content["kind"])
    if not kind:
        raise UnreadableAnswer(f'"kind" must be one of {", ".join(KINDS)}')
    checked: dict[str, Any] = {"kind": kind}
    for name, key in _TEXTS.items():
        checked[name] = "" if content[key] is None else content[key]
        if not isinstance(checked[name], str):
            raise UnreadableAnswer(f'"{key}" must be a string')
    risks = content["risks"] or []
    if not isinstance(risks, list) or not all(isinstance(r, str) for r in risks):
        raise UnreadableAnswer('"risks" must be a list of strings')
    checked["risks"] = [risk for risk in risks if risk.strip()]
    return checked


def _standing(content: Mapping[str, Any], texts: Sequence[str]) -> dict[str, str]:
    """The quotes that are long enough and stand in ``texts``, as these write them."""
    wording = Wording(texts)
    told = {name: as_quote(content[name], MAX_QUOTE_CHARS) for name in QUOTED}
    quotes = {
        name: wording.find(quote) for name, quote in told.items() if _is_telling(quote)
    }
    return {name: quote for name, quote in quotes.items() if quote}


def _within(quotes: dict[str, str], passages: Passages) -> dict[str, str]:
    """Those of the quotes that may earn points."""
    if passages.counting == passages.sent:
        return quotes
    counting = Wording(passages.counting)
    return {
        name: quote
        for name, quote in quotes.items()
        if counting.find(as_quote(quote, MAX_QUOTE_CHARS))
    }


def _is_telling(quote: str) -> bool:
    """Long enough to say something: a letter or two stand in any text."""
    return len(quote) <= MAX_QUOTE_CHARS and _has_weight(quote)


def _has_content(quote: str) -> bool:
    """More than stop words, greetings and values that were left out."""
    words = set(fold(without_stand_ins(quote)).split()) - WORDS
    text = " ".join(words)
    if not text.isascii():
        for phrase in PHRASES:
            text = text.replace(phrase, " ")
    return _has_weight(text)


def _has_weight(text: str) -> bool:
    weights = accumulate(map(_weight, filter(str.isalnum, text)))
    return any(weight >= _LEAST_WEIGHT for weight in weights)


@lru_cache(maxsize=4096)
def _weight(char: str) -> int:
    if char.isdigit():
        return 3
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _within_uses(quotes: Mapping[str, str]) -> dict[str, str]:
    """Drop what leans on passages that already served for their share of criteria.

    A part of an earlier quote is more specific and stays.
    """
    kept: dict[str, str] = {}
    uses: Counter[str] = Counter()
    for name in filter(quotes.get, CRITERIA):
        quote = quotes[name]
        if name == "scope" and _says_no_more(quote, kept.get("need", "")):
            continue
        passage = next((p for p in uses if _is_same_passage(quote, p)), quote)
        uses[passage] += 1
        if uses[passage] <= MAX_USES:
            kept[name] = quote
    return kept


def _says_no_more(scope: str, need: str) -> bool:
    """What is needed once more, or a bare word of it: neither how much nor which."""
    if scope not in need or any(map(str.isnumeric, scope)):
        return False
    is_spaced = all(unicodedata.east_asian_width(char) not in "WF" for char in scope)
    return _is_same_passage(scope, need) or (" " not in scope and is_spaced)


def _is_same_passage(quote: str, earlier: str) -> bool:
    return earlier in quote or (
        quote in earlier and len(quote) > _SAME_PASSAGE * len(earlier)
    )


def _repair_hint(claimed: Sequence[str]) -> str:
    if not claimed:
        key = quote_key(EVIDENCE)
        return f'every quote was empty, but "{key}" must hold words of the message'
    return (
        f"none of these stands in the message: {', '.join(claimed)}. Copy the words "
        "letter by letter from between the marker lines, in their own language, "
        'or give ""'
    )
