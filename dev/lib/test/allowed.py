"""Lists of what may happen in a test run: one regular expression and its reason."""

import re

from ..environment import paths


def read(name):
    """The patterns of dev/<name>: lines "pattern  # reason"."""
    patterns = []
    for line in (paths.DEV / name).read_text().splitlines():
        pattern, mark, reason = line.partition("  # ")
        if not line.strip() or line.startswith("#"):
            continue
        if not (mark and reason.strip()):
            raise SystemExit(f"error: dev/{name}: no reason given for {line!r}")
        patterns.append(re.compile(pattern.strip()))
    return patterns


def matches(text, patterns):
    return any(pattern.search(text) for pattern in patterns)
