"""LeadFacts -> the lead's own words as they are sent: masked, neutral, within a budget.

Sentences that speak to the machine are left out of what is sent, so that they move
nothing. A message that is nothing else is sent as it is, to be told apart by its kind,
but none of it earns points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..settings import Settings
from ..values import LeadFacts
from .masking import Mask, mask_for, without_stand_ins
from .neutral import neutral
from .obedience import buyer_begins, find_signs
from .text import (
    GAP,
    SENTENCE_ENDS,
    estimate_tokens,
    plain,
    shorten,
    visible,
    without_repetitions,
)

TEXT_BUDGET = 2500  # tokens of the lead's own words; fits an 8k context with room
SUBJECT_BUDGET = 100
_LEAST_ROOM = 20
_LEAST_WORDS = 12  # letters: what says less than "I want a desk" is no message
_MANY_SIGNS = 3  # from so many on, all around and after them belongs to them


@dataclass(frozen=True)
class Passages:
    """The lead's words, newest first, its subject before them; () if it wrote none.

    :param sent: as the model gets them.
    :param counting: the part of them that may earn points.
    :param values: what the stand-ins in them stand for.
    :param flagged: what speaks to the machine, as the lead has it.
    :param signs: codes of :mod:`.obedience`.
    """

    sent: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    flagged: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Part:
    """One passage: whole, and without what speaks to the machine."""

    whole: str
    rest: str
    flagged: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


def passages_of(facts: LeadFacts, settings: Settings) -> Passages:
    texts = [contact.text for contact in facts.contacts if contact.direction == "in"]
    texts = list(dict.fromkeys([*reversed(texts), facts.description]))
    mask = mask_for(facts, settings, [facts.name, *texts])
    parts = list(_parts(texts, mask))
    if not parts:
        return Passages()
    subject = shorten(plain(facts.name), SUBJECT_BUDGET)
    parts.insert(0, _part(mask.hide(subject)))
    return _chosen(parts, mask)


def _parts(texts: list[str], mask: Mask) -> Iterator[_Part]:
    """The newest passages are kept whole before older ones get any room."""
    left = TEXT_BUDGET
    for text in texts:
        if text and left > _LEAST_ROOM:
            # Shortened before as well: masking a megabyte to send a page is a waste.
            text = visible(shorten(text, 4 * TEXT_BUDGET))
            text = without_repetitions(mask.hide(text))
            part = _part(shorten(text, left))
            left -= estimate_tokens(part.rest)
            yield part


def _part(text: str) -> _Part:
    signs = find_signs(text)
    if not signs:
        return _Part(text, text)
    start, end = signs[0].start, _paragraph_end(text, signs[-1].end)
    if len(signs) == 1:  # a customer's own words may follow it
        end = buyer_begins(text, signs[0].end, end)
    if text[:end].rstrip().endswith((":", "：")):  # it is about what follows
        end = len(text)
    start = _introduction(text, start)
    if len(signs) >= _MANY_SIGNS:
        start, end = text.rfind("\n\n", 0, start) + 1, len(text)
    return _Part(
        text,
        (text[:start].rstrip() + GAP + text[end:].lstrip()).strip(),
        (text[start:end],),
        tuple(sign.code for sign in signs),
    )


def _introduction(text: str, at: int) -> int:
    """Where the sentence begins that announces what stands at ``at``, if one does."""
    before = text[:at].rstrip()
    if not before.endswith((":", "：")):
        return at
    return max(before.rfind(end, 0, -1) for end in SENTENCE_ENDS) + 1


def _paragraph_end(text: str, at: int) -> int:
    """What follows in a paragraph is mostly about what it began with."""
    end = text.find("\n\n", max(at - 2, 0))
    return len(text) if end < 0 else end


def _chosen(parts: list[_Part], mask: Mask) -> Passages:
    rest = tuple(neutral(part.rest) for part in parts)
    says_something = sum(map(_letters, rest[1:])) >= _LEAST_WORDS
    flagged = tuple(text for part in parts for text in part.flagged)
    keeps_all = bool(flagged) and not says_something
    return Passages(
        sent=tuple(neutral(part.whole) for part in parts) if keeps_all else rest,
        counting=rest,
        values=mask.values,
        flagged=flagged,
        signs=tuple(dict.fromkeys(code for part in parts for code in part.signs)),
    )


def _letters(text: str) -> int:
    """How much it says; a letter of other alphabets than Latin counts as more."""
    words = without_stand_ins(text)
    if words.isascii():
        return sum(map(str.isalpha, words))
    return sum(1 if char.isascii() else 3 for char in words if char.isalpha())
