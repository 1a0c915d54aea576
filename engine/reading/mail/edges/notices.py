"""What firms put below all their mails: whom they are for, and not to print them."""

from __future__ import annotations

from collections.abc import Sequence

from ..parts import closes
from ..words import NOTICES, are_in, count_apart, fold, has_letters, take

_MOST = 6  # paragraphs: some firms write theirs in two languages
_MOST_OF_ONE = 3  # paragraphs, where each line is one
_LONGEST = 40  # lines
_SOON = 4  # lines
_LEAST = 2  # words of notices, beside the mail that they speak of; more if in doubt
_CARD = 15  # lines from a closing to what stands below the writer's card


def without(lines: Sequence[str]) -> list[str]:
    """Without the paragraphs at the end that are notices; never without all."""
    kept = list(lines)
    for _paragraph in range(_MOST):
        filled = _filled(kept)
        at = _notice_at(filled)
        if at == len(filled) or not any(filled[:at]):
            break
        kept = filled[:at]
    return kept


def is_of_one(line: str, is_sentence: bool) -> bool:
    """Whether a line below a rule is of a notice; a sentence is only if it says more of
    the mail than one word that customers write as well: "confidential"."""
    text = fold(line)
    if not are_in("disclaimer", text):
        return False
    doubts = ("?" in text, are_in("inquires", text) > 0, are_in("wants", text) > 0)
    return not is_sentence or _count_signs(text) >= _LEAST + sum(doubts)


def _count_signs(text: str) -> int:
    signs = 0
    for key in ("disclaimer", *NOTICES):
        count, text = take(key, text)
        signs += count
    return signs


def _filled(lines: Sequence[str]) -> list[str]:
    """Without empty lines at the end."""
    last = next((at for at in range(len(lines), 0, -1) if lines[at - 1]), 0)
    return list(lines[:last])


def _notice_at(lines: Sequence[str]) -> int:
    """Where the end goes over into a notice, of some paragraphs; else the end."""
    start = len(lines)
    for _paragraph in range(_MOST_OF_ONE):
        start = _last_paragraph(lines[: max(start - 1, 0)])
        if len(lines) - start > _LONGEST:
            break
        if (at := _notice_from(lines, start)) < len(lines):
            return at
        if not start or not _is_of("restricts", lines[start:]):
            break
    return len(lines)


def _notice_from(lines: Sequence[str], start: int) -> int:
    if not _is_of("itself", lines[start:]):
        return len(lines)
    found = (
        at
        for at in range(start, len(lines))
        if (at == start or not lines[at][:1].islower())
        and _begins(lines, at)
        and _is_notice(lines, at)
    )
    return next(found, len(lines))


def _begins(lines: Sequence[str], at: int) -> bool:
    """A sentence of a notice, which soon says what of the mail."""
    is_of_one = any(_is_of(key, [lines[at]]) for key in NOTICES)
    return is_of_one and all(_is_of(key, lines[at : at + _SOON]) for key in NOTICES)


def _is_of(key: str, lines: Sequence[str]) -> bool:
    return are_in(key, fold(" ".join(lines))) > 0


def _last_paragraph(lines: Sequence[str]) -> int:
    """Where it begins: below an empty line, or a rule."""
    last = range(len(lines) - 1, -1, -1)
    return next((at + 1 for at in last if not lines[at] or _is_rule(lines[at])), 0)


def _is_notice(lines: Sequence[str], start: int) -> bool:
    """:param start: where it would begin."""
    text = fold(" ".join(lines[start:]))
    if not are_in("itself", text):
        return False
    doubts = (
        "?" in text,
        any(map(str.isdigit, text)),
        are_in("inquires", text) > 0,
        not _is_below_a_closing(lines, start),
    )
    return count_apart("restricts", text) >= _LEAST + sum(doubts)


def _is_below_a_closing(lines: Sequence[str], at: int) -> bool:
    """Or below a rule."""
    above = list(filter(None, lines[max(at - _CARD, 0) : at]))
    return any(map(closes, above)) or bool(above) and _is_rule(above[-1])


def _is_rule(line: str) -> bool:
    return len(line) > 1 and not has_letters(line)
