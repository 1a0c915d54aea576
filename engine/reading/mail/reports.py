"""What programs report: that a mail failed, was opened or received, or that somebody
answered an invitation."""

from __future__ import annotations

import re

from .signs import ADDRESS, asks, beginning_of, is_personal, is_short, sentences_of
from .words import are_in, count_apart

_FIRST = 400  # characters: where a report of a delivery says what became of it
_FEW_WORDS = 80
_OF_AN_ANSWER = 16  # words at most of "Jo has accepted your invitation"
# Codes of mail servers and fields of their reports, the same in all languages.
_OF_A_SERVER = re.compile(
    r"\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|#[45]\.\d\.\d\b"
    r"|\b(?:final-recipient|reporting-mta|remote-mta|diagnostic-code):"
    r"|<<< [45]\d\d\b|\bsaid: [45]\d\d\b"
)
_NUMBER = re.compile(
    r"[#№]\s?[\w-]*\d{2,}|\b[a-z]{2,8}[-_]\d{2,}\b|\b\d{4,}\b|\bn[°ºr]?\.?\s?\d{2,}"
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")


def is_report(text: str) -> bool:
    """:param text: folded."""
    if is_undelivered(text):
        return True
    beginning = beginning_of(text)
    if not is_short(text) or asks(beginning):
        return False
    return is_receipt(beginning) or is_calendar(text) or is_acknowledged(text)


def is_undelivered(text: str) -> bool:
    first = " ".join(text[:_FIRST].split())
    if is_personal(first):
        return False
    told = count_apart("undelivered_told", first)
    if _OF_A_SERVER.search(text) and (told or ADDRESS.search(text)):
        return True
    if not told and ADDRESS.search(first):
        told = all(are_in(key, first) for key in ("posted", "delivery", "failed"))
    return told > are_in("wants", first)


def is_receipt(text: str) -> bool:
    """It calls itself one, of a mail that was sent, or says when that was opened."""
    if not is_short(text, _FEW_WORDS) or not are_in("receipt_told", text):
        return False
    if are_in("receipt_told", text) > 1 or _TIME.search(text):
        return True
    first = sentences_of(text)[0]
    if not is_short(first, _OF_AN_ANSWER) or are_in("speakers", first):
        return False
    return are_in("posted", first) > 0


def is_calendar(text: str) -> bool:
    """It begins with who accepted or declined an invitation."""
    first = next(iter(sentences_of(text)), "")
    if len(first.split()) > _OF_AN_ANSWER or are_in("speakers", first):
        return False
    return are_in("decided", first) > 0 and are_in("invited", first) > 0


def is_acknowledged(text: str) -> bool:
    """What was asked was taken, and it says how that goes on, or under which number."""
    for sentence in sentences_of(text):
        if are_in("asked", sentence) and are_in("taken", sentence):
            return bool(are_in("soon", text) or _NUMBER.search(text))
    return False


def tells_of_ticket(subject: str) -> bool:
    """A subject that a program of tickets writes: what was asked was taken."""
    return (
        are_in("asked", subject) > 0
        and are_in("taken", subject) > 0
        and not is_personal(subject)
    )
