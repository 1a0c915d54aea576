"""Weights -> total and grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite

from ..settings import Settings
from ..values import SubScore

# (at least, grade); a lead below all of them is a D.
GRADES = ((75, "A"), (50, "B"), (25, "C"))
_OPTIONAL = ("weight_fit",)  # told of only where it counts
WORDED = ("clarity", "fit")  # the sub-scores that rest on the lead's own words


def weights_of(settings: Settings) -> dict[str, float]:
    """Each sub-score's share of the total; the shares add up to 1.

    :raises ValueError: a weight is below 0 or no number, or all are 0.
    """
    prefix = "weight_"
    weights = {
        name.removeprefix(prefix): float(value)
        for name, value in vars(settings).items()
        if name.startswith(prefix) and (value or name not in _OPTIONAL)
    }
    bad = [value for value in weights.values() if value < 0 or not isfinite(value)]
    if bad or not any(weights.values()):
        raise ValueError("weights must be 0 or more, and not all of them 0")
    whole = sum(weights.values())
    return {name: value / whole for name, value in weights.items()}


def total(subscores: Iterable[SubScore], weights: Mapping[str, float]) -> float:
    """The weighted mean of what was judged, 0 to 100, to one decimal."""
    judged = [s for s in subscores if s.judged and weights.get(s.name)]
    whole = sum(weights[s.name] for s in judged)
    points = sum(s.score * weights[s.name] for s in judged)
    return round(points / whole, 1) if whole else 0.0


def grade(score: float) -> str:
    return next((grade for least, grade in GRADES if score >= least), "D")


def grade_of(subscores: Iterable[SubScore], total: float) -> str:
    """Empty where nothing that the lead wrote was judged."""
    return grade(total) if any(s.judged for s in subscores if s.name in WORDED) else ""
