"""Completion text -> checked answer: every quote must stand in the lead's words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, islice
from typing import Any

from ..errors import EmptyAnswer, Truncated, UnreadableAnswer, UnverifiedAnswer
from ..reading.masking import unmask, without_stand_ins
from ..reading.passages import Passages
from ..reading.stop_words import PHRASES, WORDS
from ..reading.text import GAP, fold, normalise
from ..values import Answer, Completion
from .answer_text import Cleaner
from .criteria import CRITERIA, EVIDENCE, INQUIRY, KINDS, QUOTED, quote_key

MAX_QUOTE_CHARS = 300
MAX_USES = 2  # criteria that one passage may serve
_SAME_PASSAGE = 0.8  # of its length: a quote trimmed by less is the same passage
_LONGEST_WORD = 40  # a longer quote may end inside a word, where it was cut to length
_LEAST_WEIGHT = 4  # one letter weighs 1: four letters, "50", or two ideographs
_MOST_OBJECTS = 20  # places in the text where the object is looked for
_LIMITS = {"summary": 1200, "next_best_step": 600}
_MAX_RISKS = 5
_MAX_RISK_CHARS = 300
_WRAPPING = " \t\n\"'“”„«»「」‘’`."


def read(completion: Completion, passages: Passages) -> Answer:
    """The answer with the quotes that hold, in the lead's own words.

    Quotes from what doesn't count are right, but earn nothing.

    :raises UnreadableAnswer: no JSON object of the agreed shape.
    :raises Truncated: the same, because the vendor stopped too early.
    :raises UnverifiedAnswer: not one quote stands in what was sent, or none of those
        that would earn points.
    """
    content = _validated(_parse(completion))
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
            name: normalise(unmask(quote, passages.values))
            for name, quote in _within_uses(earning).items()
        },
        summary=cleaner.clean(content["summary"], _LIMITS["summary"]),
        next_step=cleaner.clean(content["next_best_step"], _LIMITS["next_best_step"]),
        risks=tuple(filter(None, risks)),
    )
    return replace(answer, suspicious=tuple(cleaner.signs))


def _parse(completion: Completion) -> dict[str, Any]:
    try:
        return parse_object(completion.text)
    except UnreadableAnswer as error:
        if completion.truncated:
            raise Truncated(error.detail) from None
        raise


def parse_object(text: str) -> dict[str, Any]:
    """The first JSON object in ``text``; prose and fences around it are passed over.

    :raises EmptyAnswer: nothing but white space.
    :raises UnreadableAnswer: text, but no whole object.
    """
    if not text.strip():
        raise EmptyAnswer("the answer was empty")
    decoder = json.JSONDecoder(strict=False)
    for match in islice(re.finditer(r"\{", text), _MOST_OBJECTS):
        try:
            found, _end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    raise UnreadableAnswer("it held no whole JSON object")


def _validated(content: Mapping[str, Any]) -> dict[str, Any]:
    keys = {name: quote_key(name) for name in QUOTED} | {key: key for key in _LIMITS}
    wanted = ("kind", *keys.values(), "risks")
    missing = [key for key in wanted if key not in content]
    if missing:
        raise UnreadableAnswer(f"these keys were missing: {', '.join(missing)}")
    if content["kind"] not in KINDS:
        raise UnreadableAnswer(f'"kind" must be one of {", ".join(KINDS)}')
    checked: dict[str, Any] = {"kind": content["kind"]}
    for name, key in keys.items():
        checked[name] = "" if content[key] is None else content[key]
        if not isinstance(checked[name], str):
            raise UnreadableAnswer(f'"{key}" must be a string')
    risks = content["risks"] or []
    if not isinstance(risks, list) or not all(isinstance(r, str) for r in risks):
        raise UnreadableAnswer('"risks" must be a list of strings')
    checked["risks"] = [risk for risk in risks if risk.strip()]
    return checked


def _standing(content: Mapping[str, Any], texts: Sequence[str]) -> dict[str, str]:
    """The quotes that are long enough and stand in one of ``texts``."""
    passages = _normalised(texts)
    quotes = {name: _as_quote(content[name]) for name in QUOTED}
    return {
        name: quote
        for name, quote in quotes.items()
        if _is_telling(quote) and any(_stands_in(quote, text) for text in passages)
    }


def _within(quotes: dict[str, str], passages: Passages) -> dict[str, str]:
    """Those of the quotes that may earn points."""
    if passages.counting == passages.sent:
        return quotes
    texts = _normalised(passages.counting)
    return {
        name: quote
        for name, quote in quotes.items()
        if any(_stands_in(quote, text) for text in texts)
    }


def _normalised(texts: Sequence[str]) -> list[str]:
    return [normalise(part) for text in texts for part in text.split(GAP)]


def _as_quote(text: str) -> str:
    return normalise(text[: 4 * MAX_QUOTE_CHARS]).strip(_WRAPPING)


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


def _stands_in(quote: str, text: str) -> bool:
    """As whole words: "need" isn't said by "needle", nor 500 by 5000."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        if len(quote) > _LONGEST_WORD or not (
            _is_inside_word(text, start) or _is_inside_word(text, end)
        ):
            return True
        start = text.find(quote, start + 1)
    return False


def _is_inside_word(text: str, at: int) -> bool:
    """Between two digits or two letters, in scripts that put space between words."""
    around = text[max(at - 1, 0) : at + 1]
    return len(around) == 2 and at > 0 and all(map(_is_word_char, around))


def _is_word_char(char: str) -> bool:
    return char.isdigit() or char.lower() != char.upper()


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
