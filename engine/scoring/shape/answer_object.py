"""Completion text -> the JSON object in it, whatever stands around it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ...errors import EmptyAnswer, Truncated, UnreadableAnswer
from ...values import Completion
from .keyed_text import keyed_object
from .keys import renamed
from .mended_json import mended
from .tagged_text import tagged_object
from .yes_no import QUOTE_NAMES

_MOST_OBJECTS = 20  # places from either end where an object is looked for
_MOST_MENDED = 3
_FEW_KEYS = 2  # may well stand in any text
_DEPTH = 4  # {"tool_calls": [{"function": {"arguments": "{...}"}}]}
_MOST_LAYERS = 3  # of strings in strings
_MARKUP = re.compile(r"</?(?:br|p|div|span|pre|code)\b[^<>]{0,80}>", re.I)
_PAIRS = (("key", "value"), ("name", "value"), ("field", "value"))
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
    schema come before the answer. It may be wrapped, parted, or written as a string.

    :param wanted: keys by which the object that is meant is told from others.
    :param is_whole: the text ends where the model ended it.
    :raises EmptyAnswer: nothing but white space.
    :raises UnreadableAnswer: text, but no whole object.
    """
    if not text.strip():
        raise EmptyAnswer("the answer was empty")
    text = _without_layers(text)
    best = _best_of(text, wanted)
    if _fit(best, wanted) < len(wanted) and is_whole and len(wanted) > _FEW_KEYS:
        best = _in_words(html.unescape(text), wanted) or best
    if not best:
        raise UnreadableAnswer("it held no whole JSON object")
    return best


def _in_words(text: str, wanted: Collection[str]) -> dict[str, Any]:
    """Where it is no JSON, or stands in a page."""
    page = _MARKUP.sub(" ", text)
    shown = _best_of(page, wanted) if page != text else {}
    if shown and _fit(shown, wanted) == len(wanted):
        return shown
    return tagged_object(text, wanted) or keyed_object(page, wanted)


def _best_of(text: str, wanted: Collection[str]) -> dict[str, Any]:
    """The object that is meant as it is, else from its parts, else mended."""
    whole = list(_objects(text))
    best: dict[str, Any] = {}
    for found in whole:
        best = _better(best, _inside(found, wanted), wanted)
    if best and _fit(best, wanted) == len(wanted):
        return best
    for view in (_merged(whole, wanted), *_mended_views(text, wanted)):
        if _fit(view, wanted) == len(wanted) and view:
            return view
    return best


def _without_layers(text: str) -> str:
    """What a text says that is a string, in a string, ..."""
    for _ in range(_MOST_LAYERS):
        if not text.lstrip().startswith('"'):
            break
        try:
            inner = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            break
        text = inner if isinstance(inner, str) and inner.strip() else text
    return text


def _fit(found: Mapping[str, Any], wanted: Collection[str]) -> int:
    """How many of the wanted keys it has; those of a schema tell only a type."""
    return sum(key in found and not _is_schema(found[key]) for key in wanted)


def _is_schema(value: Any) -> bool:
    is_typed = isinstance(value, Mapping) and "type" in value
    return is_typed and not any(name in value for name in QUOTE_NAMES)


def _better(best: dict, found: dict, wanted: Collection[str]) -> dict:
    """The later one unless it has less of what is wanted; without wishes the first."""
    if not best or (wanted and found and _fit(found, wanted) >= _fit(best, wanted)):
        return found
    return best


def _inside(found: dict[str, Any], wanted: Collection[str]) -> dict[str, Any]:
    """The object, or the one that it wraps as a value, in a list or as a string."""
    views = (renamed(view, wanted) for view in _views(found, _DEPTH))
    return max(views, key=lambda view: _fit(view, wanted))


def _merged(parts: list[dict[str, Any]], wanted: Collection[str]) -> dict[str, Any]:
    """What several objects say together, if none says a thing in another way."""
    merged: dict[str, Any] = {}
    for part in parts:
        for view in _views(part, _DEPTH):
            for key, value in renamed(_pair(view), wanted).items():
                if key in wanted and merged.setdefault(key, value) != value:
                    return {}
    return merged


def _pair(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """A key and its value, where an object names each by itself."""
    for name, value in _PAIRS:
        if view.keys() == {name, value} and isinstance(view[name], str):
            return {view[name]: view[value]}
    return view


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


def _mended_views(text: str, wanted: Collection[str]) -> Iterator[dict[str, Any]]:
    """What can be read once the usual slips are mended, the last first."""
    starts = [
        match.start() for match in re.finditer(r"\{\s*[\"'/\\#\u201c\u201d]", text)
    ]
    for start in reversed(_ends(starts, _MOST_MENDED)):
        for candidate in mended(text[start:]):
            found, _end = _decoded(candidate, 0)
            if found:
                yield _inside(found, wanted)


def _ends(places: list[int], most: int = _MOST_OBJECTS) -> list[int]:
    return places if len(places) <= 2 * most else places[:most] + places[-most:]


def _decoded(text: str, start: int) -> tuple[dict[str, Any] | None, int]:
    """The object that begins there and where it ends, or None and the same place."""
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start
