"""Recorded answers: the files, and which of our readers each row is for."""

import json
import re
from dataclasses import dataclass

from engine.values import HttpResponse
from engine.vendors import VENDORS, Vendor
from engine.vendors.anthropic import Anthropic
from engine.vendors.cohere import Cohere
from engine.vendors.gemini import Gemini
from engine.vendors.ollama import Ollama
from engine.vendors.openai_chat import OpenAIChat
from engine.vendors.openai_responses import OpenAIResponses

from .. import say

# How a path ends, who speaks that wire, and one of them for vendors that don't.
WIRES = (
    ("/chat/completions", OpenAIChat, "custom"),
    (r"/responses(/resp_\w+)?", OpenAIResponses, "openai"),
    ("/v1/messages", Anthropic, "anthropic"),
    ("/v2/chat", Cohere, "cohere"),
    ("/api/chat", Ollama, "ollama"),
    (":generateContent", Gemini, "google"),
)
OTHER_WIRES = ("completions", "generate", "converse", "invoke", "chat")
LISTS = ("models", "tags")
COUNTS = ("input_tokens", "count_tokens")
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
    """The vendor called so if it speaks the row's wire, else one that does."""
    found = (wire[1:] for wire in WIRES if re.search(f"{wire[0]}$", row.path))
    kind, other = next(found, (None, None))
    if kind is None:
        return None
    return VENDORS[name] if isinstance(VENDORS.get(name), kind) else VENDORS[other]


def why_left_out(row):
    """Why a row can't be compared; empty where it can."""
    kind = row.response.headers.get("content-type", "")
    if STREAM.search(kind) or row.response.body.startswith((b"data:", b"event:")):
        return "a stream"
    if vendor_of(row, ""):
        return ""
    words = row.path.strip("/").split("/")
    if words[-1] in LISTS:
        return "a list of models"
    if words[-1] in COUNTS:
        return "a count of tokens"
    return next((f"wire: {w}" for w in OTHER_WIRES if w in words), "wire: another")
