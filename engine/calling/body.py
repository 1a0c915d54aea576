"""Bytes of a 200 -> one JSON object, also where a proxy streams unasked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import AddressRefused, LLMError, ServerError, UnreadableAnswer
from ..vendors.base import items
from .pieces import whole

# What ends a stream; some proxies put it behind an answer that is whole.
DONE = re.compile(r"(?:data:\s*)?\[DONE\]\s*$")
# Lines of a stream that are not its data.
REMARKS = (":", "event:", "id:", "retry:")


def parse_json(body: bytes) -> Mapping[str, Any]:
    """A body as one object, a stream or list of pieces as the whole that they make.

    :raises UnreadableAnswer: it begins as JSON, but is none.
    :raises AddressRefused: it is a page.
    :raises ServerError: it is nothing, or nothing like an answer.
    """
    text = DONE.sub("", body.decode("utf-8-sig", errors="replace").strip())
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = list(_pieces(text))
        if not found:
            raise _unreadable(text) from None
    pieces = items(found if isinstance(found, list) else [found])
    if not pieces:
        raise ServerError("nothing in place of an answer", status=200)
    return pieces[0] if len(pieces) == 1 else whole(pieces)


def _unreadable(text: str) -> LLMError:
    """The model's fault only where it began to answer."""
    if text.startswith("<"):
        return AddressRefused(
            "a page came in place of an answer: check the base URL", status=200
        )
    if text.startswith(("{", "[", "data:")):
        return UnreadableAnswer("the body is not JSON")
    return ServerError("no answer came, but something else", status=200)


def _pieces(text: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a stream: a line each, with ``data:`` before it or without."""
    for line in text.splitlines():
        line = line.strip().removeprefix("data:").strip()
        if not line or line == "[DONE]" or line.startswith(REMARKS):
            continue
        try:
            piece = json.loads(line)
        except (ValueError, RecursionError):
            return
        if isinstance(piece, Mapping):
            yield piece
