"""Sums over the rows of a matrix of zeros and ones."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import exp, log1p

try:
    import numpy
except ImportError:  # an Odoo server needs none
    numpy = None

Vector = list[float]


class PlainRows:
    """Rows given as the numbers of the columns that are 1; none is empty."""

    def __init__(self, rows: Sequence[Sequence[int]], width: int) -> None:
        self._rows = rows
        self._columns = [array("I") for _ in range(width)]
        for number, row in enumerate(rows):
            for column in row:
                self._columns[column].append(number)

    def counts(self) -> list[int]:
        """How many rows have each column."""
        return [len(column) for column in self._columns]

    def margins(self, weights: Vector) -> Vector:
        """The sum of each row's weights."""
        weight = weights.__getitem__
        return [sum(map(weight, row)) for row in self._rows]

    def loss(self, weights: Vector, outcomes: Sequence[bool]) -> tuple[float, Vector]:
        """The log-loss summed over the rows, and its gradient."""
        total, residuals = 0.0, []
        for margin, outcome in zip(self.margins(weights), outcomes, strict=True):
            small = exp(-margin if margin >= 0 else margin)
            chance = (1 if margin >= 0 else small) / (1 + small)
            right = outcome == (margin >= 0)
            total += log1p(small) + (0.0 if right else abs(margin))
            residuals.append(chance - outcome)
        residual = residuals.__getitem__
        return total, [sum(map(residual, column)) for column in self._columns]


class NumpyRows:
    """The same, by numpy."""

    def __init__(self, rows: Sequence[Sequence[int]], width: int) -> None:
        self._width = width
        lengths = numpy.fromiter(map(len, rows), dtype=numpy.int64, count=len(rows))
        flat = (column for row in rows for column in row)
        self._flat = numpy.fromiter(flat, dtype=numpy.int32, count=int(lengths.sum()))
        self._lengths = lengths
        self._starts = numpy.concatenate(([0], numpy.cumsum(lengths)[:-1]))

    def counts(self) -> list[int]:
        return numpy.bincount(self._flat, minlength=self._width).tolist()

    def margins(self, weights: Vector) -> Vector:
        return self._margins(weights).tolist()

    def _margins(self, weights):
        return numpy.add.reduceat(numpy.asarray(weights)[self._flat], self._starts)

    def loss(self, weights: Vector, outcomes: Sequence[bool]) -> tuple[float, Vector]:
        margins, outcomes = self._margins(weights), numpy.asarray(outcomes, dtype=float)
        small = numpy.exp(-numpy.abs(margins))
        chances = numpy.where(margins >= 0, 1.0, small) / (1 + small)
        total = numpy.log1p(small) + numpy.maximum(margins, 0) - outcomes * margins
        spread = numpy.repeat(chances - outcomes, self._lengths)
        gradient = numpy.bincount(self._flat, weights=spread, minlength=self._width)
        return float(total.sum()), gradient.tolist()


def rows_of(rows: Sequence[Sequence[int]], width: int) -> PlainRows | NumpyRows:
    """By numpy where there is one and it is worth its while."""
    return (NumpyRows if numpy and rows else PlainRows)(rows, width)
