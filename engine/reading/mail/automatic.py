"""Mails that no person wrote: answers of an absent one's program, failed deliveries."""

from __future__ import annotations

import re

from .introductions import was_passed_on
from .words import WORDS, are_in, fold

_BEGINNING = 600  # characters: an automatic mail says at once what it is
_MOST_WORDS = 150  # what is longer was written for somebody
_TELLING = 12  # characters of a phrase that needs no mark after it
_QUESTION = re.compile(r"[?？؟]")  # programs ask nothing

_MACHINES = re.compile(
    r"\b(mailer-?daemon|postmaster|mail delivery (sub)?system|maildelivery"
    r"|auto-?reply|autoresponder|microsoftexchange[0-9a-f]{8,})\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"^[\W_]*(re|aw|sv|antw|rif|r|res|ynt|odp|回复|回覆|返信)\s?[:：]\s*"
)


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
    subject = _REPLY.sub("", subject, count=1).lstrip(" [(*-")
    if not subject:
        return False
    if subject.startswith(WORDS["automatic"]) or _is_first(subject, "undelivered"):
        return True
    if subject.rstrip(" ])*.!").endswith(WORDS["automatic"]):
        return True
    # "Holidays: two rooms?" is an inquiry, unless what follows is an absence.
    is_away = _is_first(subject, "away_subject")
    return is_away and (not text or are_in("away", text[:_BEGINNING]) > 0)


def _is_first(subject: str, key: str) -> bool:
    """The subject is the words alone, or a mark follows them."""
    for words in WORDS[key]:
        if subject.startswith(words):
            rest = subject[len(words) :].strip()
            if not rest or words[-1] in ":：" or not rest[0].isalnum():
                return True
            if key == "undelivered" and len(words) > _TELLING:
                return True
    return False


def _reads_so(text: str) -> bool:
    beginning = " ".join(text[:_BEGINNING].split())
    if any(len(w) > _TELLING and w in beginning[:200] for w in WORDS["undelivered"]):
        return True
    if not beginning or len(text.split()) > _MOST_WORDS or _QUESTION.search(text):
        return False
    if beginning.lstrip(" *-[(").startswith(WORDS["automatic"]) or _is_called(text):
        return True
    return bool(are_in("away", beginning) and are_in("back", beginning))


def _is_called(text: str) -> bool:
    """It says of itself that it is an automatic answer."""
    for line in [line for line in text[:_BEGINNING].split("\n") if line]:
        for words in WORDS["automatic"]:
            before, found, _after = line.partition(words)
            if found and before.rstrip().endswith(WORDS["this_is"]):
                return True
    return False
