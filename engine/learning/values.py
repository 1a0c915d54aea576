"""What crosses the border: features, samples, what was found out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

CATEGORY, NUMBER, MANY = "category", "number", "many"


class Unknown:
    """A value that can't be known yet: it says nothing, and isn't missing either."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


class Feature(NamedTuple):
    """A name and what its values are.

    ``category``: text, None if missing; ``number``: a number, None if missing;
    ``many``: a collection of texts, each there or not. Of each kind a value may also
    be ``UNKNOWN``.
    """

    name: str
    kind: str


class Sample(NamedTuple):
    """One lead: its features' values, in their order, and its outcome.

    ``won`` is None for an open lead. Times are days since any fixed day; ``decided``
    is when the outcome was known, and None where nobody wrote that down. ``score`` is
    the score that stood when the outcome came.
    """

    values: Sequence[Any]
    won: bool | None
    created: float
    decided: float | None = None
    team: Hashable = None
    score: float | None = None

    @property
    def at(self) -> float:
        """When it came to stand in the order of the samples."""
        return self.created if self.decided is None else self.decided


class Leak(NamedTuple):
    """A feature that knows the outcome, and how it gave itself away.

    ``reason``: ``tells_outcome`` (alone, an AUC of ``measure``), ``filled_late``
    (filled more often on closed leads, by ``measure``), ``grows`` (with the time until
    the outcome, by a correlation of ``measure``), ``tells_closed`` (an AUC of
    ``measure`` between closed and open), ``changed_late`` (on that share of leads),
    ``one_sided`` (one of its values, on won leads only and on that share of them).
    """

    feature: str
    reason: str
    measure: float
