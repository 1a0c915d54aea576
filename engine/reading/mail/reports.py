"""What programs report: that a mail failed, was opened or received, or that somebody
answered an invitation."""

from __future__ import annotations

import re

from .headers import ADDRESS
from .signs import (
    asks,
    beginning_of,
    is_personal,
    is_short,
    say_together,
    sentences_of,
    without_card,
)
from .words import are_in, count_apart

_FIRST = 400  # characters: where a report of a delivery says what became of it
_FEW_WORDS = 80
_OF_THANKS = 40
_FEW_MORE = 3
_OF_WHAT_BECOMES = ("soon", "promised", "asked", "told_automatic")
_OF_AN_ANSWER = 16  # words at most of "Jo has accepted your invitation"
# Codes of mail servers and fields of their reports, the same in all languages.
_OF_A_SERVER = re.compile(
    r"\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|#[45]\.\d\.\d\b"
    r"|\b(?:final-recipient|reporting-mta|remote-mta|diagnostic-code):"
    r"|<<< [45]\d\d\b|\bsaid: [45]\d\d\b"
)
_NUMBER = re.compile(
    r"[#№]\s?[\w-]*\d{2,}|\b[a-z]{2,8}[-_]\d{2,}\b|\b[a-z]{0,4}\d{4,}\b|\bn[°ºr]?\.?\s?\d{2,}"
)
# Who speaks for himself, or of one whom both know: "thank you, she calls you shortly"
_ALONE = re.compile(
    r"\b(?:i|i'll|i'm|i've|s?he|ich|je (?:vous|suis|serai|ne|reviens)|yo|io|ik|eu|já|я"
    r"|jeg|jag|minä)\b"
)
# Whose mailbox it is: "nobody reads our inbox at weekends, so we lose leads"
_OURS = re.compile(
    r"\b(?:our|my|unser\w*|mein\w*|notre|nos|nuestr\w+|nostr\w|noss\w+|onze|nasz\w*"
    r"|naš\w*|наш\w*|vår\w?|vores?|bizim)\b"
)
_TICKET = re.compile(r"\W*\b(?:ticket|case)\W+\w*\d")
_CLAUSE = re.compile(r",\s|[\u3001\uff0c\u060c]")
_PAUSE = re.compile(r"[,;.!]\s")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}\b|\d ?[\u6708\uc6d4]")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")


def is_report(text: str) -> bool:
    """:param text: folded."""
    if is_undelivered(text):
        return True
    beginning = beginning_of(text)
    if not is_short(text) or asks(beginning):
        return False
    beginning = beginning_of(without_card(text)) or beginning
    checks = (is_receipt, is_calendar, is_acknowledged, is_address_gone)
    return any(check(beginning) for check in checks)


def is_undelivered(text: str) -> bool:
    first = " ".join(text[:_FIRST].split())
    if is_personal(first):
        return False
    told = count_apart("undelivered_told", first)
    is_told = told or "@" in text or all(are_in(k, first) for k in ("posted", "failed"))
    if is_told and _OF_A_SERVER.search(text):
        return True
    told = told or _tells_of_address(" ".join(without_card(text[:_FIRST]).split()))
    return told > are_in("wants", first)


def _tells_of_address(text: str) -> bool:
    """What became of a mail to one that it names, and that is nobody's own."""
    if not ADDRESS.search(text) or _OURS.search(text):
        return False
    return all(are_in(key, text) for key in ("posted", "delivery", "failed"))


def is_receipt(text: str) -> bool:
    """It calls itself one, of a mail that was sent, or says when that was opened."""
    if not is_short(text, _FEW_WORDS) or not are_in("receipt_told", text):
        return False
    if are_in("receipt_told", text) > 1:
        return True
    if _TIME.search(text) and _DAY.search(text):
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
    """What was asked was taken, and it says how that goes on, or under which number;
    or it thanks for that; and it says how fast an answer comes."""
    is_taken = say_together(text, ("asked",), ("taken",))
    if is_taken and (are_in("soon", text) or _NUMBER.search(text)):
        return True
    if are_in("soon", text) and any(map(_is_ticket_taken, sentences_of(text))):
        return True
    is_thanked = is_short(text, _OF_THANKS) and are_in("thanked", text) > 0
    if not (is_taken or is_thanked) or _ALONE.search(text):
        return False
    return say_together(text, ("fast",), ("promised",))


def _is_ticket_taken(part: str) -> bool:
    """ "We opened ticket #4711": nobody's name for it stands there."""
    return bool(_TICKET.search(part) and are_in("taken", part))


def is_address_gone(text: str) -> bool:
    """As in "this mailbox is no longer in use", or "this mail was generated"."""
    if not are_in("gone", text):
        return False
    parts = (part for told in sentences_of(text) for part in _CLAUSE.split(told))
    return any(map(_is_gone, parts))


def _is_gone(part: str) -> bool:
    """An address is, or a program made the mail; a thing "in your mail" isn't one."""
    if _OURS.search(part) or not are_in("gone", part):
        return False
    is_posted = are_in("posted", part) and not are_in("asked", part)
    return bool(is_posted or are_in("delivery", part))


def tells_of_ticket(subject: str) -> bool:
    """A subject that a program of tickets writes: what was asked was taken."""
    if is_personal(subject):
        return False
    is_asked = _TICKET.match(subject) or are_in("asked", subject)
    is_taken = is_asked and are_in("taken", subject)
    return bool(is_taken or are_in("thanked", subject)) and _goes_on(subject)


def _goes_on(subject: str) -> bool:
    """With no more than that, or with what becomes of what was asked."""
    rest = " ".join(_PAUSE.split(subject)[1:])
    is_told = any(are_in(key, rest) for key in _OF_WHAT_BECOMES)
    return is_told or is_short(rest, _FEW_MORE) or bool(_NUMBER.search(rest))
