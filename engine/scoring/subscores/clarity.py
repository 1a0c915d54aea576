"""How clearly the lead says what it wants: points for each quote that holds."""

from __future__ import annotations

from ...values import Answer, LeadFacts, Reason, SubScore
from ..criteria import CRITERIA, INQUIRY

NAME = "clarity"


def score(facts: LeadFacts, answer: Answer | None) -> SubScore:
    """No answer means that the lead wrote nothing that could be judged."""
    if answer is None:
        return SubScore(NAME, 0, (Reason("no_text", 0, 100),), judged=False)
    if answer.kind != INQUIRY:
        return SubScore(NAME, 0, (Reason(f"kind_{answer.kind}", 0, 100),))
    reasons = tuple(
        Reason(name, points if name in answer.quotes else 0, points, quote)
        for name, points in CRITERIA.items()
        for quote in [answer.quotes.get(name, "")]
    )
    return SubScore(NAME, sum(reason.points for reason in reasons), reasons)
