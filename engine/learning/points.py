"""A learned chance as a table of points that anyone can add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, NamedTuple

from .calibration import Calibration, sigmoid
from .encoding import MISSING, Column, Encoder
from .values import MANY, Feature

# So many points more double the odds of winning.
DOUBLING = 10
DIGITS = 1
STRONGEST = 5
# (at least so many points above the average lead's, grade); below all of them is a D.
GRADES = ((DOUBLING, "A"), (0, "B"), (-DOUBLING, "C"))


class Reason(NamedTuple):
    """What one feature's level adds to a lead's points."""

    feature: str
    level: str
    points: float


@dataclass(frozen=True)
class PointTable:
    """``base`` are the average lead's points, ``points`` what each column adds."""

    encoder: Encoder
    base: float
    points: tuple[float, ...]

    def total(self, values: Sequence[Any]) -> float:
        columns = self.encoder.encode(values)[1:]
        return round(self.base + sum(self.points[c - 1] for c in columns), DIGITS)

    def chance(self, values: Sequence[Any]) -> float:
        """0 to 1."""
        return chance_of(self.total(values))

    def grade(self, total: float) -> str:
        """A where the odds are twice the average lead's, D below half of them."""
        above = round(total - self.base, DIGITS)
        return next((grade for least, grade in GRADES if above >= least), "D")

    def reasons(self, values: Sequence[Any]) -> list[Reason]:
        """All that isn't 0, the strongest first; with ``base`` they make the total."""
        found = [
            Reason(*self.encoder.columns[c - 1], self.points[c - 1])
            for c in self.encoder.encode(values)[1:]
        ]
        return sorted((r for r in found if r.points), key=lambda r: -abs(r.points))

    def rows(self) -> list[tuple[str, str, float]]:
        """(feature, level, points) of every column."""
        return [
            (*column, points)
            for column, points in zip(self.encoder.columns, self.points, strict=True)
        ]

    def to_json(self) -> dict:
        """Lists, dicts, texts and numbers only."""
        return {
            "features": [list(feature) for feature in self.encoder.features],
            "columns": [list(column) for column in self.encoder.columns],
            "edges": {name: list(cuts) for name, cuts in self.encoder.edges.items()},
            "base": self.base,
            "points": list(self.points),
        }


def from_json(stored: dict) -> PointTable:
    encoder = Encoder(
        tuple(Feature(*feature) for feature in stored["features"]),
        tuple(Column(*column) for column in stored["columns"]),
        {name: tuple(cuts) for name, cuts in stored["edges"].items()},
    )
    return PointTable(encoder, stored["base"], tuple(stored["points"]))


def chance_of(points: float) -> float:
    return sigmoid(points * log(2) / DOUBLING)


def picker(
    have: Sequence[Feature], want: Sequence[Feature]
) -> Callable[[Sequence[Any]], tuple]:
    """Brings the values of some features into the order of others; None for unknown."""
    places = {feature: place for place, feature in enumerate(have)}
    wanted = [places.get(feature) for feature in want]
    return lambda values: tuple(None if p is None else values[p] for p in wanted)


def for_and_against(reasons: Sequence[Reason]) -> tuple[list[Reason], list[Reason]]:
    """The strongest on each side."""
    better = [reason for reason in reasons if reason.points > 0]
    worse = [reason for reason in reasons if reason.points < 0]
    return better[:STRONGEST], worse[:STRONGEST]


def table_of(
    encoder: Encoder,
    weights: Sequence[float],
    counts: Sequence[int],
    calibration: Calibration,
) -> PointTable:
    """The points of a fitted model.

    ``counts`` say on how many leads each column was: what is usual for a feature moves
    into the base, so that each point tells how the lead differs from the average.
    """
    unit = DOUBLING / log(2)
    scaled = [calibration.slope * weight * unit for weight in weights]
    usual = _usual(encoder, scaled, counts)
    points = [
        scaled[number] - usual.get(column.feature, 0.0)
        for number, column in enumerate(encoder.columns, 1)
    ]
    base = scaled[0] + calibration.shift * unit + sum(usual.values())
    rounded = tuple(round(p, DIGITS) + 0.0 for p in points)
    return PointTable(encoder, round(base, DIGITS), rounded)


def _usual(
    encoder: Encoder, scaled: Sequence[float], counts: Sequence[int]
) -> dict[str, float]:
    """The mean of each feature; of one with many levels what is absent adds nothing."""
    kinds = dict(encoder.features)
    means: dict[str, float] = {}
    for number, column in enumerate(encoder.columns, 1):
        if kinds[column.feature] != MANY:
            share = counts[number] / counts[0]
            means[column.feature] = (
                means.get(column.feature, 0) + share * scaled[number]
            )
    return means


def bounds(encoder: Encoder, feature: str, level: str) -> tuple | None:
    """(from, below) of a bin of numbers; either is None where it has no end."""
    cuts = encoder.edges.get(feature)
    if cuts is None or level == MISSING or not level.isdigit():
        return None
    low = int(level)
    return (cuts[low - 1] if low else None, cuts[low] if low < len(cuts) else None)
