"""Weights -> total and grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite

from ..values import Settings, SubScore

# (at least, grade); a lead below all of them is a D.
GRADES = ((75, "A"), (50, "B"), (25, "C"))


def weights_of(settings: Settings) -> dict[str, float]:
    """Each sub-score's share of the total; the shares add up to 1.

    :raises ValueError: a weight is below 0 or no number, or all are 0.
    """
    prefix = "weight_"
    weights = {
        name.removeprefix(prefix): float(value)
        for name, value in vars(settings).items()
        if name.startswith(prefix)
    }
    bad = [value for value in weights.values() if value < 0 or not isfinite(value)]
    if bad or not any(weights.values()):
        raise ValueError("weights must be 0 or more, and not all of them 0")
    whole = sum(weights.values())
    return {name: value / whole for name, value in weights.items()}


def total(subscores: Iterable[SubScore], weights: Mapping[str, float]) -> float:
    """The weighted mean, 0 to 100, to one decimal; what was not judged counts 0."""
    return round(sum(s.score * weights.get(s.name, 0) for s in subscores), 1)


def grade(score: float) -> str:
    return next((grade for least, grade in GRADES if score >= least), "D")
