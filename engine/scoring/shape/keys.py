"""The keys that were asked for, told from the ways in which models write them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

_NUMBERED = re.compile(r"^\W*\d{1,2}\s*[.)]\s+")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_QUOTE = "_quote"
_QUOTED = re.compile(
    r"[\W_]?(?:texts?|words|passage|excerpt|snippet|span|phrase)$", re.I
)
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ALIKE, _AHEAD = 0.85, 0.04  # a slip or two, and no other key nearly as near
_LONGEST = 60
_MOST_KEYS = 60  # of an object in which slips are looked for


@lru_cache(maxsize=1024)
def folded(key: str) -> str:
    """The key whatever its case and what joins its words."""
    return re.sub(r"[\W_]", "", key).casefold()


def pattern_of(keys: Collection[str]) -> str:
    """A pattern of any of the keys, whatever joins their words."""
    longest_first = sorted(map(re.escape, keys), key=len, reverse=True)
    return "|".join(key.replace("_", r"[\s_-]?") for key in longest_first)


def renamed(found: Mapping[str, Any], wanted: Collection[str]) -> dict[str, Any]:
    """The object with the wanted names for those keys that can only mean them.

    A key with a slip of the pen, another ending or a number before it counts where
    the wanted key itself is missing.
    """
    names = {folded(key): key for key in wanted}
    told = {key: key if key in wanted else names.get(folded(key), "") for key in found}
    open_to = set(wanted) - set(told.values()) if len(found) <= _MOST_KEYS else set()
    for key, name in told.items():
        if not name and open_to:
            told[key] = _meant(key, wanted)
            if told[key] not in open_to:
                told[key] = ""
            open_to.discard(told[key])
    return {told[key] or key: value for key, value in found.items()}


@lru_cache(maxsize=1024)
def _meant_by(key: str, wanted: tuple[str, ...]) -> str:
    plain = _NUMBERED.sub("", key)
    ranked = sorted(((_likeness(plain, name), name) for name in wanted), reverse=True)
    best, second = (*ranked, (0.0, ""))[:2]
    is_clear = best[0] >= _ALIKE and best[0] - second[0] > _AHEAD
    return best[1] if is_clear else ""


def _meant(key: str, wanted: Collection[str]) -> str:
    """The wanted key that ``key`` means, or that it is without its ending."""
    plain = folded(_QUOTED.sub("", key) + _QUOTE)
    whole = next((name for name in wanted if folded(name) == plain), "")
    if whole or len(key) > _LONGEST:
        return whole
    return _meant_by(key, tuple(sorted(wanted)))


def _likeness(key: str, name: str) -> float:
    """How alike two keys are, whatever the order of their words; digits differ."""
    ours, theirs = _words(key), _words(name)
    if re.findall(r"\d+", key) != re.findall(r"\d+", name):
        return 0.0
    if sorted(ours) == sorted(theirs):
        return 1.0
    return SequenceMatcher(None, "".join(ours), "".join(theirs)).ratio()


def _words(key: str) -> list[str]:
    return [part.casefold() for part in _PARTS.findall(_HUMPS.sub(" ", key))]
