"""Whether today's leads still look like those that were learned from."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

BANDS = 10
# The usual thresholds of the population stability index.
SOME, MUCH = 0.1, 0.25


def shares(chances: Sequence[float]) -> list[float]:
    """The share of the chances in each band of equal width."""
    counts = [0] * BANDS
    for chance in chances:
        counts[min(int(chance * BANDS), BANDS - 1)] += 1
    return [count / max(len(chances), 1) for count in counts]


def index(then: Sequence[float], now: Sequence[float]) -> float:
    """0 where the shares are the same; the more they differ, the larger."""
    least = 1e-4
    pairs = [(max(a, least), max(b, least)) for a, b in zip(then, now, strict=True)]
    return sum((b - a) * log(b / a) for a, b in pairs)


def level(found: float) -> str:
    """``none``, ``some`` or ``much``."""
    return "much" if found > MUCH else "some" if found > SOME else "none"
