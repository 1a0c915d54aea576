"""How well the lead fits what the company looks for, by its own criteria."""

from __future__ import annotations

from ...values import Answer, LeadFacts, SubScore
from .quoted import score_quotes

NAME = "fit"


def score(facts: LeadFacts, answer: Answer | None) -> SubScore:
    return score_quotes(NAME, facts, answer)
