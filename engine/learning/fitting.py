"""Closed leads, oldest first -> tables of points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from . import calibration, encoding, logistic, points
from .calibration import Calibration
from .encoding import Column, Encoder
from .points import PointTable
from .rows import Vector, rows_of
from .values import Feature

NEWEST = 0.2
PENALTIES = (100.0, 30.0, 10.0, 3.0, 1.0, 0.3)
# Enough to tell penalties apart; and for what is kept: points to a tenth.
ROUGH, FINE = 1e-2, 3e-4
# With more leads than these the penalty hardly matters, and the time does.
MOST_COMPARED = 25_000

Tick = Callable[[], None]


@dataclass(frozen=True)
class Leads:
    """Values and outcomes, oldest first."""

    values: Sequence[Sequence[Any]]
    outcomes: Sequence[bool]

    def parted(self) -> tuple[Leads, Leads]:
        """The older ones, and the newest."""
        cut = round(len(self.values) * (1 - NEWEST))
        return (
            Leads(self.values[:cut], self.outcomes[:cut]),
            Leads(self.values[cut:], self.outcomes[cut:]),
        )


@dataclass(frozen=True)
class Fitted:
    """``tested`` has not been fitted to the newest leads, ``table`` to all."""

    penalty: float
    tested: PointTable
    table: PointTable


def fit(features: Sequence[Feature], leads: Leads, tick: Tick) -> Fitted:
    """The older leads choose the penalty, the newest calibrate."""
    old, newest = leads.parted()
    penalty, start = _choose_penalty(features, old, tick)
    tested = _Fit(features, old, penalty, start, tick)
    margins = [tested.margin(values) for values in newest.values]
    found = calibration.fit(margins, newest.outcomes)
    final = _Fit(features, leads, penalty, tested.weights, tick)
    return Fitted(penalty, tested.table(found), final.table(found))


# What other leads taught, to begin with: the weight of each column.
Weights = dict[Column | None, float]


def _choose_penalty(
    features: Sequence[Feature], old: Leads, tick: Tick
) -> tuple[float, Weights]:
    """The one with which leads tell best of those that came after them.

    From the strongest down: each fit begins where the last one ended.
    """
    newest = Leads(old.values[-MOST_COMPARED:], old.outcomes[-MOST_COMPARED:])
    before, after = newest.parted()
    encoder = encoding.fit(features, before.values)
    rows = rows_of([encoder.encode(v) for v in before.values], encoder.width)
    later = rows_of([encoder.encode(v) for v in after.values], encoder.width)
    found, weights = [], None
    for penalty in PENALTIES:
        weights = logistic.fit(
            rows, before.outcomes, penalty, start=weights, tolerance=ROUGH, tick=tick
        )
        loss, _ = later.loss(weights, after.outcomes)
        found.append((loss, -penalty, weights))
    _, best, weights = min(found)
    return -best, _by_column(encoder, weights)


def _by_column(encoder: Encoder, weights: Vector) -> Weights:
    return dict(zip((None, *encoder.columns), weights, strict=True))


class _Fit:
    def __init__(
        self,
        features: Sequence[Feature],
        leads: Leads,
        penalty: float,
        start: Weights,
        tick: Tick,
    ) -> None:
        self._encoder = encoding.fit(features, leads.values)
        encoded = [self._encoder.encode(values) for values in leads.values]
        rows = rows_of(encoded, self._encoder.width)
        tick()
        self._counts = rows.counts()
        begin = [start.get(c, 0.0) for c in (None, *self._encoder.columns)]
        self._weights = logistic.fit(
            rows, leads.outcomes, penalty, start=begin, tolerance=FINE, tick=tick
        )

    @property
    def weights(self) -> Weights:
        return _by_column(self._encoder, self._weights)

    def margin(self, values: Sequence[Any]) -> float:
        return sum(self._weights[column] for column in self._encoder.encode(values))

    def table(self, found: Calibration) -> PointTable:
        return points.table_of(self._encoder, self._weights, self._counts, found)
