"""Sub-scores that rest on quotes: points for each that speaks for its criterion."""

from __future__ import annotations

from collections.abc import Iterable

from ...settings import Criterion
from ...values import Answer, LeadFacts, Reason, SubScore
from ..criteria import INQUIRY


def score_quotes(name: str, facts: LeadFacts, answer: Answer | None) -> SubScore:
    """100 x earned / possible; what speaks against earns nothing.

    No answer means that the lead wrote nothing that could be judged. Of what the lead
    itself doesn't say, its company's own pages may.
    """
    criteria = [c for c in facts.criteria if c.subscore == name]
    if answer is None and not any(c.key in facts.researched for c in criteria):
        return SubScore(name, 0, (Reason("no_text", 0, 100),), judged=False)
    if answer and answer.kind != INQUIRY:
        return SubScore(name, 0, (Reason(f"kind_{answer.kind}", 0, 100),))
    reasons = tuple(_reason(c, facts, answer) for c in criteria)
    if not reasons:
        return SubScore(name, 0, (Reason("no_criteria", 0, 100),), judged=False)
    return SubScore(name, share(reasons), reasons)


def _reason(c: Criterion, facts: LeadFacts, answer: Answer | None) -> Reason:
    """The lead's own words come first."""
    page = facts.researched.get(c.key)
    if answer and c.key in answer.quotes:
        points = 0 if c.key in answer.against else c.points
        return Reason(c.key, points, c.points, answer.quotes[c.key])
    if not page:
        return Reason(c.key, 0, c.points)
    points = 0 if page.is_against else c.points
    return Reason(c.key, points, c.points, page.quote, source=page.source)


def share(reasons: Iterable[Reason]) -> float:
    """100 x earned / possible."""
    reasons = tuple(reasons)
    earned = sum(reason.points for reason in reasons)
    return round(100 * earned / sum(reason.out_of for reason in reasons), 1)


def denied(part: SubScore) -> list[Reason]:
    """The reasons whose quotes speak against what is looked for."""
    return [reason for reason in part.reasons if is_denied(reason)]


def is_denied(reason: Reason) -> bool:
    return bool(reason.quote) and not reason.points


def lacking(part: SubScore) -> list[Reason]:
    """The reasons of which the lead says nothing."""
    return [r for r in part.reasons if not r.quote and r.points <= 0 < r.out_of]
