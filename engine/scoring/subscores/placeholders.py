"""What people type where a form insists: it is there, and says nothing."""

from __future__ import annotations

import re
import unicodedata

from ...reading.masking_numbers import digits_of
from ...reading.word_files import table

_LONGEST = 40
_AROUND = " .,;:!?-_*#()[]<>\"'/\\"
_WORDS = frozenset(table("placeholders", "placeholders"))
_COUNTED, _COUNTED_ON = "01234567890123456789", "123456789"
_REPEATED = re.compile(r"0?(\d{2,3})\1{2,}")
_FEWEST_DIGITS, _SAME_DIGITS = 6, 8
_HOST = re.compile(
    r"(?:[a-z]+:)?/*(?:[^\s/@]*@)?(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2}"
)
_NAME_OF_HOST = re.compile(r"(?:^|[/.@])([^\s/.@]{1,63})\.[^\W\d_]{2,}(?:$|[/:?])")
_NO_REPLY = re.compile(
    r"(?:no|do[._-]?not|ne[._-]?pas|non|nicht|keine|niet|nie|nu|ei)[._-]?"
    r"(?:reply|answer|respond|repondre|rispondere|antworten|antwort|antwoorden"
    r"|beantwoorden|odpowiadaj|raspunde|vastaa)"
    r"|(?:nao|no)[._-]?respond[ae][r]?|mailer-daemon|postmaster|bounces?[+@._-]"
)


def is_placeholder(value: str) -> bool:
    """Whether a text such as "n/a" or "k. A." stands where there is nothing to say."""
    if len(value) > _LONGEST:
        return False
    words = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    letters = words.strip(_AROUND)
    if set(letters) <= {"0"} or (
        len(letters) > 2 and letters == letters[0] * len(letters)
    ):
        return letters != "www"
    named = letters.rstrip("0123456789 ")
    return bool(_WORDS & {words.rstrip("."), letters, named if len(named) > 3 else ""})


def is_phone_number(value: str) -> bool:
    """Whether it could be somebody's: not 0000000000, nor 1234567890."""
    digits = digits_of(value)
    if len(digits) < _FEWEST_DIGITS or len(set(digits[-_SAME_DIGITS:])) == 1:
        return False
    if _REPEATED.fullmatch(digits) or _COUNTED_ON in digits[-len(_COUNTED_ON) :]:
        return False
    return not (digits in _COUNTED or digits in _COUNTED[::-1])


def has_host(website: str) -> bool:
    """Whether a web address names a place: not "http://", nor "www."."""
    host = website.strip().lower()
    return bool(_HOST.match(host.replace("www.", "", 1))) and not _is_made_up(host)


def can_be_answered(address: str) -> bool:
    """Whether somebody reads what is sent to a mail address."""
    written = address.rpartition("<")[2].strip().lower()
    local, _at, host = written.partition("@")
    if host.startswith(f"{local}.") and len(local) == 1:
        return False
    if is_placeholder(local) and _is_made_up(host):
        return False
    return not _NO_REPLY.match(written)


def _is_made_up(host: str) -> bool:
    """ "test.com", "none.de": what people type where an address has to stand."""
    found = _NAME_OF_HOST.search(host.strip(" /"))
    name = found[1] if found else ""
    return len(name) > 1 and name != "example" and is_placeholder(name)
