"""How clearly the lead says what it wants."""

from __future__ import annotations

from ...values import Answer, LeadFacts, Reason, SubScore
from ..criteria import INQUIRY
from ..denials import NEED
from .quoted import score_quotes, share

NAME = "clarity"
NOTHING_NEEDED = 20  # the most of 100 where nothing is for sale any more


def score(facts: LeadFacts, answer: Answer | None) -> SubScore:
    found = score_quotes(NAME, facts, answer)
    if not answer or answer.kind != INQUIRY or NEED not in answer.against:
        return found
    reasons = (*found.reasons, *_bound(found.reasons))
    return SubScore(NAME, share(reasons), reasons, found.judged)


def _bound(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """What is taken off where nothing is needed, so that the reasons still add up."""
    most = NOTHING_NEEDED / 100 * sum(reason.out_of for reason in reasons)
    over = sum(reason.points for reason in reasons) - most
    return (Reason("nothing_needed", -over, 0),) if over > 0 else ()
