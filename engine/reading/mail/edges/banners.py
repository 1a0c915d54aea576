"""What our own mail server puts above a mail: that it comes from outside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .. import headers
from ..parts import is_own
from ..words import are_in, fold, has_letters

_MOST_LINES = 5  # of one banner
_MOST = 5  # banners, or lines around one
_MOST_ABOVE = 60  # lines of headers
_LONGEST = 600  # characters
_LONGEST_SELDOM = 300
_LONGEST_TITLE = 20
_LEAST_BELOW = 3  # warnings, where the mail's coming from outside was said above
_SHORT = 60  # characters: no more is said than that the mail is from outside
_TAG = re.compile(
    r"\W*(?:ext|external|extern[aeo]?|esterno|externt)(?: (?:e-?mail|mail|sender))?"
    r"[^\w:\uff1a]*$"
)
_FRAME = re.compile(r"zjqcmqryfpfptbanner(?:start|end)$")  # Proofpoint's, not drawn
_END = re.compile(r"[.!\])>*\u3002\uff01]$")


def without(lines: Sequence[str]) -> list[str]:
    """Without the banners above the message, below its headers if it has some."""
    top = _below_headers(lines)
    kept = list(lines[top:])
    for banners in range(_MOST):
        first = next(
            (at for at, line in enumerate(kept) if has_letters(line)), len(kept)
        )
        is_below_one = banners > 0 and not first
        count = _count(kept[first : first + _MOST_LINES], is_below_one)
        if not count:
            break
        kept = kept[first + count :]
    if len(kept) == len(lines) - top or not any(map(has_letters, kept)):
        return list(lines)
    above = list(lines[:top])
    while above and above[-1] and not has_letters(above[-1]):  # its frame
        above.pop()
    below = next(at for at, line in enumerate(kept) if not line or has_letters(line))
    return [*above, *kept[below:]]


def _below_headers(lines: Sequence[str]) -> int:
    at, is_below_one = 0, False
    while at < min(len(lines), _MOST_ABOVE):
        count = headers.count(lines.__getitem__, at, len(lines))
        is_header = is_below_one and headers.has_value(lines[at])
        if not count and not is_header and is_own(lines[at]):
            break
        is_below_one = bool(count) or is_header
        at += count or 1
    return at


def _count(lines: Sequence[str], is_below_one: bool) -> int:
    """How many lines from the first one on are a banner."""
    text = ""
    for count, line in enumerate(lines, 1):
        text = f"{text} {line}".strip()
        if not line or len(text) > _LONGEST:
            break
        if _goes_on(lines, count):
            continue
        if _is_banner(fold(text), is_below_one):
            return count
        if len(text) > _LONGEST_TITLE:
            break
    return 0


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """The line ``at`` is the rest of the sentence above it."""
    is_ended = _END.search(lines[at - 1])
    return not is_ended and at < len(lines) and lines[at][:1].islower()


def _is_banner(folded: str, is_below_one: bool) -> bool:
    if _FRAME.match(folded) or _TAG.match(folded) or are_in("seldom", folded):
        return len(folded) <= _LONGEST_SELDOM
    least = 1 if len(folded) <= _SHORT else 2
    if not are_in("outside", folded):
        if not is_below_one:
            return False
        least = _LEAST_BELOW
    is_asked = "?" in folded or are_in("inquires", folded) > 0
    return not is_asked and are_in("warns", folded) >= least
