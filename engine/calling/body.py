"""Bytes of a 200 -> one JSON value, also where a proxy streams unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import UnreadableAnswer
from ..vendors.base import items, mapping


def parse_json(body: bytes) -> Any:
    """A body as JSON, a stream of pieces as the whole that they make.

    :raises UnreadableAnswer: it is something else.
    """
    text = body.decode("utf-8-sig", errors="replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pieces = list(_pieces(text))
    if not pieces:
        raise UnreadableAnswer("the body is not JSON")
    return _whole(pieces)


def _pieces(text: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a stream: a line each, with ``data:`` before it or without."""
    for line in text.splitlines():
        line = line.strip().removeprefix("data:").strip()
        if not line or line == "[DONE]" or line.startswith((":", "event:", "id:")):
            continue
        try:
            piece = json.loads(line)
        except (ValueError, RecursionError):
            return
        if isinstance(piece, Mapping):
            yield piece


def _whole(pieces: list[Mapping[str, Any]]) -> dict[str, Any]:
    """One answer with the last of what each piece tells, and all of their text."""
    told = {name: v for piece in pieces for name, v in piece.items() if v is not None}
    choices = [choice for piece in pieces for choice in items(piece.get("choices"))]
    if choices:
        said = [mapping(c.get("delta") or c.get("message")) for c in choices]
        ends = {n: v for c in choices for n, v in c.items() if v is not None}
        told["choices"] = [{**ends, "message": _joined(said)}]
    elif "message" in told:
        told["message"] = _joined([mapping(piece.get("message")) for piece in pieces])
    return told


def _joined(messages: list[Mapping[str, Any]]) -> dict[str, Any]:
    names = ("content", "reasoning_content", "reasoning", "thinking")
    texts = {name: [message.get(name) for message in messages] for name in names}
    return {name: "".join(filter(_is_text, found)) for name, found in texts.items()}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
