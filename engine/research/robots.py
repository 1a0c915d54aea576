"""robots.txt -> which paths a site asks us to leave alone (RFC 9309).

Python's own reader takes no wildcards, ends a group at an empty line, and lets the
first rule win instead of the longest: it would open what a site has closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

_TOKEN = re.compile(r"[a-z_-]+|\*")
_MOST_RULES = 5000
_AGENT, _RULES = "user-agent", ("allow", "disallow")


@dataclass(frozen=True)
class Robots:
    """The rules of one site for one robot; the longest that fits a path decides."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allows(self, path: str) -> bool:
        """Whether ``path``, with its query, may be read."""
        fitting = [
            (len(pattern), allowed)
            for pattern, allowed in self.rules
            if _fits(pattern, path)
        ]
        return max(fitting)[1] if fitting else True


NOTHING_CLOSED = Robots()
ALL_CLOSED = Robots((("/", False),))


def read_robots(text: str, robot: str) -> Robots:
    """The rules of a robots.txt for ``robot``, else those for everybody."""
    groups = list(_groups(text.removeprefix("\ufeff")))
    for name in (robot, "*"):
        named = [rules for agents, rules in groups if name in agents]
        if named:
            rules = [rule for group in named for rule in group]
            return Robots(tuple(rules[:_MOST_RULES]))
    return NOTHING_CLOSED


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, bool]]]]:
    """Names and rules, group by group; other lines say nothing."""
    agents: set[str] = set()
    rules: list[tuple[str, bool]] = []
    for key, value in _lines(text):
        if key == _AGENT:
            if rules:
                yield agents, rules
                agents, rules = set(), []
            token = _TOKEN.match(value.lower())
            agents.add(token[0] if token else "")
        elif agents:
            rules += _rule(key, value)
    if agents:
        yield agents, rules


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"[\r\n]+", text):
        key, _colon, value = line.partition("#")[0].partition(":")
        key = key.strip().lower()
        if key == _AGENT or key in _RULES:
            yield key, value.strip()


def _rule(key: str, value: str) -> Sequence[tuple[str, bool]]:
    """An empty rule closes nothing; one with a whole address is for another site."""
    if not value or "://" in value:
        return ()
    pattern = value if value[0] in "/*" else f"/{value}"
    return ((pattern, key == "allow"),)


def _fits(pattern: str, path: str) -> bool:
    """Step by step, since a pattern is a stranger's: no regular expression."""
    ends = pattern.endswith("$")
    first, *others = map(unquote, pattern.removesuffix("$").split("*"))
    path = unquote(path)
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return at == len(path) or not ends or bool(others) and path.endswith(others[-1])
