"""Recorded answers: the files, and which of our readers each row is for."""

import json
import re
from dataclasses import dataclass

from engine.values import HttpResponse
from engine.vendors import VENDORS, Vendor

from . import say

# How a path ends, and who speaks that wire where the vendor has no row of its own.
WIRES = (
    ("/chat/completions", "custom"),
    ("/v1/messages", "anthropic"),
    ("/v2/chat", "cohere"),
    ("/api/chat", "ollama"),
    (":generateContent", "google"),
)
OTHER_WIRES = ("responses", "completions", "generate", "converse", "invoke", "chat")
LISTS = ("models", "tags")
STREAM = re.compile(r"text/event-stream|ndjson|eventstream")


@dataclass(frozen=True)
class Row:
    """One recorded answer and somebody's reading of it."""

    name: str
    path: str
    response: HttpResponse
    body: object
    tags: tuple
    reading: dict


def read(file):
    """The rows of a file, in their order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = f"{file.name}:{number}"
            try:
                yield _row(json.loads(line), f"{file.stem}:{number}")
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                say.fail("%s is no recorded answer: %r", place, error)


def _row(found, name):
    response = found["response"]
    headers = response.get("headers") or {}
    body = response.get("body")
    return Row(
        name=str(found.get("id") or name),
        path=found["request"]["path"].split("?")[0],
        response=HttpResponse(
            status=int(response["status"]),
            headers={key.lower(): str(value) for key, value in headers.items()},
            body=_raw(body),
        ),
        body=body[0] if isinstance(body, list) and body else body,
        tags=tuple(found.get("tags") or ()),
        reading=dict(found["reading"]),
    )


def _raw(body):
    if body is None:
        return b""
    text = body if isinstance(body, str) else json.dumps(body)
    return text.encode()


def vendor_of(row, name) -> Vendor | None:
    """The vendor called so if it speaks the row's wire, else any that does."""
    generic = next((key for end, key in WIRES if row.path.endswith(end)), None)
    if generic is None:
        return None
    named = VENDORS.get(name)
    return named if type(named) is type(VENDORS[generic]) else VENDORS[generic]


def why_left_out(row):
    """Why a row can't be compared; empty where it can."""
    kind = row.response.headers.get("content-type", "")
    if STREAM.search(kind) or row.response.body.startswith((b"data:", b"event:")):
        return "a stream"
    if any(row.path.endswith(end) for end, _ in WIRES):
        return ""
    words = row.path.strip("/").split("/")
    if words[-1] in LISTS:
        return "a list of models"
    return next((f"wire: {w}" for w in OTHER_WIRES if w in words), "wire: another")
