"""Completion text -> checked answer: every quote must stand in the lead's words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from .criteria import CRITERIA, KINDS
from .errors import EmptyAnswer, Truncated, UnreadableAnswer, UnverifiedAnswer
from .text import normalise
from .values import Answer, Completion

MAX_QUOTE_CHARS = 300
MAX_USES = 2  # criteria that one passage may serve
_LIMITS = {"summary": 1200, "next_best_step": 600}
_MAX_RISKS = 5
_MAX_RISK_CHARS = 300
_WRAPPING = " \t\n\"'“”„«»「」‘’`…"


def read(completion: Completion, words: Sequence[str]) -> Answer:
    """The answer with the quotes that hold.

    :raises UnreadableAnswer: no JSON object of the agreed shape.
    :raises Truncated: the same, because the vendor stopped too early.
    :raises UnverifiedAnswer: not one quote stands in ``words``.
    """
    content = _validated(_parse(completion))
    quotes = _verified(content, normalise("\n".join(words)))
    if not quotes:
        claimed = [name for name in ("evidence", *CRITERIA) if content[name].strip()]
        raise UnverifiedAnswer(_repair_hint(claimed))
    quotes.pop("evidence", None)
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
    for match in re.finditer(r"\{", text):
        try:
            found, _end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    raise UnreadableAnswer("it held no whole JSON object")


def _validated(content: Mapping[str, Any]) -> dict[str, Any]:
    texts = ("evidence", *CRITERIA, "summary", "next_best_step")
    missing = [key for key in ("kind", *texts, "risks") if key not in content]
    if missing:
        raise UnreadableAnswer(f"these keys were missing: {', '.join(missing)}")
    if content["kind"] not in KINDS:
        raise UnreadableAnswer(f'"kind" must be one of {", ".join(KINDS)}')
    checked: dict[str, Any] = {"kind": content["kind"]}
    for key in texts:
        checked[key] = "" if content[key] is None else content[key]
        if not isinstance(checked[key], str):
            raise UnreadableAnswer(f'"{key}" must be a string')
    risks = content["risks"] or []
    if not isinstance(risks, list) or not all(isinstance(r, str) for r in risks):
        raise UnreadableAnswer('"risks" must be a list of strings')
    checked["risks"] = [risk for risk in risks if risk.strip()]
    return checked


def _verified(content: Mapping[str, Any], haystack: str) -> dict[str, str]:
    quotes = {}
    for name in ("evidence", *CRITERIA):
        quote = _as_quote(content[name])
        if _is_telling(quote) and quote in haystack:
            quotes[name] = quote
    return quotes


def _as_quote(text: str) -> str:
    return normalise(text).strip(_WRAPPING)


def _is_telling(quote: str) -> bool:
    return len(quote) <= MAX_QUOTE_CHARS and any(char.isalnum() for char in quote)


def _within_uses(quotes: Mapping[str, str]) -> dict[str, str]:
    """Drop what leans on passages that already served for their share of criteria.

    A part of an earlier quote is more specific and stays.
    """
    kept: dict[str, str] = {}
    for name in CRITERIA:
        quote = quotes.get(name)
        if quote and sum(other in quote for other in kept.values()) < MAX_USES:
            kept[name] = quote
    return kept


def _repair_hint(claimed: Sequence[str]) -> str:
    if not claimed:
        return 'every quote was empty, but "evidence" must hold words of the message'
    return (
        f"none of these stands in the message: {', '.join(claimed)}. Copy the words "
        "letter by letter from between the marker lines, in their own language, "
        'or give ""'
    )


def _plain(text: str, limit: int) -> str:
    text = "".join(char for char in text if char.isprintable() or char == "\n").strip()
    return text if len(text) <= limit else text[: limit - 1] + "…"
