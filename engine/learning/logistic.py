"""Logistic regression with an L2 penalty, fitted by L-BFGS."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from .rows import Vector

MEMORY = 10
MOST_STEPS = 500
# Of the step's slope that the loss must fall by, as usual.
ARMIJO = 1e-4
SHORTEST = 1e-10


class Rows(Protocol):
    def counts(self) -> list[int]: ...

    def loss(
        self, weights: Vector, outcomes: Sequence[bool]
    ) -> tuple[float, Vector]: ...


def fit(
    rows: Rows,
    outcomes: Sequence[bool],
    penalty: float,
    *,
    start: Vector | None = None,
    tolerance: float = 1e-6,
    tick: Callable[[], None] = lambda: None,
) -> Vector:
    """The weights of the least penalised log-loss; column 0 bears no penalty.

    ``penalty`` is 1/C of scikit-learn. ``tolerance`` is about how far a weight may be
    from its best; ``tick`` is called at each step and may raise.
    """
    objective = _Objective(rows, outcomes, penalty)
    weights = start or [0.0] * len(objective.scales)
    value, gradient = objective(weights)
    memory: deque[tuple[Vector, Vector]] = deque(maxlen=MEMORY)
    for _ in range(MOST_STEPS):
        tick()
        if objective.distance(gradient) <= tolerance:
            break
        direction = _direction(gradient, memory, objective.scales)
        found = _search(objective, weights, value, gradient, direction)
        if found is None:
            break
        step, value, next_gradient = found
        weights = _add(weights, step)
        _remember(memory, step, _subtract(next_gradient, gradient))
        gradient = next_gradient
    return weights


class _Objective:
    def __init__(self, rows, outcomes, penalty):
        self._rows, self._outcomes = rows, outcomes
        self._penalties = [0.0] + [penalty] * (len(rows.counts()) - 1)
        # About the inverse of the curvature along each weight: columns differ in it
        # by as much as the frequencies of their levels do.
        share = max(sum(outcomes) / len(outcomes), 0.01)
        curve = share * (1 - min(share, 0.99))
        self.scales = [
            1 / (curve * count + bound + 1e-6)
            for count, bound in zip(rows.counts(), self._penalties, strict=True)
        ]

    def distance(self, gradient):
        """How far a weight is from its best, by the curvature along it alone."""
        return max(abs(g) * s for g, s in zip(gradient, self.scales, strict=True))

    def __call__(self, weights):
        loss, gradient = self._rows.loss(weights, self._outcomes)
        pulls = [p * w for p, w in zip(self._penalties, weights, strict=True)]
        return loss + _dot(pulls, weights) / 2, _add(gradient, pulls)


def _direction(gradient, memory, scales):
    """Where to go: the gradient, turned by what the last steps showed of the bends."""
    rest, turns = [-g for g in gradient], []
    for step, bend in reversed(memory):
        turn = _dot(step, rest) / _dot(step, bend)
        turns.append(turn)
        rest = _add(rest, bend, -turn)
    rest = [value * scale for value, scale in zip(rest, scales, strict=True)]
    for (step, bend), turn in zip(memory, reversed(turns), strict=True):
        rest = _add(rest, step, turn - _dot(bend, rest) / _dot(step, bend))
    return rest


def _search(objective, weights, value, gradient, direction):
    """A step along the direction that lowers the value: (step, value, gradient)."""
    slope, length = _dot(gradient, direction), 1.0
    while length > SHORTEST and slope < 0:
        step = [length * d for d in direction]
        reached, next_gradient = objective(_add(weights, step))
        if reached <= value + ARMIJO * length * slope:
            return step, reached, next_gradient
        length /= 2
    return None


def _remember(memory, step, bend):
    if _dot(step, bend) > 1e-12 * _dot(bend, bend):
        memory.append((step, bend))


def _dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def _add(a, b, times=1.0):
    return [x + times * y for x, y in zip(a, b, strict=True)]


def _subtract(a, b):
    return _add(a, b, -1.0)
