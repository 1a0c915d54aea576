"""Completion text -> checked answer: every quote must stand in the lead's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from ..errors import UnreadableAnswer, UnverifiedAnswer
from ..reading.masking import unmask, without_stand_ins
from ..reading.passages import Passages
from ..reading.stop_words import PHRASES, WORDS
from ..reading.text import fold
from ..reading.wording import Wording, as_quote, parts_of
from ..settings import CRITERIA, Criterion
from ..values import Answer, Completion
from .answer_text import Cleaner, as_broken_off
from .counted import with_its_unit
from .criteria import (
    EVIDENCE,
    INQUIRY,
    KIND_NAMES,
    KINDS,
    LONGEST,
    quote_key,
)
from .denials import Clauses, denies_anything, names_a_time, tells
from .placing import placed
from .shape.answer_object import object_of
from .shape.values import as_quoted, as_text, as_texts, one_of
from .shape.yes_no import STANCES
from .stance import (
    COUNTED,
    Told,
    against,
    all_of,
    contradicts,
    doubtful,
    split,
    split_quote,
)

MAX_QUOTE_CHARS = 300
_LEAST_WEIGHT = 4  # one letter weighs 1: four letters, "50", or two ideographs
_LIMITS = {"summary": 1200, "next": 600}
_MAX_RISKS = 5
_MAX_RISK_CHARS = 300
_MONTH = re.compile(r"(?<=\w )May\b|\bMay(?= \d)")  # the one that is a stop word too
_ACRONYM = re.compile(r"(?<!\w)(?!EUR|USD)[A-Z]{3}s?(?!\w)")
_FEW_SPACES = 3  # "looking for a CRM" tells something, "Dear ANN" doesn't
_FEW_WORDS = 8  # with content; less is too little to judge


def read(
    completion: Completion,
    passages: Passages,
    criteria: Sequence[Criterion] = CRITERIA,
) -> Answer:
    """The answer with the quotes that hold, in the lead's own words.

    Quotes from what doesn't count are right, but earn nothing.

    :raises UnreadableAnswer: no JSON object of the agreed shape.
    :raises Truncated: the same, because the vendor stopped too early.
    :raises UnverifiedAnswer: not one quote stands in what was sent, or none of those
        that would earn points.
    """
    keys = [criterion.key for criterion in criteria]
    content = _validated(completion, [EVIDENCE, *keys])
    lead = all_of(passages.sent)
    told = {key: split_quote(content[key], lead) for key in (EVIDENCE, *keys)}
    quotes = _standing(told, passages.sent)
    claimed = [key for key, part in told.items() if part.quote]
    found = quotes.keys() - {EVIDENCE} or not set(claimed) - {EVIDENCE}
    if not quotes or (content["kind"] == INQUIRY and not found):
        raise UnverifiedAnswer(_repair_hint(claimed))
    quotes.pop(EVIDENCE, None)
    clauses = Clauses(passages.counting)
    kept = placed(_earning(quotes, told, passages, clauses), keys)
    denied = against(criteria, told, kept, clauses)
    texts, signs = _texts(content, passages, kept.keys() - denied.keys())
    return Answer(
        kind=content["kind"],
        quotes={
            key: _shown(quote, passages) for key, quote in {**kept, **denied}.items()
        },
        against=tuple(denied),
        suspicious=signs,
        **texts,
    )


def _shown(quote: str, passages: Passages) -> str:
    """At most so many characters, on one line, with the values that were hidden."""
    return " ".join(unmask(quote[:MAX_QUOTE_CHARS], passages.values).split())


def too_little(passages: Passages) -> bool:
    """Whether the lead wrote so little that no answer could tell what it wants."""
    words = fold(without_stand_ins(" ".join(passages.counting))).split()
    solid = sum(_weight(char) > 1 for word in words for char in word) // 2
    return len(set(words) - WORDS) + solid < _FEW_WORDS


def silent() -> Answer:
    """Of a lead that says too little to be judged."""
    return Answer(INQUIRY, {})


def _texts(content: Mapping[str, Any], passages: Passages, found: Collection[str]):
    """The model's own words as they are shown, and the signs of what they held.

    What begins like a quote that denies is taken from the instructions.
    """
    cleaner = Cleaner(passages)
    told = [r for r in content["risks"][:_MAX_RISKS] if not split(r).is_against]
    risks = [cleaner.clean(risk, _MAX_RISK_CHARS) for risk in told]
    step = "" if split(content["next"]).is_against else content["next"]
    texts = {
        "summary": cleaner.summary(content["summary"], _LIMITS["summary"]),
        "next_step": cleaner.clean(step, _LIMITS["next"]),
        "risks": tuple(r for r in risks if r and not contradicts(r, found)),
    }
    return texts, tuple(cleaner.signs)


def _validated(completion: Completion, keys: Sequence[str]) -> dict[str, Any]:
    quoted = {key: quote_key(key) for key in keys}
    wanted = ("kind", *quoted.values(), *_LIMITS, "risks")
    content = object_of(completion, wanted)
    _check_keys(content, quoted)
    kind = one_of(KINDS, content["kind"], KIND_NAMES)
    if not kind:
        raise UnreadableAnswer(f'"kind" must be one of {", ".join(KINDS)}')
    checked: dict[str, Any] = {"kind": kind}
    for name, key in {**quoted, **{key: key for key in _LIMITS}}.items():
        value = content.get(key, content.get(name))
        text = _quoted(name, value, content) if name in quoted else as_text(value)
        if text is None:
            raise UnreadableAnswer(f'"{key}" must be a string')
        checked[name] = as_broken_off(text, LONGEST.get(name))
    risks = as_texts(content.get("risks"))
    if risks is None:
        raise UnreadableAnswer('"risks" must be a list of strings')
    told = (as_broken_off(risk, LONGEST["risks"]) for risk in risks)
    checked["risks"] = [risk for risk in told if risk.strip()]
    return checked


def _quoted(name: str, told: Any, content: Mapping[str, Any]) -> str | None:
    """A quote, with the sign that may stand beside it under a key of its own."""
    beside = [content[f"{name}_{s}"] for s in STANCES if f"{name}_{s}" in content]
    return as_quoted({"quote": told, "stance": beside[0]} if beside else told)


def _check_keys(content: Mapping[str, Any], quoted: Mapping[str, str]) -> None:
    """A model may leave out what it has nothing for, but not most of what is asked.

    :raises UnreadableAnswer: it is no answer.
    """
    missing = [key for key in ("kind", *_LIMITS) if key not in content]
    unsaid = [q for key, q in quoted.items() if not content.keys() & {key, q}]
    if missing or quote_key(EVIDENCE) in unsaid or len(unsaid) == len(quoted):
        missing += unsaid
        raise UnreadableAnswer(f"these keys were missing: {', '.join(missing)}")


def _standing(told: Mapping[str, Told], texts: Sequence[str]) -> dict[str, str]:
    """The quotes that are long enough and stand in ``texts``, as these write them."""
    wording = Wording(texts)
    sought = {key: as_quote(t.quote, MAX_QUOTE_CHARS) for key, t in told.items()}
    quotes = {
        key: wording.find(quote) for key, quote in sought.items() if _is_telling(quote)
    }
    whole = {key: quote for key, quote in quotes.items() if quote}
    if not whole.keys() - {EVIDENCE}:
        return whole
    clauses = Clauses(texts)
    parts = {
        key: _part(key, sought[key], wording, clauses)
        for key in quotes.keys() - whole.keys()
    }
    if "scope" not in whole and not parts.get("scope"):
        parts["scope"] = with_its_unit(sought.get("scope", ""), texts)
    return whole | {key: part for key, part in parts.items() if part}


def _part(key: str, quote: str, wording: Wording, clauses: Clauses) -> str:
    """What stands of a quote that left a word out, or lists things; else nothing.

    Of "20 desks, light oak" that "light oak" stands is worth as much as that quote.
    Of "no budget" nothing is left that says so, nor of "20 desks" how many if "desks"
    is all that stands, nor of what stands beside a "no" that it leaves out. Nobody is
    quoted in capitals.
    """
    if len(quote) > MAX_QUOTE_CHARS or quote.isupper() or denies_anything(quote):
        return ""
    counts = key in COUNTED and any(map(str.isnumeric, quote))
    telling = filter(_is_telling, parts_of(quote))
    parts = (p for p in telling if not counts or any(map(str.isnumeric, p)))
    found = filter(None, map(wording.find, parts))
    said = (part for part in found if not clauses.turned(part, quote))
    return next(filter(_has_content, said), "")


def _within(quotes: dict[str, str], passages: Passages) -> dict[str, str]:
    """Those of the quotes that may earn points."""
    if passages.counting == passages.sent:
        return quotes
    counting = Wording(passages.counting)
    return {
        key: quote
        for key, quote in quotes.items()
        if counting.find(as_quote(quote, MAX_QUOTE_CHARS))
    }


def _earning(
    quotes: dict[str, str],
    told: Mapping[str, Told],
    passages: Passages,
    clauses: Clauses,
) -> dict[str, str]:
    """Those that say something, and that aren't said to deny what they show."""
    within = _within(quotes, passages)
    earning = {key: quote for key, quote in within.items() if _says(key, quote)}
    doubted = doubtful(told, earning, clauses)
    return {
        key: quote
        for key, quote in earning.items()
        if key not in doubted
        and not _is_turned(key, quote, told[key], clauses)
        and _is_answer(key, quote, told[key], clauses)
    }


def _is_answer(key: str, quote: str, told: Told, clauses: Clauses) -> bool:
    """Whether it names what it was given for, or denies it."""
    return told.is_against or tells(key, quote) or clauses.deny(key, quote)


def _says(key: str, quote: str) -> bool:
    """Whether it has content; "as soon as possible" tells a time without any."""
    return _has_content(quote) or (key == "timeline" and names_a_time(quote))


def _is_turned(key: str, quote: str, told: Told, clauses: Clauses) -> bool:
    """Whether it says the opposite of its clause, and nobody has noticed."""
    return (
        not told.is_against
        and clauses.cut_off(key, quote)
        and not clauses.deny(key, quote)
    )


def _is_telling(quote: str) -> bool:
    """Long enough to say something: a letter or two stand in any text."""
    return len(quote) <= MAX_QUOTE_CHARS and _has_weight(quote)


def _has_content(quote: str) -> bool:
    """More than stop words, greetings and values that were left out."""
    if "May" in quote and _MONTH.search(quote):
        return True
    told = without_stand_ins(quote)
    words = set(fold(told).split()) - WORDS
    if told.count(" ") >= _FEW_SPACES and _ACRONYM.search(told):
        return True
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


def _repair_hint(claimed: Sequence[str]) -> str:
    if not claimed:
        key = quote_key(EVIDENCE)
        return f'every quote was empty, but "{key}" must hold words of the message'
    return (
        f"none of these stands in the message: {', '.join(claimed)}. Copy the words "
        "letter by letter from between the marker lines, in their own language, "
        'or give ""'
    )
