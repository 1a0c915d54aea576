"""What crosses the border: features, samples, what was found out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

CATEGORY, NUMBER, MANY = "category", "number", "many"


class Feature(NamedTuple):
    """A name and what its values are.

    ``category``: text, None if missing; ``number``: a number, None if missing;
    ``many``: a collection of texts, each there or not.
    """

    name: str
    kind: str


class Sample(NamedTuple):
    """One lead: its features' values, in their order, and its outcome.

    ``won`` is None for an open lead. Times are days since any fixed day; ``decided``
    is when the outcome was known, and None where nobody wrote that down.
    """

    values: Sequence[Any]
    won: bool | None
    created: float
    decided: float | None = None
    team: Hashable = None

    @property
    def at(self) -> float:
        """When it came to stand in the order of the samples."""
        return self.created if self.decided is None else self.decided


class Leak(NamedTuple):
    """A feature that knows the outcome, and how it gave itself away.

    ``reason``: ``tells_outcome`` (alone, an AUC of ``measure``), ``filled_late``
    (filled more often on closed leads, by ``measure``), ``grows`` (with the time until
    the outcome, by a correlation of ``measure``), ``tells_closed`` (an AUC of
    ``measure`` between closed and open), ``changed_late`` (on that share of leads).
    """

    feature: str
    reason: str
    measure: float
