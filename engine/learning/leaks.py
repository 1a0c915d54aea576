"""Features that know the outcome, because they were filled or counted after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from . import encoding, metrics
from .values import MANY, NUMBER, UNKNOWN, Feature, Leak, Sample

# Alone: nothing that is known before the outcome tells it so well.
MOST_AUC = 0.95
# Closed against open leads of the same age.
MOST_MORE_FILLED = 0.25
MOST_CLOSED_AUC = 0.65
# A number that grows with the time until the outcome went on being counted.
MOST_GROWTH = 0.35
# The same where only one outcome has dates of its own, and the other's is a term.
MOST_GROWTH_OF_ONE = 0.2
MOST_CHANGED = 0.02
# A tag on so many leads that were all won was put there when they were.
LEAST_ONE_SIDED = 40
# Where nearly all are won, that is no wonder.
MOST_WON = 0.7
AGES = 10
LEAST_EACH = 20
# Enough to see a leak by; looking at more takes time only.
MOST_CLOSED = MOST_OPEN = 20_000
LEAST_TIMED = 100


def find(
    features: Sequence[Feature],
    samples: Sequence[Sample],
    changed_late: Mapping[str, float] | None = None,
    dated: Collection[str] = (),
) -> list[Leak]:
    """At most one finding a feature.

    ``samples`` are closed and open leads; ``changed_late`` tells of each feature on
    what share of the closed leads it changed after the outcome. The values of the
    features ``dated`` are known to be from before it.
    """
    closed = _some([s for s in samples if s.won is not None], MOST_CLOSED)
    opened = _some([s for s in samples if s.won is None], MOST_OPEN)
    ages = list(_same_age(closed + opened))
    found = []
    for place, feature in enumerate(features):
        changed = (changed_late or {}).get(feature.name, 0.0)
        if changed > MOST_CHANGED:
            found.append(Leak(feature.name, "changed_late", changed))
            continue
        column = _Column(place, feature)
        known = column.known(closed)
        leak = column.alone(known) or column.one_sided(known)
        if not leak and feature.name not in dated:
            leak = column.late(ages) or column.grows(known)
        found += [leak] if leak else []
    return found


def _some(samples: Sequence[Sample], most: int) -> Sequence[Sample]:
    return samples[:: -(-len(samples) // most) or 1]


def _same_age(samples: Sequence[Sample]) -> Iterator[tuple[list, list]]:
    """(closed, open) leads created at about the same time, where there are both."""
    ordered = sorted(samples, key=lambda sample: sample.created)
    size = -(-len(ordered) // AGES) or 1
    for start in range(0, len(ordered), size):
        part = ordered[start : start + size]
        closed = [sample for sample in part if sample.won is not None]
        opened = [sample for sample in part if sample.won is None]
        if min(len(closed), len(opened)) >= LEAST_EACH:
            yield closed, opened


class _Column:
    """One feature, looked at alone."""

    def __init__(self, place: int, feature: Feature) -> None:
        self._place, self._feature = place, feature

    def _value(self, sample: Sample) -> Any:
        return sample.values[self._place]

    def _leak(self, reason: str, measure: float) -> Leak:
        return Leak(self._feature.name, reason, round(measure, 3))

    def alone(self, closed: Sequence[Sample]) -> Leak | None:
        """Half of the leads teach each level's won rate, the other half tells."""
        learn, tell = closed[::2], closed[1::2]
        encoder = encoding.fit([self._feature], [[self._value(s)] for s in learn])
        base = sum(bool(s.won) for s in learn) / max(len(learn), 1)
        counts: dict = defaultdict(lambda: [base, 1])
        for sample in learn:
            known = counts[encoder.encode([self._value(sample)])]
            known[0] += bool(sample.won)
            known[1] += 1
        rates = {levels: won / count for levels, (won, count) in counts.items()}
        scores = [rates.get(encoder.encode([self._value(s)]), base) for s in tell]
        found = metrics.auc(scores, [bool(s.won) for s in tell])
        told = max(found.value if found else 0.5, self._told_by_size(closed))
        return self._leak("tells_outcome", told) if told > MOST_AUC else None

    def _told_by_size(self, closed: Sequence[Sample]) -> float:
        """How well a number tells won from lost without bins."""
        known = [s for s in closed if self._value(s) is not None]
        if self._feature.kind != NUMBER or len(known) < len(closed) / 2:
            return 0.5
        values = [self._value(s) for s in known]
        found = metrics.auc(values, [bool(s.won) for s in known])
        return max(found.value, 1 - found.value) if found else 0.5

    def one_sided(self, closed: Sequence[Sample]) -> Leak | None:
        """Whether one of many values stands on won leads only."""
        won = sum(bool(s.won) for s in closed)
        if self._feature.kind != MANY or won > MOST_WON * len(closed):
            return None
        counts = Counter(v for s in closed if s.won for v in set(self._value(s) or ()))
        lost = {v for s in closed if not s.won for v in self._value(s) or ()}
        most = max((c for v, c in counts.items() if v not in lost), default=0)
        return self._leak("one_sided", most / won) if most >= LEAST_ONE_SIDED else None

    def late(self, ages: Sequence[tuple[list, list]]) -> Leak | None:
        """Whether it tells closed from open leads of the same age."""
        ages = [tuple(map(self.known, sides)) for sides in ages]
        ages = [sides for sides in ages if all(sides)]
        if not ages:
            return None
        more = self._mean(ages, self._more_filled)
        if more > MOST_MORE_FILLED:
            return self._leak("filled_late", more)
        if self._feature.kind == NUMBER:
            told = self._mean(ages, self._told_apart)
            if max(told, 1 - told) > MOST_CLOSED_AUC:
                return self._leak("tells_closed", max(told, 1 - told))
        return None

    def known(self, samples: Sequence[Sample]) -> list[Sample]:
        return [sample for sample in samples if self._value(sample) is not UNKNOWN]

    def _mean(self, ages, measure):
        return sum(
            measure(closed, opened) * (len(closed) + len(opened))
            for closed, opened in ages
        ) / sum(len(closed) + len(opened) for closed, opened in ages)

    def _filled(self, samples):
        if self._feature.kind == MANY:
            return sum(bool(self._value(s)) for s in samples) / len(samples)
        return sum(self._value(s) is not None for s in samples) / len(samples)

    def _more_filled(self, closed, opened):
        return self._filled(closed) - self._filled(opened)

    def _told_apart(self, closed, opened):
        pairs = [
            (self._value(sample), sample.won is not None)
            for sample in (*closed, *opened)
            if self._value(sample) is not None
        ]
        found = metrics.auc([v for v, _ in pairs], [c for _, c in pairs])
        return found.value if found else 0.5

    def grows(self, closed: Sequence[Sample]) -> Leak | None:
        """Whether it is the larger, the longer the outcome took."""
        if self._feature.kind != NUMBER:
            return None
        sides = [self._timed(closed, won) for won in (True, False)]
        sides = [pairs for pairs in sides if _is_timed(pairs)]
        pairs = [pair for side in sides for pair in side]
        if len(pairs) < LEAST_TIMED:
            return None
        growth = metrics.rank_correlation(*zip(*pairs, strict=True))
        most = MOST_GROWTH if len(sides) == 2 else MOST_GROWTH_OF_ONE
        return self._leak("grows", growth) if growth > most else None

    def _timed(self, closed: Sequence[Sample], won: bool) -> list[tuple[float, float]]:
        """(value, days until the outcome) of each lead of one outcome."""
        return [
            (self._value(s), s.decided - s.created)
            for s in closed
            if s.won is won and s.decided is not None and self._value(s) is not None
        ]


def _is_timed(pairs: Sequence[tuple[float, float]]) -> bool:
    """Whether these times are more than a term after which all leads were closed."""
    days = Counter(round(time) for _value, time in pairs)
    return bool(days) and max(days.values()) < len(pairs) / 2
