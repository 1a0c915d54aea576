"""Won and lost leads -> a table of points that proved itself, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from . import drift, fitting, leaks, metrics
from .fitting import Fitted, Leads
from .metrics import Interval
from .points import PointTable, picker
from .values import Feature, Leak, Sample

LEAST_EACH = 40  # won, and lost
# A ranking so near a coin's helps nobody, however sure it is.
LEAST_AUC = 0.55
# Of the present table's AUC that a new one must reach on the same newest leads.
NOT_WORSE = 0.95
# Won and lost among the newest leads that had a score, to tell it from the chance.
LEAST_SCORED = 20

TOO_FEW, NO_SKILL, WORSE, PUBLISHED = "too_few", "no_skill", "worse", "published"


class Contest(NamedTuple):
    """AUC of both on the newest leads that had a score when their outcome came."""

    score: float
    chance: float


@dataclass(frozen=True)
class Training:
    """What came of it; the figures are of ``tested``, on the newest leads.

    ``table`` is there only where the outcome is ``published``, and has learned from
    all leads; ``tested`` is what the next training's table is held against.
    """

    outcome: str
    won: int = 0
    lost: int = 0
    leaks: tuple[Leak, ...] = ()
    auc: Interval | None = None
    current_auc: float | None = None
    brier: float | None = None
    calibration_error: float | None = None
    penalty: float | None = None
    shares: tuple[float, ...] = ()
    contest: Contest | None = None
    table: PointTable | None = field(default=None, repr=False)
    tested: PointTable | None = field(default=None, repr=False)

    @property
    def lacking(self) -> tuple[int, int]:
        """How many won and lost leads more it takes."""
        return max(0, LEAST_EACH - self.won), max(0, LEAST_EACH - self.lost)


def train(
    features: Sequence[Feature],
    samples: Sequence[Sample],
    *,
    current: PointTable | None = None,
    not_worse: float = NOT_WORSE,
    changed_late: Mapping[str, float] | None = None,
    dated: Collection[str] = (),
    tick: Callable[[], None] = lambda: None,
) -> Training:
    """Learns from all samples that are closed; open ones only help to find leaks.

    ``current`` is the ``tested`` of the table in use; ``changed_late`` and ``dated`` go
    to :func:`.leaks.find`. ``tick`` is called often, and may raise.
    """
    closed = sorted((s for s in samples if s.won is not None), key=lambda s: s.at)
    won = sum(bool(s.won) for s in closed)
    result = Training(TOO_FEW, won, len(closed) - won)
    if any(result.lacking):
        return result
    found = tuple(leaks.find(features, samples, changed_late, dated))
    tick()
    result = replace(result, outcome=NO_SKILL, leaks=found)
    kept = _without(found, features)
    pick = picker(features, kept)
    leads = Leads([pick(s.values) for s in closed], [bool(s.won) for s in closed])
    old, newest = leads.parted()
    if len(set(old.outcomes)) < 2 or len(set(newest.outcomes)) < 2:
        return result
    result = _measured(result, fitting.fit(kept, leads, tick), newest)
    later = closed[-len(newest.values) :]
    return _judged(result, features, later, current, not_worse)


def _without(found: Sequence[Leak], features: Sequence[Feature]) -> list[Feature]:
    leaking = {leak.feature for leak in found}
    return [feature for feature in features if feature.name not in leaking]


def _judged(
    result: Training,
    features: Sequence[Feature],
    newest: Sequence[Sample],
    current: PointTable | None,
    not_worse: float,
) -> Training:
    """Beside the table in use, and beside the scores that the leads had."""
    if result.table is not None and current is not None:
        outcomes = [bool(sample.won) for sample in newest]
        before = metrics.auc(_chances(current, features, newest), outcomes)
        result = _compared(result, before, not_worse)
    in_use = result.tested or (current if result.outcome == WORSE else None)
    if in_use is None:
        return result
    chances = _chances(in_use, features, newest)
    return replace(result, contest=_contest(chances, newest))


def _chances(table, features, samples):
    pick = picker(features, table.encoder.features)
    return [table.chance(pick(sample.values)) for sample in samples]


def _contest(chances, samples):
    """None where too few of the leads had a score to tell."""
    pairs = list(zip(chances, samples, strict=True))
    scored = [(chance, s.score, bool(s.won)) for chance, s in pairs
              if s.score is not None]  # fmt: skip
    won = sum(won for _chance, _score, won in scored)
    if min(won, len(scored) - won) < LEAST_SCORED:
        return None
    said, scores, came = zip(*scored, strict=True)
    return Contest(metrics.auc(scores, came).value, metrics.auc(said, came).value)


def _measured(result: Training, fitted: Fitted, newest: Leads) -> Training:
    chances = [fitted.tested.chance(values) for values in newest.values]
    result = replace(
        result,
        auc=metrics.auc(chances, newest.outcomes),
        brier=metrics.brier(chances, newest.outcomes),
        calibration_error=metrics.calibration_error(chances, newest.outcomes),
        penalty=fitted.penalty,
        shares=tuple(drift.shares(chances)),
    )
    if not has_skill(result.auc):
        return result
    tables = {"table": fitted.table, "tested": fitted.tested}
    return replace(result, outcome=PUBLISHED, **tables)


def _compared(result: Training, before: Interval, not_worse: float) -> Training:
    result = replace(result, current_auc=before.value)
    if result.auc.value >= not_worse * before.value:
        return result
    return replace(result, outcome=WORSE, table=None, tested=None)


def has_skill(auc: Interval | None) -> bool:
    """Whether it is all but certain that it ranks better than a coin, and usefully."""
    return auc is not None and auc.low > 0.5 and auc.value >= LEAST_AUC
