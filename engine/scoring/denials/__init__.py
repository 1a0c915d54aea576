"""Words that deny a criterion beyond doubt: "no budget", "not my decision".

A second look at what a model takes for a yes. It only ever turns a yes into a no, and
only where the denial stands in the clause that is quoted. What was quoted for a time or
a next step speaks of one: there a bare word of denial is enough, unless it denies what
is in the way ("not later"), or a clause beside it says something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cached_property, lru_cache

from ...reading.heads import heads_of
from ...reading.text import fold
from ..next_step import CALL, MAIL, MEETING, kind_of
from .parting import clauses_of, sentences_of, turns_of
from .words import BUT, HARMLESS, KEYS, NO, NONE, QUOTED, YES, lines_of

NEED, AUTHORITY = "need", "authority"
# What is mostly told without a word of denial: one in the quote's clause is a no.
_PLAINLY_TOLD = frozenset(("timeline", "next_step"))
_COUNTED = frozenset(("budget", "scope", "timeline"))
# "È" reads like "e": "non c'è".
_AND = re.compile(
    r" (?:and|und|et|y|en|i|och|ve|и|(?<! c )(?<! non )e) | (?=وليس |ولا |ولم )"
)
_SO = re.compile(
    r" (?:and|so|und|daher|deshalb|et|donc|y|así que|e|quindi|en|dus|então|och|i) "
)
_WE = " we wir nous wij"  # the subject of a part that was told in one before
_LEAST_WORDS = 3  # of what may stand beside a denial as a fact of its own
_SPACED_CHARS, _SOLID_CHARS = 20, 3  # the same, of words and where none are parted
_LAST_SPACED = "\u2e80"  # scripts from here on part no words
_QUESTION = ("?", "\uff1f", "\u061f")
_YEAR = re.compile(r"(?<!\d)20[2-9]\d(?!\d)")


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
            return not any(_grants(key, part) for part in beside) and not (
                self._is_granted_around(key, denied)
            )
        is_asked = quote.rstrip().endswith(_QUESTION)
        refused = [] if is_asked else [part for part in said if _refused(key, part)]
        if refused:
            return not any(_says_more(key, p) for p in said if p not in refused)
        if any(map(str.isdigit, quote)):
            return False
        return self._is_denied_around(key, said)

    def _is_denied_around(self, key: str, said: Sequence[str]) -> bool:
        """Whether a clause denies that what was quoted is cut out of."""
        words = [part.strip() for part in said if part.strip()]
        return any(
            _found(key, clause)
            or (
                _denied(key, clause)
                and any(_is_most_of(part, clause) for part in words)
            )
            for clause in self._folded
            if any(part in clause for part in words)
        )

    def _is_granted_around(self, key: str, denied: Sequence[str]) -> bool:
        """Whether what denies only as a quote was cut out of a clause that says yes.

        "Approval of the director" is none yet, but "we have the approval of ..." is.
        """
        if any(_found(key, part) for part in denied):
            return False
        return any(
            _found(key + YES, clause) or not _found(key + QUOTED, clause)
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
        return bool(around) and all(_is_cut(key, said, clause) for clause in around)

    def turned(self, part: str, quote: str) -> bool:
        """Whether a word of denial stands in the clause of ``part``, none in ``quote``.

        A quote with words of its own may have left it out.
        """
        said = fold(part).strip()
        return not _says_none(fold(quote)) and any(
            said in clause and _says_none(clause) for clause in self._folded
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
        if not any(_found(NEED, clause) for clause in self._folded):
            return ""
        return next(filter(None, map(_last_word, self._texts)), "")

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(part) for text in self._texts for part in clauses_of(text)]


def _says_none(clause: str) -> bool:
    """Whether a word of denial stands in it that isn't harmless."""
    lines, heads = lines_of(), heads_of(clause)
    return lines[NO].stand_in(clause, heads) and lines[NO].stand_in(
        lines[BUT].without(lines[NONE].without(clause, heads), heads), heads
    )


def _is_cut(key: str, said: str, clause: str) -> bool:
    """Whether a denial that isn't harmless ends right before ``said``.

    Or begins right behind it, where words aren't parted.
    """
    before, _said, after = clause.partition(said)
    if said > _LAST_SPACED:
        whole = f"{before[-_SOLID_CHARS:]}{said}{after[: 2 * _SOLID_CHARS]}"
    else:
        whole = f" {' '.join([*before.split()[-_LEAST_WORDS:], said])} "
    if key == NEED and not _found(NEED + YES, whole):
        return False
    lines, heads = lines_of(), heads_of(whole)
    for name in (NONE, BUT):
        whole = lines[name].without(whole, heads)
    start = whole.find(said)
    return start >= 0 and lines[NO].beside(whole, heads, start, start + len(said))


def denial_in(quote: str, keys: Sequence[str]) -> list[str]:
    """Which of ``keys`` the quote denies, where it is one clause and nothing else."""
    if any(map(str.isdigit, quote)) or len(clauses_of(quote)) != 1:
        return []
    folded = fold(quote)
    return [key for key in keys if key in KEYS and _found(key, folded)]


def denies_anything(quote: str) -> bool:
    """Whether ``quote`` by itself denies any criterion."""
    folded = fold(quote)
    return any(_found(key, folded) for key in KEYS)


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
    denied = [part for part in said if _found(NEED, part)]
    return bool(denied) and not any(
        _found(NEED + YES, part) for part in said if part not in denied
    )


def _needs_a_number(sentence: str) -> bool:
    said = [fold(part) for part in clauses_of(sentence)]
    return any(_is_counted(part) and _found(NEED + YES, part) for part in said) and (
        not any(_found(NEED, part) for part in said)
    )


def _denied(key: str, clause: str) -> bool:
    """Whether a clause denies the criterion that it was quoted for.

    A number in it is a fact that only what denies anywhere can deny.
    """
    if _found(key, clause):
        return True
    is_fact = key in _COUNTED and _is_counted(clause)
    return not is_fact and _found(key + QUOTED, clause) and not _has(key, clause)


def _has(key: str, clause: str) -> bool:
    """Whether it says that what only a quote of it seems to deny is there."""
    if key == NEED:
        parts = [f" {part.strip()} " for part in _SO.split(clause)]
        return len(parts) > 1 and any(map(_needs, parts))
    return key == AUTHORITY and _found(key + YES, clause) and not _says_none(clause)


def _needs(part: str) -> bool:
    """Whether it says what is needed, also where it was said before by whom."""
    if _found(NEED + QUOTED, part) or _says_none(part):
        return False
    return _found(NEED + YES, part) or _found(NEED + YES, f"{_WE}{part}")


def _is_most_of(part: str, clause: str) -> bool:
    return part in clause and 2 * len(part) >= len(clause.strip())


def _denied_of(key: str, quote: str, said: Sequence[str]) -> list[str]:
    """The clauses that deny; all of them where only all together do."""
    denied = [part for part in said if _denied(key, part)]
    is_parted = any(map(_is_short, said)) and not any(_grants(key, p) for p in said)
    if not denied and is_parted:
        whole = [_whole(map(fold, clauses_of(turn))) for turn in turns_of(quote)]
        return list(said) if any(_denied(key, turn) for turn in whole) else []
    return denied


def _whole(said: Iterable[str]) -> str:
    return f" {' '.join(part.strip() for part in said)} "


def _says_more(key: str, clause: str) -> bool:
    return not _is_short(clause) or _grants(key, clause)


def _is_short(clause: str) -> bool:
    """An "honestly" or a "thanks": it says nothing of its own."""
    words = clause.split()
    most = _SOLID_CHARS if clause.strip() > _LAST_SPACED else _SPACED_CHARS
    return len(words) < _LEAST_WORDS and len(clause.strip()) <= most


def _refused(key: str, clause: str) -> bool:
    """Whether it holds a denial of whatever it speaks of, and no number to count by."""
    heads = heads_of(clause)
    if key not in _PLAINLY_TOLD or _is_counted(clause):
        return False
    return lines_of()[NO].stand_in(clause, heads) and all(
        _says_no(key, clause, heads, harmless)
        for harmless in ((NONE, BUT), (BUT, NONE))
    )


def _says_no(key: str, clause: str, heads: Set[str], harmless: Iterable[str]) -> bool:
    """Whether a denial is left without what is harmless, and no fact beside it."""
    lines = lines_of()
    for name in harmless:
        clause = lines[name].without(clause, heads)
    parts = [f" {part.strip()} " for part in _AND.split(clause)]
    said = [part for part in parts if not lines[NO].stand_in(part, heads)]
    return len(said) < len(parts) and not any(_says_a_fact(key, p) for p in said)


def _says_a_fact(key: str, part: str) -> bool:
    return len(part.split()) >= _LEAST_WORDS or _grants(key, part)


def _grants(key: str, clause: str) -> bool:
    """Whether a clause says yes to a criterion that another one seems to deny."""
    if key == "next_step" and _asks(clause):
        return True
    if key in _COUNTED and _is_counted(clause):
        return True
    return _found(key + YES, clause) or (key == NEED and _needs(clause))


def _asks(clause: str) -> bool:
    """A call or a visit in one word, a mail in more: "e-mail" alone is a thing."""
    kind = kind_of(clause)
    return kind in (CALL, MEETING) or (kind == MAIL and " " in clause.strip())


def _is_counted(clause: str) -> bool:
    """Whether it holds a number that isn't a year."""
    return any(map(str.isdigit, _YEAR.sub("", clause)))


def _found(section: str, clause: str) -> bool:
    if section in KEYS:
        return section in _denied_by(clause)
    return _stands(section, clause)


@lru_cache(maxsize=256)
def _denied_by(clause: str) -> Set[str]:
    """All that a clause denies: it is asked about for one criterion after another."""
    return {key for key in KEYS if _stands(key, clause)}


def _stands(section: str, clause: str) -> bool:
    """Whether the section has a line there that isn't part of something harmless."""
    lines, heads = lines_of(), heads_of(clause)
    if not lines[section].stand_in(clause, heads):
        return False
    for harmless in (NONE, *HARMLESS.get(section, ())):
        clause = lines[harmless].without(clause, heads)
    return lines[section].stand_in(clause, heads)
