"""What people type where a form insists: it is there, and says nothing."""

from __future__ import annotations

import re
import unicodedata

from ...reading.masking_numbers import digits_of
from ...reading.word_files import table

_LONGEST = 40
_AROUND = " .,;:!?-_*#()[]<>\"'/\\"
# Of a program that filled nothing in: "{{name}}", "[your-name]", "*|FNAME|*".
_TEMPLATE = re.compile(
    r"\$?\{[\w $.|:{}-]+\}|%+[\w.-]+%+|\*\|[\w:]+\|\*"
    r"|\[[^\W_]+(?:[-_][^\W_]+)+\]|<\w+[ _-]\w+>"
)
# Before what a field asks for: "no company name", "keine Firma".
_NO = re.compile(
    r"(?:no|without|keine?|ohne|sin|sans|pas de|aucune?|senza|nessuna?|sem|geen|zonder"
    r"|bez|brak|без|нет|nincs|ingen|inget|uten|uden|utan|ei|nu|fără) (?=\S)"
)
_FILLER = "lorem ipsum"
_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm")
_LEAST_OF_A_ROW = 4  # keys beside each other that nobody presses for a word
_NOBODY = frozenset(
    ("noemail", "nomail", "noaddress", "fakeemail", "fakemail", "nobody")
)
_FREE = frozenset(("gmail", "googlemail", "yahoo", "hotmail", "outlook", "live", "gmx"))
_COUNTED = "01234567890123456789"
_COUNTED_ON = ("12345678", "123456789")
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


def _folded(value: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


_WORDS = frozenset(map(_folded, table("placeholders", "placeholders")))


def is_placeholder(value: str) -> bool:
    """Whether a text such as "n/a" or "k. A." stands where there is nothing to say."""
    if len(value) > _LONGEST:
        return False
    words = _folded(value)
    if _TEMPLATE.fullmatch(words):
        return True
    letters = words.strip(_AROUND)
    typed = letters.replace(" ", "")
    if set(typed) <= {"0"} or (len(typed) > 2 and len(set(typed)) == 1):
        return typed != "www"
    if _is_of_one_row(typed):
        return True
    named = letters.rstrip("0123456789 ")
    said_again = letters.split()[0] if len(set(letters.split())) == 1 else ""
    forms = {words.rstrip("."), letters, said_again, named if len(named) > 3 else ""}
    forms.add(_NO.sub("", letters, count=1))
    return bool(_WORDS & forms) or letters.startswith(_FILLER)


def _is_of_one_row(typed: str) -> bool:
    """Keys beside each other on a keyboard, once or again and again."""
    if len(typed) < _LEAST_OF_A_ROW or not typed.isascii():
        return False
    half = len(typed) // 2
    unit = (
        typed[:half] if len(typed) % 2 == 0 and typed[:half] == typed[half:] else typed
    )
    return any(unit in row or unit in row[::-1] for row in _ROWS) and len(unit) > 2


def is_phone_number(value: str) -> bool:
    """Whether it could be somebody's: not 0000000000, nor 1234567890."""
    digits = digits_of(value)
    if len(digits) < _FEWEST_DIGITS or len(set(digits[-_SAME_DIGITS:])) == 1:
        return False
    if _REPEATED.fullmatch(digits) or digits.endswith(_COUNTED_ON):
        return False
    if digits[-7:] == "5551234":
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
    is_same = host.startswith(f"{local}.") and len(local) == 1
    if is_same or "." not in host:
        return False
    if _is_nobodys(local, host):
        return False
    return not _NO_REPLY.match(written)


def _is_nobodys(local: str, host: str) -> bool:
    """What people type to be left alone: me@me.com, test@gmail.com, john@doe.com."""
    name = host.partition(".")[0]
    if re.sub(r"[._-]", "", local) in _NOBODY or is_placeholder(f"{local} {name}"):
        return True
    if local == name and local in ("me", "fake", "mail", "email", "you", "us"):
        return True
    return is_placeholder(local) and (name in _FREE or _is_made_up(host))


def _is_made_up(host: str) -> bool:
    """ "test.com", "none.de": what people type where an address has to stand."""
    found = _NAME_OF_HOST.search(host.strip(" /"))
    name = found[1] if found else ""
    return len(name) > 1 and name != "example" and is_placeholder(name)
