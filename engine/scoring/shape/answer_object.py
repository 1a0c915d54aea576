"""Completion text -> the JSON object in it, whatever stands around it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from math import isfinite
from typing import Any

from ...errors import EmptyAnswer, Truncated, UnreadableAnswer
from ...values import Completion
from .keyed_text import keyed_object
from .mended_json import mended

_MOST_OBJECTS = 20  # places from either end where an object is looked for
_MOST_MENDED = 3
_FEW_KEYS = 2  # may well stand in any text
_DEPTH = 4  # {"tool_calls": [{"function": {"arguments": "{...}"}}]}
_TEXT_NAMES = ("quote", "text", "value", "const")
_ASIDE = re.compile(r"\([^()]*\)\s*$")  # "inquiry (may buy)", as it is explained
_DECODER = json.JSONDecoder(strict=False)


def object_of(completion: Completion, wanted: Collection[str]) -> dict[str, Any]:
    """:func:`parse_object` of what a model said.

    :raises Truncated: no such object, because the vendor stopped too early.
    """
    try:
        return parse_object(completion.text, wanted, is_whole=not completion.truncated)
    except UnreadableAnswer as error:
        if completion.truncated:
            raise Truncated(error.detail) from None
        raise


def parse_object(
    text: str, wanted: Collection[str] = (), *, is_whole: bool = True
) -> dict[str, Any]:
    """The JSON object in ``text``; prose and fences around it are passed over.

    Of several it is the last with most of the wanted keys: drafts, examples and the
    schema come before the answer. It may be wrapped, or written as a string.

    :param wanted: keys by which the object that is meant is told from others.
    :param is_whole: the text ends where the model ended it.
    :raises EmptyAnswer: nothing but white space.
    :raises UnreadableAnswer: text, but no whole object.
    """
    if not text.strip():
        raise EmptyAnswer("the answer was empty")
    meant = {_folded(key): key for key in wanted}
    best: dict[str, Any] = {}
    for found in _objects(text):
        best = _better(best, _inside(found, meant), meant)
    if _fit(best, meant) < len(meant) or not best:
        for found in _mended_objects(text):
            view = _inside(found, meant)
            if _fit(view, meant) == len(meant):
                best = view
                break
    if _fit(best, meant) < len(meant) and is_whole and len(meant) > _FEW_KEYS:
        best = keyed_object(html.unescape(text), wanted) or best
    if not best:
        raise UnreadableAnswer("it held no whole JSON object")
    return {
        key if key in wanted else meant.get(_folded(key), key): value
        for key, value in best.items()
    }


def one_of(words: Collection[str], value: Any) -> str:
    """The one of ``words`` that ``value`` is but for its writing, else empty."""
    told = _ASIDE.sub("", as_text(value) or "")
    return {_folded(word): word for word in words}.get(_folded(told), "")


def as_text(value: Any) -> str | None:
    """The one text that ``value`` is or holds: empty for nothing, None for no text."""
    if value is None or value is False or value == [] or value == {}:
        return ""
    if isinstance(value, dict):
        named = (value[name] for name in _TEXT_NAMES if name in value)
        return as_text(next(named, list(value.values())))
    if isinstance(value, list):
        return as_text(value[0]) if len(value) == 1 else None
    if isinstance(value, (int, float)) and value is not True and isfinite(value):
        return str(value)
    return value if isinstance(value, str) else None


def as_texts(value: Any) -> list[str] | None:
    """The texts of a list, or the one that stands for it; None where there are none."""
    items = value if isinstance(value, list) else [value]
    texts = [as_text(item) for item in items]
    told = [text for text in texts if text is not None]
    return told if told or not items else None


@lru_cache(maxsize=1024)
def _folded(key: str) -> str:
    return re.sub(r"[\W_]", "", key).casefold()


def _fit(found: Mapping[str, Any], meant: Mapping[str, str]) -> int:
    """How many of the wanted keys it has; those of a schema tell only a type."""
    filled = (
        key
        for key, value in found.items()
        if not (isinstance(value, Mapping) and "type" in value)
    )
    return len({_folded(key) for key in filled} & meant.keys())


def _better(best: dict, found: dict, meant: Mapping[str, str]) -> dict:
    """The later one unless it has less of what is wanted; without wishes the first."""
    if not best or (meant and found and _fit(found, meant) >= _fit(best, meant)):
        return found
    return best


def _inside(found: dict[str, Any], meant: Mapping[str, str]) -> dict[str, Any]:
    """The object, or the one that it wraps as a value, in a list or as a string."""
    return max(_views(found, _DEPTH), key=lambda view: _fit(view, meant))


def _views(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    if depth and isinstance(value, (dict, list)):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _views(child, depth - 1)
    elif depth and isinstance(value, str) and "{" in value:
        for found in filter(None, [_decoded(value, value.index("{"))[0]]):
            yield from _views(found, depth - 1)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """What can be read as it is, in the order of the text."""
    end = 0
    for place in _ends([match.start() for match in re.finditer(r"\{", text)]):
        if place >= end:
            found, end = _decoded(text, place)
            if found:
                yield found


def _mended_objects(text: str) -> Iterator[dict[str, Any]]:
    """What can be read once the usual slips are mended, the last first."""
    starts = [
        match.start() for match in re.finditer(r"\{\s*[\"'/\\#\u201c\u201d]", text)
    ]
    for start in reversed(_ends(starts, _MOST_MENDED)):
        for candidate in mended(text[start:]):
            yield from filter(None, [_decoded(candidate, 0)[0]])


def _ends(places: list[int], most: int = _MOST_OBJECTS) -> list[int]:
    return places if len(places) <= 2 * most else places[:most] + places[-most:]


def _decoded(text: str, start: int) -> tuple[dict[str, Any] | None, int]:
    """The object that begins there and where it ends, or None and the same place."""
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start
