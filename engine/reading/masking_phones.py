"""Whether a number is a phone's: by how it is written, and by the words around it.

Amounts, quantities, times, article and tax numbers are what a lead is scored by: a
number that follows a word for another thing, or stands before a unit, is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .word_files import table

_DATED = re.compile(
    r"((19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](19|20)\d\d)(?!\d)"
)
_HOURS = re.compile(
    r"[012]?\d[.:]\d\d ?- ?[012]?\d[.:]\d\d|[012]\d[0-5][05] ?- ?[012]\d[0-5][05]"
)
_WHOLE_DATE = re.compile(
    r"(?<!\d)\d{1,2}([./])\d{1,2}\1(?:19|20)\d\d(?!\d)"
    r"|^\d{1,3}([/-])20\d\d\2\d{1,6}$"  # a file's number
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])\.?(?:[./]?(?:(?:19|20)?\d\d))?"
_DATE = rf"(?:{_DAY}|(?:0?[1-9]|1[0-2])[./](?:19|20)\d\d)"
_DATES = re.compile(rf"{_DATE} ?- ?{_DATE}")
_DECIMAL = re.compile(r"\d+\.\d+")
_TARIFF = re.compile(r"\d{4}\.\d\d\.\d\d(\.\d\d)?")
_AREA_FIRST = re.compile(r"\(\d{2,5}\)")
_AREA_BEFORE = re.compile(r"(?<!\d)\(?0\d{1,5}\)? ?/ ?$")
_NORTH_AMERICAN = re.compile(
    r"(1[ .-]?)?(\([2-9]\d\d\) ?|[2-9]\d\d[ ./-])\d{3}[ .-]\d{4}"
)
_RUSSIAN = re.compile(
    r"8[ -]?(\([3489]\d\d\)|[ -]?[3489]\d\d[ -])[ -]?\d{3}[ -]?\d\d[ -]?\d\d|89\d{9}"
)
_CHINESE_MOBILE = re.compile(r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
_IBERIAN = re.compile(r"[6-9]\d\d([ .]?)\d{3}\1\d{3}")

_MARKS = " \n\t.,:;)(#=-+*_|/\"'\u00b7\u2022"
_NO_MARKS = dict.fromkeys(map(ord, _MARKS), " ")
_COUNTRY = re.compile(r"[A-Z]{2,3}")
_BELGIAN_TAX = re.compile(r"[01]\d{3}[. ]\d{3}[. ]\d{3}")
_BRAZILIAN_POST = re.compile(r"\d{5}-\d{3}")
_LETTERS = re.compile(r"(?<!\w)([^\W\d])[./]([^\W\d])\b")  # "P/N", "C.F."
_LINE_LABEL = re.compile(r"([^\W\d]{1,20}) ?[:.)]\s?$")
_WORD_AFTER = re.compile(r"[ ,(\-]{0,3}([^\W\d]{2,20})[ )]*(?=[\n,;.\\|/]|$)")
_FIRST_WORD = re.compile(r"[\s)\-]{0,2}([^\W\d]+[\d\u00b2\u00b3]?|%)")
_EXTENSION_MARKS = "|".join(
    sorted(map(re.escape, table("numbers", "extension")), key=len, reverse=True)
)
_EXTENSION = re.compile(rf" ?,? ?(?:{_EXTENSION_MARKS})\.? ?:?\d{{1,6}}(?!\w)")
_MONEY_SIGNS = frozenset("€$£¥₹₽円元万")
_FEWEST, _MOST, _FULL = 6, 15, 10


class _Words(NamedTuple):
    """Words of one kind: whole, how longer ones begin, and how they end."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (
            word in self.whole
            or word.startswith(self.starts)
            # Where words aren't put apart, one ends in another.
            or word.endswith(self.ends)
        )


def _words(name: str) -> _Words:
    found = table("numbers", name)
    return _Words(
        frozenset(found),
        tuple(word[:-1] for word in found if word.endswith("*")),
        tuple(word for word in found if word[0] >= "\u3000"),
    )


_LABELS, _VERBS, _LINE_LABELS = map(_words, ("labels", "verbs", "line_labels"))
_AFTER, _FILLERS, _MINE = map(_words, ("after", "fillers", "mine"))
_NUMBER, _OTHERS, _MONEY = map(_words, ("number", "others", "money"))
_UNITS, _NUMBERED = _words("units"), _words("numbered")
_WIDE_UNITS = tuple(word for word in table("numbers", "units") if word >= "\u3000")


def extension_end(text: str, at: int) -> int:
    """Where an extension such as ``x123`` ends that follows the number at ``at``."""
    found = _EXTENSION.match(text, at, at + 30)
    return found.end() if found else at


def is_other(before: str) -> bool:
    """Whether ``before`` ends in a word for a thing that has a number of its own."""
    return _word_before(before)[0] in _OTHERS


def _is_numbered(word: str, between: Sequence[str]) -> bool:
    """ "customer no.": one who has a phone number as well."""
    return word in _NUMBERED and any(map(_NUMBER.__contains__, between))


def is_phone(run: str, digits: str, before: str, after: str) -> bool:
    """
    :param run: the number as it is written, with plain spaces, hyphens and digits.
    """
    if not _FEWEST <= len(digits) <= _MOST or _DATED.match(run):
        return False
    word, between = _word_before(before)
    if after[:1] == ":":  # a time
        return False
    if before[-1:] in ("=", "/") and word not in _LABELS:  # a part of an address
        return False
    if _HOURS.fullmatch(run) or _DATES.fullmatch(run) or _WHOLE_DATE.search(run):
        return False
    if _is_amount(run, digits, before, after):
        return False
    if before.endswith("BE ") and _BELGIAN_TAX.fullmatch(run):
        return False
    if before.rstrip(" :").endswith("CEP") and _BRAZILIAN_POST.fullmatch(run):
        return False
    if word in _LABELS:
        return True
    if word in _OTHERS or _is_numbered(word, between):
        return False
    return (
        _looks_like_a_phone(run, digits, before, after)
        or _is_spoken_of(run, digits, word, between, after)
        or _is_on_its_line(digits, before, after)
    )


def _is_amount(run: str, digits: str, before: str, after: str) -> bool:
    last, following = before.rstrip(_MARKS), after.lstrip(_MARKS)
    if {last[-1:], following[:1]} & _MONEY_SIGNS:
        return True
    if last.split()[-1:] and last.split()[-1].strip(_MARKS).lower() in _MONEY:
        return True
    found = _FIRST_WORD.match(after)
    word = found[1].lower() if found else ""
    if word in _MONEY:
        return True
    if digits[0] == "0" or ("+" in run and len(digits) >= 10):
        return False  # no quantity is written so
    return word in _UNITS.whole or word.startswith(_WIDE_UNITS)


def _word_before(before: str) -> tuple[str, Sequence[str]]:
    """The word that a number follows, and the little ones between them."""
    if before.isspace():
        return "", ()
    before = _LETTERS.sub(r"\1\2", before)
    written = before.translate(_NO_MARKS).split()
    if len(written) > 1 and _COUNTRY.fullmatch(written[-1]):
        if written[-2].lower() in _OTHERS:
            written.pop()  # "VAT BE"
    words = [word.lower() for word in written]
    between: list[str] = []
    while words and words[-1] in _FILLERS and words[-1] not in _LABELS:
        if words[-2:-1] and f"{words[-2]}-{words[-1]}" in _OTHERS:
            return f"{words[-2]}-{words[-1]}", between  # "St.-Nr."
        between.append(words.pop())
    return (words[-1] if words else ""), between


def _is_spoken_of(
    run: str, digits: str, word: str, between: Sequence[str], after: str
) -> bool:
    """Said in a sentence: "you reach me at 5550142", "my number is 5550142"."""
    if digits.endswith("000"):
        return False
    if word in _VERBS:
        is_grouped = not run.isdigit()
        is_last = not after.lstrip(" ")[:1].isalpha()
        return is_grouped or bool(between) or is_last or len(digits) == _FULL
    is_mine = any(map(_MINE.__contains__, between))
    return len(digits) >= 7 and is_mine and any(map(_NUMBER.__contains__, between))


def _is_on_its_line(digits: str, before: str, after: str) -> bool:
    """A line of a visiting card: "Desk: 5550142", "5550142 (office)"."""
    if len(digits) < 6 or digits.endswith("000"):
        return False
    found = _WORD_AFTER.match(after)
    if found and found[1].lower() in _AFTER:
        return True
    label = _LINE_LABEL.search(before)
    return (
        label is not None
        and label[1].lower() in _LINE_LABELS
        and len(digits) >= 7
        and not _FIRST_WORD.match(after.partition("\n")[0])
    )


def _looks_like_a_phone(run: str, digits: str, before: str, after: str) -> bool:
    if "+" in run:
        # "+1500000" is growth
        return len(digits) >= 7 and not (run[1:].isdigit() and digits.endswith("00000"))
    if digits[0] == "0":
        return _is_national(run, digits)
    if before[-2:].strip() == "/" and _AREA_BEFORE.search(before[-12:]):
        return True
    if run[0] == "(":
        return len(digits) >= 8 and bool(_AREA_FIRST.match(run))
    if not 9 <= len(digits) <= 11:
        return False
    if _IBERIAN.fullmatch(run) and "000" not in run:
        return _is_alone(before, after)
    shapes = _NORTH_AMERICAN, _RUSSIAN, _CHINESE_MOBILE
    return any(shape.fullmatch(run) for shape in shapes)


def _is_national(run: str, digits: str) -> bool:
    """With the 0 that stands before an area, or the 00 before a country."""
    least = 10 if digits[1] == "0" else 8
    if digits[:3] == "000" or len(digits) < least:
        return False
    return not (_DECIMAL.fullmatch(run) or _TARIFF.fullmatch(run))


def _is_alone(before: str, after: str) -> bool:
    """Nothing else stands on its line."""
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    return not any(map(str.isalnum, line))
