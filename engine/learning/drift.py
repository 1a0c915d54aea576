"""Whether today's leads still look like those that were learned from."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

BANDS = 10
# The usual thresholds of the population stability index.
SOME, MUCH = 0.1, 0.25
# What chance alone makes of it stays below so many times 1/leads then + 1/leads now,
# ninety-nine times out of a hundred.
BY_CHANCE = 21.7


class Shares(NamedTuple):
    """The share of so many leads in each band of equal width."""

    shares: Sequence[float]
    count: int


def shares(chances: Sequence[float]) -> list[float]:
    """The share of the chances in each band of equal width."""
    counts = [0] * BANDS
    for chance in chances:
        counts[min(int(chance * BANDS), BANDS - 1)] += 1
    return [count / max(len(chances), 1) for count in counts]


def index(then: Shares, now: Shares) -> float:
    """0 where the shares are the same; the more they differ, the larger."""
    pairs = zip(_smoothed(then), _smoothed(now), strict=True)
    return sum((b - a) * log(b / a) for a, b in pairs)


def _smoothed(found: Shares) -> list[float]:
    """An empty band is no proof that no lead belongs there."""
    return [
        (share * found.count + 0.5) / (found.count + 0.5 * BANDS)
        for share in found.shares
    ]


def level(then: Shares, now: Shares) -> str:
    """``none``, ``some`` or ``much``; few leads prove none."""
    found = index(then, now)
    if found <= BY_CHANCE * (1 / max(then.count, 1) + 1 / max(now.count, 1)):
        return "none"
    return "much" if found > MUCH else "some" if found > SOME else "none"
