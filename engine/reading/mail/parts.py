"""What a part of a mail says: nothing yet, a note, or something of its own."""

from __future__ import annotations

from collections.abc import Sequence

from . import headers, introductions
from .marked import GREETING_WORDS
from .words import WORDS, fold, has_letters

# Of those that thank, no more than a name may follow: "Thanks, Ann".
_THANKS = frozenset(WORDS["closing"]) & frozenset(WORDS["answers"])
_MOST_LINES = 200  # that introduce a mail
_CLOSINGS = tuple(w for w in WORDS["closing"] if len(w) > 5 and w not in _THANKS)


def is_fresh(part: Sequence[str], is_passed_on: bool = False) -> bool:
    """Nothing in it yet but how it is introduced, by a firm's name above all.

    :param is_passed_on: its first line says so, or is of the headers.
    """
    if len(part) > _MOST_LINES:
        return False
    own = (
        at for at, line in enumerate(part) if (at or not is_passed_on) and is_own(line)
    )
    at = next(own, None)
    if at is None:
        return True
    is_letterhead = introductions.is_forward_line(part[0]) and not any(part[1:at])
    return is_letterhead and next(own, None) is None


def says_nothing(part: Sequence[str]) -> bool:
    """But how it is introduced, and a greeting."""
    own = list(filter(is_own, part))
    return not own or (len(own) == 1 and _is_greeting(own[0]))


def is_own(line: str) -> bool:
    """Not part of how a mail is introduced."""
    if not has_letters(line) or headers.kind_of(line):
        return False
    marks = (introductions.is_forward_line, introductions.is_original_line)
    return not any(is_mark(line) for is_mark in marks)


def _is_greeting(line: str) -> bool:
    return line.endswith((",", "，", "、", "!")) and len(line.split()) <= GREETING_WORDS


def only_passes_on(part: Sequence[str]) -> bool:
    """It is what somebody wrote above another mail, as its subject says."""
    subjects = (line for line in part if headers.kind_of(line) == "subject")
    return introductions.is_forward_mark(next(subjects, ""))


def note_of(part: Sequence[str], least: int = 1) -> list[str]:
    """What is said before the closing and the visiting card.

    :param least: so many lines come before a closing; some greet as others close.
    """
    note = [line for line in part if line]
    for at, line in enumerate(note[least:], least):
        if closes(line):
            return note[:at]
    return note


def closes(line: str) -> bool:
    """What comes before the writer's name."""
    bare = fold(line).strip(" ,.!-")
    if len(bare.split()) > GREETING_WORDS + 1:
        return False
    said = bare.partition(",")[0]
    return said in WORDS["closing"] or bare.startswith(_CLOSINGS)
