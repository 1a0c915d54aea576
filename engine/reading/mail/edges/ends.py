"""What a mail ends with that is not its message: signatures above all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...word_files import table
from ..words import WORDS, are_in, fold
from . import devices, forms, notices

_SEPARATOR = re.compile(r"\*?([-–—]{2,}|[—–]|_{2,}|={5,}|\*{3,}|~{3,})( ?\*)?$")
_TITLED = re.compile(r"[-‐-―]{4,} ?[^\W\d_]{2,20} ?[-‐-―]{4,}$")
_LINES, _CHARS = 12, 1000
_MOST_ENDS = 3  # a signature, a list's footer, a notice
_SENTENCE = 8  # words: a signature has names, not sentences
_LEAST_OF_A_CARD = 2  # lines, below the last of several separators
_SHORT_NAME = 2
_MOST_IN_SMALL = 3  # words of a card's line that are no names: more are a sentence
_LONGEST_CONTACT = 12  # words of a line with a phone number or an address

_BULLET = re.compile(r"([-*•·+☐☑☒✓✔✗]|\[[ xX]?\]|\d{1,3}[.)])\s")
_FIELD = re.compile(
    r"(?:\d[\d.,x×]{0,9}\s?)?[^\W\d_][^:：]{0,60}\s?[:：]\s*\S"  # "120 cm: 4" as well
)
_REACHED = re.compile(
    r"@|https?:|www\.|\b[\w-]+\.(com|net|org|de|fr|nl|be|it|es|pt|eu|uk|ch|at|io)\b"
    r"|[+(]?\d(?:[\s()./-]{0,3}\d){5,}",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"[mtwefp] ?[:.] ?\S", re.IGNORECASE)  # "w: acme.shop"
_MONEY = re.compile(r"[€$£¥]\s?\d|\d\s?(?:[€$£¥]|(?:eur|usd|gbp|chf|euros?|k)\b)", re.I)
_AMOUNT = re.compile(
    r"[^\W\d_][;\t] ?\d{1,6}$|\b\d{1,6} ?[x×](?![^\W\d_])|(?<![^\W\d_])[x×] ?\d|"
    r"(?<![\w.,/-])\d[\d.,]{0,8}\s?[x×]?\s(?!(?:am|pm|uhr|rue|avenue|boulevard|place"
    r"|all[ée]e|quai|route|chemin|impasse|cours|rua|calle|avenida|street)\b)"
    r"[^\W\d_A-Z]\w{2}"
    r"|\b\d{1,6} ?(?i:stück|stk|pcs?|pieces|units?|pz|pezzi|uds?|szt|ks|db|buc|шт)\b"
    r"|\d ?[\u500b\u811a\u53f0\u679a\u518a\u540d"
    r"\u5e2d\u4ef6\u5f20\u5f35\u628a\u5957\u53ea]"
    r"|\d ?[\uac1c\uba85\ub300\uc11d]"  # counters of Chinese, Japanese, Korean
)
_PLACE = re.compile(
    r"\b(?:[A-Z]{1,2}-?)?\d{4,5}(?: ?[A-Z]{2}\b)? [A-Z][a-z\u00df-\u017f]{2}|\u3012\d"
    r"|\b\d{3} \d{2} [A-Z\u00c0-\u017d][a-z\u00df-\u017f]{2}"  # Swedish, Czech
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}\b"  # British, American
    r"|\b(?:NSW|VIC|QLD|TAS|ACT|WA|SA|NT) \d{4}\b"  # Australian
    r"|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|(?i:\bp\.? ?o\.? ?box|postfach|postbus|apartado) \d"
    r"|\u0635 ?\. ?\u0628|\bB\.?P\.? \d"  # Canadian; boxes
)
_PARTED = re.compile(r" [|/\u00b7\u2022\u2013] ")
_SOLID_SENTENCE = re.compile(r"(?:[\u3040-\u9fff][^\u3040-\u9fff]{0,5}){8}[。！？]$")
_END_OF_SENTENCE = re.compile(r"(?:\w{2}|\bè)[.!?。！？]$")

_MONTHS = frozenset(map(fold, table("dates", "months")))


def without(part: Sequence[str]) -> list[str]:
    """Without the signature and the line that a mail program adds."""
    lines = forms.without(part)
    for _end in range(_MOST_ENDS):
        before = len(lines)
        lines = notices.without(lines[: _signature_at(lines)])
        lines = devices.without_last(lines)
        if len(lines) == before:
            break
    lines = [line for line in lines if not devices.is_line(line)]
    lines = devices.without_last(lines)
    if (last := devices.last_filled(lines)) is not None and _is_rule(lines[last]):
        lines = lines[:last]
    return lines if any(lines) else list(part)


def _is_rule(line: str) -> bool:
    """Also one with a title for what was cut below it."""
    return bool(_SEPARATOR.match(line) or _TITLED.match(line))


def _signature_at(lines: Sequence[str]) -> int:
    """Where the last separator is, if what it parts looks like a signature."""
    chars = filled = 0
    for at in range(len(lines) - 1, 0, -1):
        if _SEPARATOR.match(lines[at]):
            above = next(filter(None, reversed(lines[:at])), "")
            is_repeated = any(map(_SEPARATOR.match, lines[:at]))
            below = list(filter(None, lines[at + 1 :]))
            if _begins_a_list(above) or not _is_signature(below, is_repeated):
                return len(lines)
            return at
        chars += len(lines[at])
        filled += bool(lines[at])
        if chars > _CHARS or filled > _LINES:
            break
    return len(lines)


def _begins_a_list(line: str) -> bool:
    bare = fold(line).rstrip(" :：")
    return line.endswith((":", "：")) or bare in WORDS["form"]


def _is_signature(lines: Sequence[str], is_repeated: bool) -> bool:
    """
    :param lines: those below a separator that say something.
    :param is_repeated: there is another one above; the writer may part his text so.
    """
    told = list(lines[: _notice_at(lines)])
    of_a_card = sum(map(_is_of_a_card, told))
    is_whole = bool(told) and len(told) == len(lines)
    if is_whole and is_repeated and of_a_card < _LEAST_OF_A_CARD:
        return False
    if is_whole and not of_a_card:
        if _goes_on(told[0]) or any(map(_tells_when, told)):
            return False
    if _has_a_title(told):
        return False
    if of_a_card >= _LEAST_OF_A_CARD:  # what else it says may be a slogan
        told = [line for line in told if not _is_slogan(line)]
    return not any(map(_tells, told))


def _has_a_title(lines: Sequence[str]) -> bool:
    """As a field of a form has above its value."""
    pairs = zip(lines, lines[1:], strict=False)
    return any(li.endswith((":", "：")) and not _is_of_a_card(v) for li, v in pairs)


def _goes_on(line: str) -> bool:
    """It is the rest of a sentence above, and no name in small letters."""
    return line[:1].islower() and len(line.split()) > _SHORT_NAME


def _tells_when(line: str) -> bool:
    """A day of a month."""
    words = [word.strip(".,;") for word in fold(line).split()]
    return any(
        word in _MONTHS and any(w[:1].isdigit() for w in words[max(at - 1, 0) : at + 2])
        for at, word in enumerate(words)
    )


def _is_slogan(line: str) -> bool:
    return len(line.split()) <= _LONGEST_CONTACT and not (
        line[-1:] in ".?:!" or any(map(str.isdigit, line)) or _BULLET.match(line)
    )


def _notice_at(lines: Sequence[str]) -> int:
    """Where a firm's notice begins, which goes on to the end."""
    found = (
        at
        for at, line in enumerate(lines)
        if notices.is_of_one(line, _is_written(line))
    )
    return next(found, len(lines))


def _is_written(line: str) -> bool:
    """A whole sentence, and nothing to click on: people write so, and firms."""
    is_whole = _END_OF_SENTENCE.search(line) and not _REACHED.search(line)
    return bool(is_whole) and _is_sentence(line)


def _is_of_a_card(line: str) -> bool:
    """How the writer is reached, where he is, and what his firm is registered as."""
    if _CONTACT.match(line) or _REACHED.search(line) or _PLACE.search(line):
        return True
    return _is_legal(line)


def _is_legal(line: str) -> bool:
    return are_in("legal", fold(line)) > 0


def _tells(line: str) -> bool:
    """The line is part of a message: a field, a list, an amount or a sentence."""
    if _PARTED.search(line):
        return any(map(_tells, filter(None, _PARTED.split(line))))
    words = len(line.split())
    if _is_of_a_card(line):
        in_small = sum(word.isalpha() and word.islower() for word in line.split())
        return (
            bool(_MONEY.search(line))
            or (words > _LONGEST_CONTACT and in_small > 0)
            or in_small > max(_MOST_IN_SMALL, words // 2)
            or (in_small > _MOST_IN_SMALL and line.endswith("."))
        )
    if _BULLET.match(line) or _FIELD.match(line) or _MONEY.search(line):
        return True
    return _is_sentence(line) or bool(_AMOUNT.search(line))


def _is_sentence(line: str) -> bool:
    words = len(line.split())
    ends = _END_OF_SENTENCE.search(line) and not _is_of_names(line)
    is_solid = _SOLID_SENTENCE.search(line)
    return bool(words >= _SENTENCE or (words > 3 and ends) or is_solid)


def _is_of_names(line: str) -> bool:
    """As in "Ann Muster, Muster Inc."."""
    return line.isascii() and not any(word[0].islower() for word in line.split())
