"""Lines that are marked as quoted, those that only begin alike, and those above which
an answer is to be written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .headers import LONGEST
from .marked import REPLIED, announces
from .words import WORDS, fold

_MORE_THAN = re.compile(r">( ?)(?:= ?)?[€$£]?\d[^?]{0,60}$")
_ARROWED = re.compile(r">+ [^<>]{1,100} <+$")
_ESCAPED = re.compile(r">From\s")  # so that a file of mails has no other "From "
_FRAMED = re.compile(r"[> ]*##- .{5,200} -##$")  # by Zendesk, in any language


def is_quoted(line: str) -> bool:
    return line.startswith((">", "&gt;"))


def unquoted(line: str) -> str:
    if line == REPLIED:
        return ""
    return line.removeprefix(">").lstrip() if is_quoted(line) else line


def begins_alike(line: str, above: str, below: str) -> bool:
    """More than so much, as on a list of wishes, arrows on both sides, or what a server
    marked: alone among lines that are not, and right below what it goes on with."""
    if is_quoted(above) or is_quoted(below):
        return False
    if _ARROWED.match(line) or _ESCAPED.match(line):
        return True
    more_than = _MORE_THAN.match(line)
    if not more_than:
        return False
    is_inside = not more_than[1] and above[-1:].isalnum() and " " in above
    return announces(above) or is_inside


def delimiter_at(lines: Sequence[str]) -> int:
    """Where a helpdesk asks to write above; below it is what it sent."""
    for at, line in enumerate(lines):
        if len(line) <= LONGEST and _is_delimiter(fold(line)):
            return at
    return len(lines)


def _is_delimiter(folded: str) -> bool:
    if _FRAMED.match(folded):
        return True
    bare = folded.strip(" >#-–—=*_~.:()[]")
    found = next((words for words in WORDS["reply_above"] if words in bare), "")
    is_framed = folded.lstrip("> ").startswith(("--", "##", "==", "**", "__", "—"))
    return bool(found) and (is_framed or len(bare) <= len(found) + 30)
