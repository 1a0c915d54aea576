"""Completion text -> the JSON object in it, whatever stands around it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from itertools import islice
from typing import Any

from ..errors import EmptyAnswer, Truncated, UnreadableAnswer
from ..values import Completion

_MOST_OBJECTS = 20  # places in the text where the object is looked for


def object_of(completion: Completion, wanted: Collection[str]) -> dict[str, Any]:
    """:func:`parse_object` of what a model said.

    :raises Truncated: no such object, because the vendor stopped too early.
    """
    try:
        return parse_object(completion.text, wanted)
    except UnreadableAnswer as error:
        if completion.truncated:
            raise Truncated(error.detail) from None
        raise


def parse_object(text: str, wanted: Collection[str] = ()) -> dict[str, Any]:
    """The JSON object in ``text``; prose and fences around it are passed over.

    :param wanted: keys by which the object that is meant is told from others.
    :raises EmptyAnswer: nothing but white space.
    :raises UnreadableAnswer: text, but no whole object.
    """
    if not text.strip():
        raise EmptyAnswer("the answer was empty")
    decoder = json.JSONDecoder(strict=False)
    for match in islice(re.finditer(r"\{", text), _MOST_OBJECTS):
        try:
            found, _end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    raise UnreadableAnswer("it held no whole JSON object")


def one_of(words: Collection[str], value: Any) -> str:
    """The one of ``words`` that ``value`` is, or empty where it is none."""
    return value if isinstance(value, str) and value in words else ""
