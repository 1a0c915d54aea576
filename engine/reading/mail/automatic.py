"""Mails that no person wrote: answers of an absent one's program, failed deliveries,
receipts, answers to invitations."""

from __future__ import annotations

import re

from . import reports
from .absence import is_absence, speaks_of_one
from .introductions import was_passed_on
from .signs import (
    BEGINNING,
    REACH,
    asks,
    beginning_of,
    is_personal,
    is_short,
    names_a_day,
    without_card,
)
from .words import WORDS, are_in, at_start, count_apart, fold, which_are_in

_MACHINES = re.compile(
    r"\b(mailer-?daemon|postmaster|mail delivery (sub)?system|maildelivery"
    r"|auto-?reply|autoresponder|microsoftexchange[0-9a-f]{8,})\b",
    re.IGNORECASE,
)
_MARK = rf"(?:{'|'.join(map(re.escape, WORDS['reply_subject']))})\s?[:：]\s*"
_REPLY = re.compile(rf"^[\W_]*{_MARK}")
_ANSWERED = re.compile(rf"\s{_MARK}")
# What gateways put before a subject: "[EXTERNAL] Automatic reply"
_TAG = re.compile(r"^\[[a-z -]{2,12}\]\s?(?=\S)")
_BEFORE_COLON = re.compile(r"([^:：]{2,60}?)\s?[:：]")
_OPENING = " [(*-【"
_MOST_BEFORE = 6  # words before the subject of an invitation


def is_automatic(subject: str, text: str, sender: str = "") -> bool:
    """A program answered, or reports what became of a mail.

    :param text: plain words, as :func:`..text.to_text` leaves them.
    :param sender: name and address.
    """
    if _MACHINES.search(sender):
        return True
    if was_passed_on(subject):  # by a person
        return False
    folded = fold(text[:REACH])
    return _says_so(fold(subject.strip()), folded) or _reads_so(folded)


def _says_so(subject: str, text: str) -> bool:
    # What answers such a mail has its subject too, but after a mark.
    is_answer = _REPLY.match(subject) is not None
    if not is_answer and _is_told(subject, text):
        return True
    beginning = beginning_of(text)
    if is_answer and asks(beginning):
        return False
    if _is_first(subject.lstrip(_OPENING), "automatic"):
        return True
    subject = _REPLY.sub("", _TAG.sub("", subject), count=1).lstrip(_OPENING)
    if not subject:
        return False
    if subject.rstrip(" ])*.!").endswith(WORDS["automatic"]):
        return not asks(subject)
    if _is_first(subject, "automatic") or _is_first(subject, "undelivered"):
        return True
    if _is_first(subject, "receipt"):
        return not text or are_in("receipt_told", beginning) > 0
    # "Holidays: two rooms?" is an inquiry, unless what follows is an absence.
    tells = (
        _is_first(subject, "away_subject")
        or at_start("automatic", subject)
        or (at_start("away_subject", subject) and _goes_on(subject))
    )
    return bool(tells) and (not text or speaks_of_one(beginning))


def _goes_on(subject: str) -> bool:
    """With a day, or with the subject that is answered: "Holidays RE: rooms"."""
    return names_a_day(subject) or _ANSWERED.search(subject) is not None


def _is_told(subject: str, text: str) -> bool:
    """A program's subject, of a mail that no person asks something in."""
    if asks(subject.partition(":")[0]):  # a program quotes what was asked
        return False
    if are_in("told_automatic", subject):
        return not is_personal(text)
    if reports.tells_of_ticket(subject):
        return not asks(beginning_of(text))
    return _is_calendar(subject) and (not text or reports.is_calendar(text))


def _is_calendar(subject: str) -> bool:
    """As in "Accepted: demo" or "Invitation declined: demo"."""
    before = _BEFORE_COLON.match(_TAG.sub("", subject))
    if not before or len(before[1].split()) > _MOST_BEFORE:
        return False
    answer = before[1].strip(" \"'«»[](){}")
    is_whole = answer in WORDS["calendar"]
    return is_whole or (are_in("calendar", answer) and are_in("invited", answer)) > 0


def _is_first(subject: str, key: str) -> bool:
    """The subject is the words alone, or a mark follows them, or another subject."""
    for words in at_start(key, subject):
        rest = subject[len(words) :].strip()
        if not rest or words[-1] in ":：" or not rest[0].isalnum():
            return True
        if _REPLY.match(rest):
            return True
    return False


def _reads_so(text: str) -> bool:
    if reports.is_report(text):
        return True
    beginning = beginning_of(text)
    if not beginning or not is_short(text) or is_personal(text):
        return False
    if at_start("automatic", beginning.lstrip(" *-[(")) or _is_called(text):
        return True
    told = count_apart("told_automatic", beginning)
    if told > 1 or (told > 0 and not asks(beginning)):
        return True
    return is_absence(beginning, beginning_of(without_card(text)))


def _is_called(text: str) -> bool:
    """It says of itself that it is an automatic answer."""
    for line in text[:BEGINNING].split("\n"):
        for words in which_are_in("automatic", line):
            if line.partition(words)[0].rstrip().endswith(WORDS["this_is"]):
                return True
    return False
