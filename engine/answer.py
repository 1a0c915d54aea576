"""Completion text -> checked answer: every quote must stand in the lead's words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from .criteria import CRITERIA, EVIDENCE, INQUIRY, KINDS, QUOTED, quote_key
from .errors import EmptyAnswer, Truncated, UnreadableAnswer, UnverifiedAnswer
from .text import GAP, normalise, plain
from .values import Answer, Completion

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


def read(completion: Completion, words: Sequence[str]) -> Answer:
    """The answer with the quotes that hold.

    :raises UnreadableAnswer: no JSON object of the agreed shape.
    :raises Truncated: the same, because the vendor stopped too early.
    :raises UnverifiedAnswer: not one quote stands in ``words``, or none of those that
        would earn points.
    """
    content = _validated(_parse(completion))
    passages = [normalise(part) for word in words for part in word.split(GAP)]
    quotes = _verified(content, passages)
    claimed = [name for name in QUOTED if content[name].strip()]
    found = quotes.keys() - {EVIDENCE} or not set(claimed) - {EVIDENCE}
    if not quotes or (content["kind"] == INQUIRY and not found):
        raise UnverifiedAnswer(_repair_hint(claimed))
    quotes.pop(EVIDENCE, None)
    return Answer(
        kind=content["kind"],
        quotes=_within_uses(quotes),
        summary=_plain(content["summary"], _LIMITS["summary"]),
        next_step=_plain(content["next_best_step"], _LIMITS["next_best_step"]),
        risks=tuple(_plain(r, _MAX_RISK_CHARS) for r in content["risks"][:_MAX_RISKS]),
    )


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


def _verified(content: Mapping[str, Any], passages: Sequence[str]) -> dict[str, str]:
    quotes = {}
    for name in QUOTED:
        quote = _as_quote(content[name])
        if _is_telling(quote) and any(_stands_in(quote, text) for text in passages):
            quotes[name] = quote
    return quotes


def _as_quote(text: str) -> str:
    return normalise(text[: 4 * MAX_QUOTE_CHARS]).strip(_WRAPPING)


def _is_telling(quote: str) -> bool:
    """Long enough to say something: a letter or a stop word stands in any text."""
    if len(quote) > MAX_QUOTE_CHARS:
        return False
    return sum(map(_weight, filter(str.isalnum, quote))) >= _LEAST_WEIGHT


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
        passage = next((p for p in uses if _is_same_passage(quote, p)), quote)
        uses[passage] += 1
        if uses[passage] <= MAX_USES:
            kept[name] = quote
    return kept


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


def _plain(text: str, limit: int) -> str:
    text = plain(text[: 4 * limit])
    return text if len(text) <= limit else text[: limit - 1] + "…"
