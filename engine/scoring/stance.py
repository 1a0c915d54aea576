"""Whether a quote speaks for its criterion or against it.

The model says so before a quote. Our own words and arithmetic look a second time
and only ever turn a yes into a no: small models quote "we have no budget" as a budget.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..reading.text import fold
from ..reading.wording import normalise
from ..settings import Criterion
from .denials import NEED, Clauses
from .money import is_below
from .shape.labels import ASIDE, DENYING, LABEL, MARK, UNSURE
from .shape.yes_no import agreed_sign, other_sign

_AROUND, _MOST_LABELLED = " \t\n\"'{}[]", 1200
COUNTED, _BARE_WORDS = ("budget", "scope", "timeline"), 4  # "about 7,500 pounds"
# What a risk says that doubts a thing, and how it calls the criteria.
_DOUBTS = re.compile(
    r" (?:no|not|un\w+|missing|lack\w*|without|kein\w*|nicht|fehl\w*|pas|sans|aucun\w*"
    r"|manque|inconnu\w*|indefini\w*|indefinid\w*|desconocid\w*|sin|no|falta|non|nessun\w*"
    r"|manca\w*|senza|sconosciut\w*|sem|nao|geen|niet|ontbreekt"
    r"|onduidelijk\w*|onbekend\w*) |不明|未定|未|没|沒|無|无| غير | لا | لم | بدون "
)
_NAMES = {
    "budget": "budget presupuesto orcamento money geld preis prix 予算 预算 ميزاني",
    "timeline": "timeline deadline date zeitrahmen termin delai echeance plazo fecha"
    " scadenza termijn prazo 納期 期限 交期 时间 موعد",
    "authority": "authority decision entscheid decideur autoridad decisore 決裁 决策",
    "scope": "scope quantity menge umfang quantite cantidad quantita 数量 الكمي",
    "next_step": "contact kontakt contatt",
}


class Told(NamedTuple):
    """What a model said of one criterion: its quote, and for or against."""

    quote: str
    is_against: bool = False


def split(text: str) -> Told:
    """The quote without the word before it that says whether it denies."""
    sign = agreed_sign(text)
    if sign:
        return Told(text[sign.end() :].strip(), sign["no"] is not None)
    return Told(text.strip())


def split_quote(text: str, lead: str) -> Told:
    """The same where other words may stand for yes and no, or a label beside it.

    :param lead: :func:`all_of` it; what stands there is no sign but its words.
    """
    told = split(text)
    if not told.is_against and _plain(text) in lead and not MARK.match(text):
        return told
    other = None if told.is_against else other_sign(told.quote)
    if other:
        told = Told(other[1].strip(_AROUND), other[0])
    for pattern in (LABEL, ASIDE):
        found = pattern.fullmatch(told.quote[:_MOST_LABELLED])
        rest = found["rest"].strip(_AROUND) if found else ""
        if rest and _plain(told.quote) not in lead and _plain(rest) in lead:
            told = _labelled(rest, found["label"], told.is_against)
    return told


def _labelled(quote: str, label: str, is_against: bool) -> Told:
    """A quote by what a model wrote beside it; nothing where that is in doubt."""
    if UNSURE.search(label):
        return Told("")
    return Told(quote, is_against or DENYING.search(label) is not None)


def all_of(texts: Sequence[str]) -> str:
    """All that a lead says, as signs are told from its words."""
    return _plain("\n".join(texts))


def _plain(text: str) -> str:
    return normalise(text).casefold()


def against(
    criteria: Sequence[Criterion],
    told: Mapping[str, Told],
    quotes: Mapping[str, str],
    clauses: Clauses,
) -> dict[str, str]:
    """The criteria that are denied, each with the words that deny it."""
    denied = {
        c.key: quotes[c.key]
        for c in criteria
        if c.key in quotes and _is_against(c, told[c.key], quotes[c.key], clauses)
    }
    if any(c.key == NEED for c in criteria):
        sentence = clauses.nothing_needed()
        if sentence:
            denied[NEED] = sentence
    return denied


def _is_against(c: Criterion, told: Told, quote: str, clauses: Clauses) -> bool:
    is_said = told.is_against and not _is_bare(c.key, quote)
    return (
        (is_said and not (c.key == "next_step" and clauses.ask(quote)))
        or clauses.deny(c.key, quote)
        or is_below(quote, c.floor, c.currency)
    )


def doubtful(
    told: Mapping[str, Told], quotes: Mapping[str, str], clauses: Clauses
) -> set[str]:
    """Criteria said to be denied by words that are said to show another.

    Unless our own words find the denial as well.
    """
    shown = [quote for key, quote in quotes.items() if not told[key].is_against]
    return {
        key
        for key, quote in quotes.items()
        if told[key].is_against
        and any(quote in words or words in quote for words in shown)
        and not clauses.deny(key, quote)
    }


def _is_bare(key: str, quote: str) -> bool:
    """A mere amount, number or date denies nothing, whatever a model thinks of it."""
    is_short = len(quote.split()) <= _BARE_WORDS
    return key in COUNTED and is_short and any(map(str.isdigit, quote))


def contradicts(risk: str, found: Collection[str]) -> bool:
    """Whether it doubts what is quoted: "budget not clear" beside a budget."""
    folded = fold(risk)
    if not _DOUBTS.search(folded):
        return False
    return any(name in folded for key in found for name in _NAMES.get(key, "").split())
