"""How good a ranking or a chance was, once the outcomes are known.

Each function takes scores or chances and outcomes (True for won) of the same length.
They give the numbers that scikit-learn gives.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil, sqrt
from typing import NamedTuple

Z_90 = 1.6448536269514722  # of a two-sided 90 % interval
BANDS = 10


class Interval(NamedTuple):
    """A figure and the bounds between which it lies nine times out of ten."""

    value: float
    low: float
    high: float


class Band(NamedTuple):
    """What was said of a share of the leads, and what came of them."""

    count: int
    said: float
    came: float


def auc(scores: Sequence[float], outcomes: Sequence[bool]) -> Interval | None:
    """How often a won lead ranks above a lost one; None where there are not both.

    The interval is DeLong's.
    """
    won = [s for s, outcome in zip(scores, outcomes, strict=True) if outcome]
    lost = [s for s, outcome in zip(scores, outcomes, strict=True) if not outcome]
    if not won or not lost:
        return None
    among_all = _midranks(won + lost)
    above_lost = _shares_below(among_all[: len(won)], _midranks(won), len(lost))
    above_won = _shares_below(among_all[len(won) :], _midranks(lost), len(won))
    value = sum(above_lost) / len(won)
    variance = _variance(above_lost) / len(won) + _variance(above_won) / len(lost)
    reach = Z_90 * sqrt(variance)
    return Interval(value, max(0.0, value - reach), min(1.0, value + reach))


def _shares_below(
    among_all: Sequence[float], among_own: Sequence[float], others: int
) -> list[float]:
    """For each score, the share of the other side's scores that it exceeds."""
    return [(a - o) / others for a, o in zip(among_all, among_own, strict=True)]


def _midranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1; equal values share the middle of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + end + 1) / 2
        start = end
    return ranks


def _variance(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)


def brier(chances: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """The mean squared distance between what was said and what came; 0 is perfect."""
    if not chances:
        return None
    squares = ((c - o) ** 2 for c, o in zip(chances, outcomes, strict=True))
    return sum(squares) / len(chances)


def reliability(
    chances: Sequence[float], outcomes: Sequence[bool], bands: int = BANDS
) -> list[Band]:
    """What came of each band of chances of equal width; empty bands are left out.

    What lies on a bound belongs to the lower band, as with scikit-learn.
    """
    found: dict[int, list[float]] = {}
    bounds = [number * (1 / bands) for number in range(1, bands)]
    for chance, outcome in zip(chances, outcomes, strict=True):
        band = found.setdefault(bisect_left(bounds, chance), [0, 0.0, 0])
        band[0] += 1
        band[1] += chance
        band[2] += outcome
    return [
        Band(int(count), said / count, came / count)
        for _, (count, said, came) in sorted(found.items())
    ]


def calibration_error(
    chances: Sequence[float], outcomes: Sequence[bool], bands: int = BANDS
) -> float | None:
    """How far what was said is from what came, on average over the leads."""
    if not chances:
        return None
    found = reliability(chances, outcomes, bands)
    return sum(b.count * abs(b.said - b.came) for b in found) / len(chances)


def precision_at_top(
    scores: Sequence[float], outcomes: Sequence[bool], share: float
) -> float | None:
    """The won rate among the best ``share`` of the leads.

    Of those that tie for the last places, each counts for its part of them.
    """
    if not scores:
        return None
    places = ceil(len(scores) * share)
    last = sorted(scores, reverse=True)[places - 1]
    pairs = list(zip(scores, outcomes, strict=True))
    above = [outcome for score, outcome in pairs if score > last]
    tied = [outcome for score, outcome in pairs if score == last]
    rest = (places - len(above)) * sum(tied) / len(tied)
    return (sum(above) + rest) / places


def won_rate(won: int, count: int) -> Interval | None:
    """Wilson's interval, which holds for few leads, too."""
    if not count:
        return None
    rate, square = won / count, Z_90**2
    middle = (rate + square / (2 * count)) / (1 + square / count)
    reach = Z_90 * sqrt(rate * (1 - rate) / count + square / (4 * count**2))
    reach /= 1 + square / count
    return Interval(rate, max(0.0, middle - reach), min(1.0, middle + reach))


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Spearman's: 1 where both grow together, 0 where one says nothing of the other."""
    if len(first) < 2:
        return 0.0
    x, y = _midranks(first), _midranks(second)
    mean = (len(first) + 1) / 2
    both = sum((a - mean) * (b - mean) for a, b in zip(x, y, strict=True))
    spread = sum((a - mean) ** 2 for a in x) * sum((b - mean) ** 2 for b in y)
    return both / sqrt(spread) if spread else 0.0
