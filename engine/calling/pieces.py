"""The pieces of a streamed answer -> the one that they make, by their shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..vendors.base import items, mapping
from ..vendors.said import text_of

Piece = Mapping[str, Any]


def whole(pieces: list[Piece]) -> dict[str, Any]:
    """One answer with the last of what each piece tells, and all of their text."""
    told = _last_of(pieces)
    for name, make in SHAPES.items():
        if any(isinstance(piece.get(name), (list, dict)) for piece in pieces):
            return {**told, **make(pieces)}
    return told


def _last_of(found: Iterable[Piece]) -> dict[str, Any]:
    return {name: v for piece in found for name, v in piece.items() if v is not None}


def _of_choices(pieces: list[Piece]) -> Piece:
    choices = [choice for piece in pieces for choice in items(piece.get("choices"))]
    said = [mapping(c.get("delta") or c.get("message")) for c in choices]
    return {"choices": [{**_last_of(choices), "message": _joined(said)}]}


def _of_candidates(pieces: list[Piece]) -> Piece:
    found = [one for piece in pieces for one in items(piece.get("candidates"))]
    parts = [
        p for one in found for p in items(mapping(one.get("content")).get("parts"))
    ]
    return {"candidates": [{**_last_of(found), "content": {"parts": parts}}]}


def _of_response(pieces: list[Piece]) -> Piece:
    """Events that each hold the response so far: the last one is whole."""
    return [mapping(piece["response"]) for piece in pieces if piece.get("response")][-1]


def _of_deltas(pieces: list[Piece]) -> Piece:
    """Events around a message, with text and usage in their deltas."""
    begun = _last_of(mapping(piece.get("message")) for piece in pieces)
    deltas = [mapping(piece.get("delta")) for piece in pieces]
    usages = [mapping(b.get("usage")) for b in (begun, *deltas, *pieces)]
    blocks = [{"type": "text", "text": _text_of(deltas)}]
    ended = {**begun, **_last_of(deltas), "usage": _last_of(usages), "content": blocks}
    return {**ended, "message": {"content": blocks}}


def _of_messages(pieces: list[Piece]) -> Piece:
    return {"message": _joined([mapping(piece.get("message")) for piece in pieces])}


# The field by which a shape is known -> how its pieces are put together.
SHAPES = {
    "choices": _of_choices,
    "candidates": _of_candidates,
    "response": _of_response,
    "delta": _of_deltas,
    "message": _of_messages,
}


def _text_of(deltas: list[Piece]) -> str:
    inner = [mapping(mapping(d.get("message")).get("content")) for d in deltas]
    texts = [found.get("text") for found in (*deltas, *inner)]
    return "".join(filter(_is_text, texts))


def _joined(messages: list[Piece]) -> dict[str, Any]:
    names = ("content", "reasoning_content", "reasoning", "thinking", "refusal")
    joined = {n: "".join(text_of(m.get(n)) for m in messages) for n in names}
    calls = [call for message in messages for call in items(message.get("tool_calls"))]
    return {**joined, "tool_calls": _called(calls)}


def _called(calls: list[Piece]) -> list[Piece]:
    """Calls by their number, with all that was said to each."""
    by_number: dict[Any, list[Piece]] = {}
    for call in calls:
        by_number.setdefault(call.get("index"), []).append(
            mapping(call.get("function"))
        )
    return [
        {"function": {**_last_of(parts), "arguments": _arguments(parts)}}
        for parts in by_number.values()
    ]


def _arguments(parts: list[Piece]) -> Any:
    """Pieces of a text; a whole object stays one."""
    texts = [part.get("arguments") for part in parts]
    return "".join(filter(_is_text, texts)) or next(filter(None, texts), None)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
