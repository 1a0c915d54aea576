"""Features that know the outcome, because they were filled or counted after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import encoding, metrics
from .values import MANY, NUMBER, Feature, Leak, Sample

# Alone: nothing that is known before the outcome tells it so well.
MOST_AUC = 0.95
# Closed against open leads of the same age.
MOST_MORE_FILLED = 0.25
MOST_CLOSED_AUC = 0.65
# A number that grows with the time until the outcome went on being counted.
MOST_GROWTH = 0.35
MOST_CHANGED = 0.02
AGES = 10
LEAST_EACH = 20
LEAST_TIMED = 100


def find(
    features: Sequence[Feature],
    samples: Sequence[Sample],
    changed_late: Mapping[str, float] | None = None,
) -> list[Leak]:
    """At most one finding a feature.

    ``samples`` are closed and open leads; ``changed_late`` tells of each feature on
    what share of the closed leads it changed after the outcome.
    """
    closed = [sample for sample in samples if sample.won is not None]
    ages = list(_same_age(samples))
    found = []
    for place, feature in enumerate(features):
        changed = (changed_late or {}).get(feature.name, 0.0)
        if changed > MOST_CHANGED:
            found.append(Leak(feature.name, "changed_late", changed))
            continue
        column = _Column(place, feature)
        leak = column.alone(closed) or column.late(ages) or column.grows(closed)
        found += [leak] if leak else []
    return found


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
        if found and found.value > MOST_AUC:
            return self._leak("tells_outcome", found.value)
        return None

    def late(self, ages: Sequence[tuple[list, list]]) -> Leak | None:
        """Whether it tells closed from open leads of the same age."""
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
        pairs = [
            (self._value(s), s.decided - s.created)
            for s in closed
            if s.decided is not None and self._value(s) is not None
        ]
        if len(pairs) < LEAST_TIMED:
            return None
        growth = metrics.rank_correlation(*zip(*pairs, strict=True))
        return self._leak("grows", growth) if growth > MOST_GROWTH else None
