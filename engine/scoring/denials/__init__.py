"""Words that deny a criterion beyond doubt: "no budget", "not my decision".

A second look at what a model takes for a yes. It only ever turns a yes into a no, and
only where the denial stands in the clause that is quoted. What was quoted for a time or
a next step speaks of one: there a bare word of denial is enough, unless it denies what
is in the way ("not later"), or a clause beside it says something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from ...reading.text import fold
from ..next_step import CALL, MAIL, MEETING, kind_of
from .clause import (
    NEED,
    denies,
    found,
    grants,
    is_counted,
    is_cut,
    is_short,
    refuses,
    says_none,
)
from .parting import clauses_of, sentences_of, turns_of
from .told import names_a_role, names_a_time, tells
from .words import KEYS, QUOTED, YES

_QUESTION = ("?", "\uff1f", "\u061f")


class Clauses:
    """What a lead says, clause by clause, in which denials are looked for."""

    def __init__(self, texts: Sequence[str]):
        self._texts = texts

    def deny(self, key: str, quote: str) -> bool:
        """Whether the clause that ``quote`` stands in denies the criterion ``key``.

        A number beside a denial is a fact of its own: "no budget for A and 5 for B".
        So is what a clause asks for or grants beside it: "no call, just a contract".
        """
        said = [fold(part) for part in clauses_of(quote)]
        if key not in KEYS or not said:
            return False
        denied = _denied_of(key, quote, said)
        if denied:
            beside = [part for part in said if part not in denied]
            return not any(grants(key, part) for part in beside) and not (
                self._is_granted_around(key, denied)
            )
        is_asked = quote.rstrip().endswith(_QUESTION)
        refused = [] if is_asked else [part for part in said if refuses(key, part)]
        if refused:
            return not any(_says_more(key, p) for p in said if p not in refused)
        if any(map(str.isdigit, quote)):
            return False
        return self._is_denied_around(key, said)

    def _is_denied_around(self, key: str, said: Sequence[str]) -> bool:
        """Whether a clause denies that what was quoted is cut out of."""
        words = [part.strip() for part in said if part.strip()]
        return any(
            found(key, clause)
            or (
                denies(key, clause) and any(_is_most_of(part, clause) for part in words)
            )
            for clause in self._folded
            if any(part in clause for part in words)
        )

    def _is_granted_around(self, key: str, denied: Sequence[str]) -> bool:
        """Whether what denies only as a quote was cut out of a clause that says yes.

        "Approval of the director" is none yet, but "we have the approval of ..." is.
        """
        if any(found(key, part) for part in denied):
            return False
        return any(
            found(key + YES, clause) or not found(key + QUOTED, clause)
            for part in denied
            for clause in self._folded
            if part.strip() in clause and part != clause
        )

    def cut_off(self, key: str, quote: str) -> bool:
        """Whether a quote leaves out the "no" right beside it, and so turns it round.

        Of a need only where it says that something is needed: "no desks" are missing.
        """
        said = fold(quote).strip()
        if key not in KEYS or not said:
            return False
        around = [clause for clause in self._folded if said in clause]
        return bool(around) and all(is_cut(key, said, clause) for clause in around)

    def turned(self, part: str, quote: str) -> bool:
        """Whether a word of denial stands in the clause of ``part``, none in ``quote``.

        A quote with words of its own may have left it out.
        """
        said = fold(part).strip()
        return not says_none(fold(quote)) and any(
            said in clause and says_none(clause) for clause in self._folded
        )

    def ask(self, quote: str) -> bool:
        """Whether a question to us for a call, a visit or a mail begins with it."""
        if kind_of(quote) not in (CALL, MEETING, MAIL):
            return False
        marks = "".join(_QUESTION)
        asked = re.compile(rf"{re.escape(quote)}[^.!\n。！{marks}]{{0,80}}[{marks}]")
        return any(asked.search(" ".join(text.split())) for text in self._texts)

    def nothing_needed(self) -> str:
        """The sentence that says there is nothing to sell any more; empty if none does.

        Wherever it stands: what was wanted once may well be described before it. What
        is wanted after it, and how many, is for sale.
        """
        if not any(found(NEED, clause) for clause in self._folded):
            return ""
        return next(filter(None, map(_last_word, self._texts)), "")

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(part) for text in self._texts for part in clauses_of(text)]


def denial_in(quote: str, keys: Sequence[str]) -> list[str]:
    """Which of ``keys`` the quote denies, where it is one clause and nothing else."""
    if any(map(str.isdigit, quote)) or len(clauses_of(quote)) != 1:
        return []
    folded = fold(quote)
    return [key for key in keys if key in KEYS and found(key, folded)]


def denies_anything(quote: str) -> bool:
    """Whether ``quote`` by itself denies any criterion."""
    folded = fold(quote)
    return any(found(key, folded) for key in KEYS)


def _last_word(text: str) -> str:
    """The first sentence that needs nothing and has no other need after it."""
    sentences = sentences_of(text)
    for place, sentence in enumerate(sentences):
        if _needs_nothing(sentence):
            later = sentences[place + 1 :]
            return "" if any(map(_needs_a_number, later)) else sentence
    return ""


def _needs_nothing(sentence: str) -> bool:
    said = [fold(part) for part in clauses_of(sentence)]
    denied = [part for part in said if found(NEED, part)]
    return bool(denied) and not any(
        found(NEED + YES, part) for part in said if part not in denied
    )


def _needs_a_number(sentence: str) -> bool:
    said = [fold(part) for part in clauses_of(sentence)]
    return any(is_counted(part) and found(NEED + YES, part) for part in said) and (
        not any(found(NEED, part) for part in said)
    )


def _is_most_of(part: str, clause: str) -> bool:
    return part in clause and 2 * len(part) >= len(clause.strip())


def _denied_of(key: str, quote: str, said: Sequence[str]) -> list[str]:
    """The clauses that deny; all of them where only all together do."""
    denied = [part for part in said if denies(key, part)]
    is_parted = any(map(is_short, said)) and not any(grants(key, p) for p in said)
    if not denied and is_parted:
        whole = [_whole(map(fold, clauses_of(turn))) for turn in turns_of(quote)]
        return list(said) if any(denies(key, turn) for turn in whole) else []
    return denied


def _whole(said: Iterable[str]) -> str:
    return f" {' '.join(part.strip() for part in said)} "


def _says_more(key: str, clause: str) -> bool:
    return not is_short(clause) or grants(key, clause)
