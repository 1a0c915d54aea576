"""How much of what a salesperson needs is on file."""

from __future__ import annotations

import re
from math import inf

from ...values import Answer, LeadFacts, Reason, SubScore
from .placeholders import (
    can_be_answered,
    has_host,
    is_phone_number,
    is_placeholder,
)

NAME = "completeness"

# Adds up to 100: first what one needs to answer at all, then what helps.
POINTS = {
    "name": 8,
    "partner_name": 13,
    "contact_name": 13,
    "email_from": 16,
    "phone": 13,
    "description": 17,
    "street": 4,
    "city": 4,
    "country": 3,
    "function": 3,
    "website": 3,
    "expected_revenue": 3,
}
CRITICAL = (
    "name",
    "partner_name",
    "contact_name",
    "email_from",
    "phone",
    "description",
)

_GOOD = {field: Reason(field, points, points) for field, points in POINTS.items()}
_EMPTY = {field: Reason(field, 0, points) for field, points in POINTS.items()}
_WRONG = {f: Reason(f"{f}_invalid", 0, points) for f, points in POINTS.items()}

_EMAIL = re.compile(r"[^\s@<>]+@(?:[^\s@<>.]+\.)+[^\s@<>.]{2,}")
_LONGEST = 500  # characters of a value that are looked at


def score(facts: LeadFacts, answer: Answer | None = None) -> SubScore:
    reasons = tuple(_reason(facts, field) for field in POINTS)
    return SubScore(NAME, sum(reason.points for reason in reasons), reasons)


def missing(subscore: SubScore) -> tuple[str, ...]:
    """The fields that gave no points, in the order of the table."""
    return tuple(
        reason.code.removesuffix("_invalid")
        for reason in subscore.reasons
        if not reason.points
    )


def _reason(facts: LeadFacts, field: str) -> Reason:
    value = _value(facts, field)
    if not value:
        return _EMPTY[field]
    return (_GOOD if _VALID.get(field, bool)(value) else _WRONG)[field]


def _value(facts: LeadFacts, field: str):
    """A mail that came in says what a description would; "n/a" says nothing."""
    value = getattr(facts, field)
    if field == "description" and not _says_something(value):
        inbound = (c.text for c in facts.contacts if c.direction == "in")
        value = next(filter(_says_something, inbound), "")
    if field == "phone" and any(map(str.isdigit, value)):
        return value
    return value if field == "expected_revenue" or _says_something(value) else ""


def _says_something(value: str | None) -> bool:
    return bool(value) and not is_placeholder(value)


_VALID = {
    "email_from": lambda value: (
        bool(_EMAIL.search(value[:_LONGEST])) and can_be_answered(value[:_LONGEST])
    ),
    "phone": lambda value: is_phone_number(value[:_LONGEST]),
    "website": lambda value: has_host(value[:_LONGEST]),
    "expected_revenue": lambda value: 0 < value < inf,
}
