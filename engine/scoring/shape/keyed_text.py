"""An answer that is no JSON at all, read by the keys that it was to have.

Models leave out quotation marks and braces, put others, or write lines of
``key: value``, rows of a table, or arguments of a call. What stands between one wanted
key and the next is its value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from .keys import folded, pattern_of
from .mended_json import MOST_CHARS

_LONGEST_LIST, _LONGEST_BULLET = 5_000, 14
_OPENING = "\"'`\u201c\u201d\u201e\u00ab\u300c\u300e*"
_CLOSING = "\"'`\u201c\u201d\u00bb\u300d\u300f*"
_BETWEEN = r"(?:=>|->|\u2192|[:=|\uff1a](?!=))"
_LISTED = re.compile(r'"((?:[^"\\]|\\.){1,2000})"')
_BULLET = re.compile(r"^\s*(?:[-*\u2022]|\d{1,2}[.)])\s+", re.M)
_QUOTED = re.compile(r"^[^\S\n]*>[^\S\n]?", re.M)
_BLOCK = re.compile(r"^[|>][+-]?\s*\n\s*")  # of YAML
_NEXT = re.compile(r"[\n\u2028]\s{0,9}(?:[-*\u2022|>]|\d{1,2}[.)])\Z")


def keyed_object(text: str, wanted: Collection[str]) -> dict[str, Any]:
    """The wanted keys with what follows each; {} unless all of them stand in a row."""
    text = _QUOTED.sub("", text[:MOST_CHARS])
    found = _in_a_row(text, wanted)
    ends = [match.start() for match in found[1:]] + [len(text)]
    names = {folded(key): key for key in wanted}
    return {
        names[folded(match[1])]: value_of(
            text[match.end() : end], is_last=end == len(text)
        )
        for match, end in zip(found, ends, strict=False)
    }


def _in_a_row(text: str, wanted: Collection[str]) -> list[re.Match[str]]:
    """The last place of each key, if no key comes twice among them."""
    keys = pattern_of(wanted)
    sought = re.compile(
        rf"(?:^|(?<=[\s{{(,;:|{_OPENING}]))({keys})[{_CLOSING}]{{0,3}}\s{{0,9}}{_BETWEEN}",
        re.IGNORECASE,
    )
    last = list(sought.finditer(text))[-len(wanted) :] if wanted else []
    found = {folded(match[1]) for match in last}
    return last if found == set(map(folded, wanted)) else []


def value_of(text: str, is_last: bool = False) -> Any:
    """A text or list as it stands between two keys.

    :param is_last: what closes the object may stand behind it.
    """
    text = _without_next(text.strip().rstrip("{:" + _OPENING))
    text = _BLOCK.sub("", text)
    if text.startswith("["):
        return _list(text[:_LONGEST_LIST].partition("]")[0])
    if is_last:
        text = text.rstrip("`").rstrip(" \t\n\r)}]|")
    if _BULLET.match(text):
        return [item.strip() for item in _BULLET.split(text) if item.strip()]
    bare = text.strip(_OPENING + _CLOSING)
    return "" if bare in ("null", "None") else _unescaped(bare)


def _without_next(text: str) -> str:
    """Without what belongs to the next key: its bullet, its cell, a comma."""
    bare = ""
    while bare != text:
        bare, text = text, text.rstrip().rstrip(",;|")
        bullet = _NEXT.search(text[-_LONGEST_BULLET:])
        text = text[: -len(bullet[0])] if bullet else text
    return text


def _list(text: str) -> list[str]:
    items = _LISTED.findall(text)
    if not items:
        items = [item.strip(f" \n{_OPENING}{_CLOSING}") for item in text[1:].split(",")]
    return [_unescaped(item) for item in items if item]


def _unescaped(text: str) -> str:
    try:
        return json.loads(f'"{text}"', strict=False)
    except ValueError:
        return text.replace('\\"', '"').replace("\\n", "\n")
