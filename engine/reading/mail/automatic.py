"""Mails that no person wrote: answers of an absent one's program, failed deliveries."""

from __future__ import annotations

import re

from .introductions import was_passed_on
from .words import WORDS, are_in, count_apart, fold

_BEGINNING = 600  # characters: an automatic mail says at once what it is
_FIRST = 400  # of them: where a report of a delivery says what became of it
_MOST_WORDS = 150  # what is longer was written for somebody
_FEW_WORDS = 25
# Programs ask nothing, and name no price.
_PERSONAL = re.compile(
    r"[?？؟€$£¥₹₽]|\d ?(?:eur|k|usd|gbp|chf|euros?|dollars?|zł|руб|万円|万元|tl)\b"
)

_MACHINES = re.compile(
    r"\b(mailer-?daemon|postmaster|mail delivery (sub)?system|maildelivery"
    r"|auto-?reply|autoresponder|microsoftexchange[0-9a-f]{8,})\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    rf"^[\W_]*(?:{'|'.join(map(re.escape, WORDS['reply_subject']))})\s?[:：]\s*"
)
# What gateways put before a subject: "[EXTERNAL] Automatic reply"
_TAG = re.compile(r"^\[[a-z -]{2,12}\]\s?(?=\S)")


def is_automatic(subject: str, text: str, sender: str = "") -> bool:
    """A program answered, or reports what became of a mail.

    :param text: plain words, as :func:`..text.to_text` leaves them.
    :param sender: name and address.
    """
    if _MACHINES.search(sender):
        return True
    if was_passed_on(subject):  # by a person
        return False
    folded = fold(text)
    return _says_so(fold(subject.strip()), folded) or _reads_so(folded)


def _says_so(subject: str, text: str) -> bool:
    # What answers such a mail has its subject too, but after a mark.
    if are_in("told_automatic", subject) and not _REPLY.match(subject):
        return not _PERSONAL.search(text)
    subject = _REPLY.sub("", _TAG.sub("", subject), count=1).lstrip(" [(*-【")
    if not subject:
        return False
    beginning = text[:_BEGINNING]
    if subject.rstrip(" ])*.!").endswith(WORDS["automatic"]):
        return True
    if _is_first(subject, "automatic") or _is_first(subject, "undelivered"):
        return True
    if _is_first(subject, "receipt"):
        return not text or are_in("receipt_told", beginning) > 0
    # "Holidays: two rooms?" is an inquiry, unless what follows is an absence.
    tells = _is_first(subject, "away_subject") or subject.startswith(WORDS["automatic"])
    return tells and (not text or _is_absence(beginning, least=1))


def _is_first(subject: str, key: str) -> bool:
    """The subject is the words alone, or a mark follows them, or another subject."""
    for words in WORDS[key]:
        if subject.startswith(words):
            rest = subject[len(words) :].strip()
            if not rest or words[-1] in ":：" or not rest[0].isalnum():
                return True
            if _REPLY.match(rest):
                return True
    return False


def _reads_so(text: str) -> bool:
    beginning = " ".join(text[:_BEGINNING].split())
    if are_in("undelivered_told", beginning[:_FIRST]):
        return True
    if not beginning or len(text.split()) > _MOST_WORDS or _PERSONAL.search(text):
        return False
    if beginning.lstrip(" *-[(").startswith(WORDS["automatic"]) or _is_called(text):
        return True
    return are_in("told_automatic", beginning) > 0 or _is_absence(beginning, least=2)


def _is_absence(text: str, least: int) -> bool:
    """Words of an absence, and of what who is away writes besides."""
    if are_in("wants", text):
        return False
    away, back = are_in("away", text) > 0, count_apart("back", text)
    if least < 2:
        return away or back > 0
    if back >= least or not away:
        return back >= least
    is_told = len(text.split()) <= _FEW_WORDS and are_in("until", text) > 0
    return is_told or back > 0 or are_in("besides", text) > 0


def _is_called(text: str) -> bool:
    """It says of itself that it is an automatic answer."""
    for line in [line for line in text[:_BEGINNING].split("\n") if line]:
        for words in WORDS["automatic"]:
            before, found, _after = line.partition(words)
            if found and before.rstrip().endswith(WORDS["this_is"]):
                return True
    return False
