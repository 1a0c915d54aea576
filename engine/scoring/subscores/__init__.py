"""One file for each aspect of the score; ``SUBSCORES`` is the one list.

Each offers ``NAME`` and ``score(facts, answer) -> SubScore``. A score is 100 x what its
reasons earn of what they are out of, so that a person can recompute it by hand.
"""

from ...values import Answer, LeadFacts, SubScore
from . import clarity, completeness, engagement, fit

SUBSCORES = (completeness, clarity, engagement, fit)
FORMULAS = (completeness, engagement)  # what needs no vendor


def score_all(facts: LeadFacts, answer: Answer | None) -> tuple[SubScore, ...]:
    """Each sub-score; fit only where a company looks for something of its own."""
    has_own = any(criterion.subscore == fit.NAME for criterion in facts.criteria)
    return tuple(s.score(facts, answer) for s in SUBSCORES if has_own or s is not fit)
