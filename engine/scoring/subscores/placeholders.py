"""What people type where a form insists: it is there, and says nothing."""

from __future__ import annotations

import re
import unicodedata

from ...reading.masking_numbers import digits_of
from ...reading.word_files import table

_LONGEST = 40
_AROUND = " .,;:!?-_*#()[]<>\"'/\\"
_WORDS = frozenset(table("placeholders", "placeholders"))
_COUNTED = "01234567890123456789"
_FEWEST_DIGITS, _SAME_DIGITS = 6, 8
_HOST = re.compile(
    r"(?:[a-z]+:)?/*(?:[^\s/@]*@)?(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2}"
)
_NO_REPLY = re.compile(
    r"(?:no|do[._-]?not|ne[._-]?pas|non|nicht)[._-]?(?:reply|answer|repondre|rispondere)"
    r"|(?:nao|no)[._-]?respond[ae][r]?|mailer-daemon|postmaster"
)


def is_placeholder(value: str) -> bool:
    """Whether a text such as "n/a" or "k. A." stands where there is nothing to say."""
    if len(value) > _LONGEST:
        return False
    words = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    return not any(map(str.isalnum, words)) or bool(
        _WORDS & {words.rstrip("."), words.strip(_AROUND)}
    )


def is_phone_number(value: str) -> bool:
    """Whether it could be somebody's: not 0000000000, nor 1234567890."""
    digits = digits_of(value)
    if len(digits) < _FEWEST_DIGITS or len(set(digits[-_SAME_DIGITS:])) == 1:
        return False
    return not (digits in _COUNTED or digits in _COUNTED[::-1])


def has_host(website: str) -> bool:
    """Whether a web address names a place: not "http://", nor "www."."""
    host = website.strip().lower()
    return bool(_HOST.match(host.replace("www.", "", 1)))


def can_be_answered(address: str) -> bool:
    """Whether somebody reads what is sent to a mail address."""
    return not _NO_REPLY.match(address.rpartition("<")[2].strip().lower())
