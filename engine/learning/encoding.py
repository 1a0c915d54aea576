"""Leads' values -> columns that are 0 or 1."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from .values import CATEGORY, MANY, NUMBER, UNKNOWN, Feature

# Levels of a category that are no text of the lead.
MISSING, RARE = "", "*"
# A level on fewer leads than this says nothing by itself.
LEAST_COUNT = 8
MOST_LEVELS = 200
BINS = 10


class Column(NamedTuple):
    """One level of a feature: a text, or the number of a bin."""

    feature: str
    level: str


@dataclass(frozen=True)
class Encoder:
    """Knows each feature's levels; column 0 is 1 for every lead."""

    features: tuple[Feature, ...]
    columns: tuple[Column, ...]  # from 1 on
    edges: dict[str, tuple[float, ...]]

    def __post_init__(self) -> None:
        readers = [
            _READERS[feature.kind](
                self._numbered(feature), self.edges.get(feature.name)
            )
            for feature in self.features
        ]
        object.__setattr__(self, "_readers", readers)

    def _numbered(self, feature: Feature) -> dict[str, int]:
        return {
            column.level: number
            for number, column in enumerate(self.columns, 1)
            if column.feature == feature.name
        }

    @property
    def width(self) -> int:
        return len(self.columns) + 1

    def encode(self, values: Sequence[Any]) -> tuple[int, ...]:
        """The numbers of the columns that are 1."""
        found = [0]
        for read, value in zip(self._readers, values, strict=True):
            if value is not UNKNOWN:
                found += read(value)
        return tuple(found)


def fit(features: Sequence[Feature], rows: Sequence[Sequence[Any]]) -> Encoder:
    """Learns levels and bins from the rows; what is the same on all gets no column."""
    columns: list[Column] = []
    edges: dict[str, tuple[float, ...]] = {}
    for place, feature in enumerate(features):
        values = [row[place] for row in rows if row[place] is not UNKNOWN]
        if feature.kind == NUMBER:
            edges[feature.name] = find_edges(values)
            read = _read_number({}, edges[feature.name], keep=True)
            values = [read(value)[0] for value in values]
        levels = _find_levels(feature.kind, values)
        columns += [Column(feature.name, level) for level in levels]
    return Encoder(tuple(features), tuple(columns), edges)


def _find_levels(kind: str, values: Iterable[Any]) -> list[str]:
    if kind == MANY:
        counts = Counter(level for value in values for level in set(value or ()))
        return [level for level, count in _frequent(counts)]
    counts = Counter(MISSING if value is None else value for value in values)
    kept = [level for level, count in _frequent(counts)]
    others = sum(counts.values()) - sum(counts[level] for level in kept)
    if others >= LEAST_COUNT:
        kept.append(RARE)
    return kept if len(kept) > 1 else []


def _frequent(counts: Counter[str]) -> list[tuple[str, int]]:
    frequent = [item for item in counts.items() if item[1] >= LEAST_COUNT]
    # The text decides between equals, so that the same leads give the same columns.
    return sorted(frequent, key=lambda item: (-item[1], item[0]))[:MOST_LEVELS]


def find_edges(values: Iterable[float | None]) -> tuple[float, ...]:
    """The numbers at which a new bin begins, so that the bins hold equally many."""
    known = sorted(value for value in values if _is_number(value))
    if not known:
        return ()
    cuts = {known[len(known) * part // BINS] for part in range(1, BINS)}
    if known[0] in cuts:
        # So many have the least, often 0, that it is a bin of its own.
        cuts.update(known[bisect_right(known, known[0]) :][:1])
    return tuple(sorted(cut for cut in cuts if cut > known[0]))


def _is_number(value: float | None) -> bool:
    return value is not None and isfinite(value)


Reader = Callable[[Any], Sequence[int]]


def _read_category(numbered: dict[str, int], edges: Any) -> Reader:
    rare = _as_found(numbered.get(RARE))
    known = {level: (number,) for level, number in numbered.items()}
    known[None] = known.get(MISSING, rare)
    return lambda value: known.get(value, rare)


def _read_number(
    numbered: dict[str, int], edges: Sequence[float], keep: bool = False
) -> Reader:
    """With ``keep`` the bin's name instead of its column's number."""

    def read(value):
        known = _is_number(value)
        level = str(bisect_right(edges, value)) if known else MISSING
        if keep:
            return (level,)
        return _as_found(numbered.get(level, numbered.get(RARE)))

    return read


def _read_many(numbered: dict[str, int], edges: Any) -> Reader:
    return lambda values: sorted(
        {numbered[value] for value in values or () if value in numbered}
    )


def _as_found(number: int | None) -> tuple[int, ...]:
    return () if number is None else (number,)


_READERS = {CATEGORY: _read_category, NUMBER: _read_number, MANY: _read_many}
