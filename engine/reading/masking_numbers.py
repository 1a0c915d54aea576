"""Which of a text's numbers are phone, card or bank account numbers.

Amounts, quantities, dates and order numbers are left alone: a number is a phone's only
if it is written as one, follows a word for it, or is on file.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence

# Scripts that put no space between words: a number may touch them.
_TOUCHES = r"\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff61-\uff9f"
_GAP = "[ \u00a0\u202f]"
# Each choice is told by its first characters, so that nothing is tried twice.
_RUN = re.compile(
    rf"(?<![^\W{_TOUCHES}])(?<!\+)\+?\(?\+?\d"
    rf"(?:(?:{_GAP}|/|{_GAP}?[().\-\u2010-\u2015]{{1,2}}{_GAP}?)?\d){{5,22}}"
    rf"(?![^\W{_TOUCHES}])"
)
_AREA_BEFORE = re.compile(r"(?<!\d)\(?0\d{1,5}\)? ?/ ?$")
_COUNT_BEFORE = re.compile(r"\d{1,4} (?=0\d)")
_BANK = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_LETTER_VALUES = {ord(char): str(int(char, 36)) for char in string.ascii_uppercase}

_DATED = re.compile(
    r"((19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](19|20)\d\d)(?!\d)"
)
_DECIMAL = re.compile(r"\d+\.\d+")
_AREA_FIRST = re.compile(r"\(\d{2,5}\)")
_NORTH_AMERICAN = re.compile(r"(1[ .-])?[2-9]\d\d[ .-]\d{3}[ .-]\d{4}")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
_IBERIAN = re.compile(r"[6-9]\d\d([ .]?)\d{3}\1\d{3}")

# The words that a phone number may follow, how longer ones begin ...
_LABELS = frozenset(
    "tel phone mobil mobile handy fax whatsapp call calling cell cellphone ligue lig "
    "ruf rufen celular móvil cellulare contact "
    "هاتف الهاتف جوال الجوال موبايل تلفون اتصل".split()
)
_LABEL_STARTS = tuple(
    "telefon teléfon teléphon téléphon telephon telemóv rufnummer anruf llám llam "
    "appele chiamat contacte".split()
)
# ... how it ends where words aren't put apart ...
_WIDE_LABELS = tuple(
    "電話 電話番号 電話番号は 携帯 携帯番号 电话 手机 手機 微信 전화".split()
)
# ... and what may stand between.
_BETWEEN = frozenset(
    "me us at on is no nr number numéro numero número unter an uns nummer au al ao en "
    "sous رقم على".split()
)
_MONEY_SIGNS = frozenset("€$£¥₹₽円元万")
_MONEY = frozenset(
    "eur usd gbp chf euro euros dollar dollars dólares pound pounds franc francs "
    "franken yen yuan rmb cny jpy aed sar brl reais درهم ريال "
    "دينار جنيه دولار يورو".split()
)
_MARKS = " \u00a0\n\t.,:;：)(#=-+"
_NO_MARKS = dict.fromkeys(map(ord, _MARKS), " ")
_LOOK_BACK, _LOOK_AHEAD = 40, 12
_FEWEST, _MOST = 6, 15


def find_numbers(
    text: str, phones: Sequence[str] = ()
) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of numbers that are personal.

    :param phones: digits of numbers on file, found however they are written.
    """
    for run in _BANK.finditer(text):
        if end := _account_end(run[0]):
            yield run.start(), run.start() + end, "BANK"
    for run in _RUN.finditer(text):
        yield from _numbers_in(text, run.start(), run.end(), phones)


def _numbers_in(
    text: str, start: int, end: int, phones: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The run as one number, else what follows a count in it."""
    run = text[start:end]
    before = text[max(start - _LOOK_BACK, 0) : start]
    if kind := _kind_of(run, before, text[end : end + _LOOK_AHEAD], phones):
        yield start, end, kind
    elif (count := _COUNT_BEFORE.match(run)) and "000" not in run:
        yield from _numbers_in(text, start + count.end(), end, phones)


def digits_of(text: str) -> str:
    """The digits of any script, as 0 to 9."""
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdecimal())


def _kind_of(run: str, before: str, after: str, phones: Sequence[str]) -> str:
    digits = digits_of(run)
    for phone in phones:
        if _is_same(digits, phone):
            return "PHONE"
    if _is_card(run, digits):
        return "CARD"
    if not _FEWEST <= len(digits) <= _MOST or _DATED.match(run):
        return ""
    if after[:1] == ":" or before[-1:] in ("=", "/"):  # a time, a part of an address
        return ""
    is_phone = _looks_like_a_phone(run, digits, before, after) or _is_labelled(before)
    return "PHONE" if is_phone and not _is_money(before, after) else ""


def _is_money(before: str, after: str) -> bool:
    last, following = before.rstrip(_MARKS), after.lstrip(_MARKS)
    if {last[-1:], following[:1]} & _MONEY_SIGNS:
        return True
    words = [*last.split()[-1:], *following.split()[:1]]
    return any(word.strip(_MARKS).lower() in _MONEY for word in words)


def _is_labelled(before: str) -> bool:
    if before.isspace():
        return False
    words = before.lower().translate(_NO_MARKS).split()
    while words and words[-1] in _BETWEEN:
        words.pop()
    return bool(words) and (
        words[-1] in _LABELS
        or words[-1].startswith(_LABEL_STARTS)
        or words[-1].endswith(_WIDE_LABELS)
    )


def _is_same(digits: str, phone: str) -> bool:
    """The same number, with or without its country and its trunk prefix."""
    shared = min(len(digits), len(phone), 9)
    if shared < 7:
        return len(digits) >= _FEWEST and digits == phone
    return digits.lstrip("0")[-shared + 1 :] == phone.lstrip("0")[-shared + 1 :]


def _looks_like_a_phone(run: str, digits: str, before: str, after: str) -> bool:
    if "+" in run:
        return len(digits) >= 7
    if digits[0] == "0":
        least = 10 if digits[1] == "0" else 8
        is_number = digits[:3] != "000" and not _DECIMAL.fullmatch(run)
        return is_number and len(digits) >= least
    if before[-2:].strip() == "/" and _AREA_BEFORE.search(before[-12:]):
        return True
    if run[0] == "(":
        return len(digits) >= 8 and bool(_AREA_FIRST.match(run))
    if not 9 <= len(digits) <= 11:
        return False
    if _IBERIAN.fullmatch(run) and "000" not in run:
        return _is_alone(before, after)
    return bool(_NORTH_AMERICAN.fullmatch(run) or _CHINESE_MOBILE.fullmatch(run))


def _is_alone(before: str, after: str) -> bool:
    """Nothing else stands on its line."""
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    return not any(map(str.isalnum, line))


def _is_card(run: str, digits: str) -> bool:
    if not 13 <= len(digits) <= 19 or digits[0] not in "3456" or run[0] in "+(":
        return False
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    total = sum(map(int, digits[::-2])) + sum(n - 9 if n > 9 else n for n in doubled)
    return total % 10 == 0


def _account_end(run: str) -> int:
    """Where the account number that begins here ends, 0 if none does."""
    while len(run) >= 15:
        if _is_account(run.replace(" ", "")):
            return len(run)
        run = run.rpartition(" ")[0]
    return 0


def _is_account(number: str) -> bool:
    moved = (number[4:] + number[:4]).translate(_LETTER_VALUES)
    return len(number) >= 15 and int(moved) % 97 == 1
