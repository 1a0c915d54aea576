"""Which of a text's numbers are phone, card or bank account numbers.

Amounts, quantities, dates and order numbers are left alone: a number is a phone's only
if it is written as one, follows a word for it, or is on file; a card's or an account's
only if its check digits are right.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence

from .masking_phones import extension_end, is_other, is_phone

# Scripts that put no space between words: a number may touch them.
_TOUCHES = r"\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff61-\uff9f"
# Each choice is told by its first characters, so that nothing is tried twice.
_RUN = re.compile(
    rf"(?<![^\W{_TOUCHES}])(?<!\+)\+?\(?\+?\d"
    r"(?:(?: | ?[/().\-]{1,2} ?)?\d){5,45}"
    rf"(?:(?![^\W{_TOUCHES}])|(?=x\d{{1,6}}(?!\w)))"
)
_COUNT_BEFORE = re.compile(r"\d{1,4} (?=0\d)")
_BANK = re.compile(
    r"(?:(?<![A-Z0-9])|(?<=IBAN))[A-Z]{2} ?\d{2}"
    r"(?:[ ./\-]{0,2}[A-Z0-9]){11,30}(?![A-Z0-9])"
)
_BETWEEN_GROUPS = re.compile(r"[ ./\-]+")
_LETTER_VALUES = {ord(char): str(int(char, 36)) for char in string.ascii_uppercase}
_FEWEST = 6
_LOOK_BACK, _LOOK_AHEAD = 60, 24

# How long an account number of each country is.
_ACCOUNT_LENGTHS = {
    country: int(length)
    for length, countries in (
        entry.split(":")
        for entry in (
            "15:NO 16:BE 18:DK,FO,FI,GL,NL,SD,FK 19:MK,SI,MN 20:AT,BA,EE,KZ,LT,LU,XK"
            " 21:CH,HR,LI,LV 22:BG,BH,CR,DE,GB,GE,IE,ME,RS,VA 23:AE,GI,IL,IQ,OM,SO,TL"
            " 24:AD,CZ,ES,MD,PK,RO,SA,SE,SK,TN,VG 25:LY,PT,ST 26:IS,TR"
            " 27:BI,DJ,FR,GR,IT,MC,MR,SM 28:AL,AZ,BY,CY,DO,GT,HU,LB,NI,PL,SV"
            " 29:BR,EG,PS,QA,UA 30:JO,KW,MU 31:MT,SC 32:LC 33:RU"
        ).split()
    )
    for country in countries.split(",")
}
# How the numbers of those who issue cards begin, and how long they are.
_ISSUED = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11,16}"
    r"|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|(?:2131|1800)\d{11}"
    r"|35\d{14,17}|(?:220[0-5]|9792|8[12]\d\d)\d{12,15}|(?:5[06-8]|6\d)\d{10,17}"
)
_CARD_GROUPS = re.compile(
    r"\d{4}(?P<mark>[ ./\-]{1,3})\d{4}(?P=mark)\d{4}(?P=mark)\d{1,7}(?!\d)"
    r"(?P<more>(?P=mark)\d{1,3}(?!\d))?"
    r"|\d{4}(?P<mark2>[ ./\-]{1,3})\d{6}(?P=mark2)\d{4,5}(?!\d)|\d{12,19}(?!\d)"
)


def find_numbers(
    text: str, phones: Sequence[str] = ()
) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of numbers that are personal.

    :param text: as :func:`plain_marks` gives it.
    :param phones: digits of numbers on file, found however they are written.
    """
    upper = text.upper() if text.isascii() else _upper(text)
    for run in _BANK.finditer(upper):
        if end := _account_end(run[0]):
            yield run.start(), run.start() + end, "BANK"
    for run in _RUN.finditer(text):
        yield from _numbers_in(text, run.start(), run.end(), phones)


def plain_marks(text: str) -> str:
    """``text`` as long as before, its digits, spaces and hyphens written plainly."""
    if text.isascii():
        return text
    plain = {ord(char): _plain(char) for char in set(text) if char > "\x7f"}
    return text.translate(plain)


def _plain(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.digit(char))
    category = unicodedata.category(char)
    if category in ("Zs", "Pd"):
        return " " if category == "Zs" else "-"
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _upper(text: str) -> str:
    return "".join(char.upper() if char < "\x7f" else char for char in text)


def _numbers_in(
    text: str, start: int, end: int, phones: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The run as one number, else what follows a count in it."""
    run = text[start:end]
    before = text[max(start - _LOOK_BACK, 0) : start]
    digits = digits_of(run)
    if any(_is_same(digits, phone) for phone in phones):
        yield start, end, "PHONE"
        return
    card = _card_in(run, digits, before)
    if card:
        yield start + card[0], start + card[1], "CARD"
        yield from _more_cards(text, start + card[1], end)
        return
    last = extension_end(text, end)
    if is_phone(run, digits, before, text[last : last + _LOOK_AHEAD]):
        yield start, last, "PHONE"
    elif (count := _COUNT_BEFORE.match(run)) and "000" not in run:
        if is_other(before):
            return
        yield from _numbers_in(text, start + count.end(), end, phones)


def _more_cards(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What follows a card's number in the same run, where it is another's."""
    for found in _CARD_GROUPS.finditer(text, start, end):
        if span := _card_span(found):
            yield *span, "CARD"


def digits_of(text: str) -> str:
    """The digits of any script, as 0 to 9."""
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdecimal())


def _is_same(digits: str, phone: str) -> bool:
    """The same number, with or without its country and its trunk prefix."""
    shared = min(len(digits), len(phone), 9)
    if shared < 7:
        return len(digits) >= _FEWEST and digits == phone
    return digits.lstrip("0")[-shared + 1 :] == phone.lstrip("0")[-shared + 1 :]


def _card_in(run: str, digits: str, before: str) -> tuple[int, int] | None:
    """Where in ``run`` a card's number stands, the date of its end left out."""
    if len(digits) < (16 if run[0] in "+(" else 12):
        return None
    if _is_card(digits):
        return None if is_other(before) else (0, len(run))
    for found in _CARD_GROUPS.finditer(run):
        if span := _card_span(found):
            return span
    return None


def _card_span(found: re.Match[str]) -> tuple[int, int] | None:
    """With its fifth group, or without what is another number's."""
    for end in (found.end(), found.start("more")):
        number = found.string[found.start() : max(end, 0)]
        if _is_card(digits_of(number)):
            return found.start(), end
    return None


def _is_card(digits: str) -> bool:
    if not _ISSUED.fullmatch(digits):
        return False
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    total = sum(map(int, digits[::-2])) + sum(n - 9 if n > 9 else n for n in doubled)
    return total % 10 == 0


def _account_end(run: str) -> int:
    """Where the account number that begins here ends, 0 if none does."""
    length = _ACCOUNT_LENGTHS.get(run[:2], 0)
    number = _BETWEEN_GROUPS.sub("", run)
    if not length or len(number) < length or not _is_account(number[:length]):
        return 0
    ends = [at for at, char in enumerate(run, 1) if char.isalnum()]
    end = ends[length - 1]
    return 0 if run[end : end + 1].isalnum() else end


def _is_account(number: str) -> bool:
    moved = (number[4:] + number[:4]).translate(_LETTER_VALUES)
    return int(moved) % 97 == 1
