"""One parser for the error bodies of all vendors, whichever shape they have."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .hints import walk

# What a refused field is about, whatever it is called on that wire.
SUBJECTS = {
    # The model is served, but over /responses.
    "responses": r"only (?:supported|available) (?:in|on|via|with|through) (?:the )?"
    r"(?:v1/)?responses|not a chat model|chat_?completions? operation does not work"
    r"|not (?:allowed|accessible|available|supported) (?:in|on|via|with|by|through) "
    r"(?:the )?/?(?:v1/)?chat[/ _]completions",
    "temperature": r"temperature|top_p|top_k|topP",
    "limit": r"max_completion_tokens|max_tokens|max_output_tokens"
    r"|maxOutputTokens|num_predict",
    "thinking": r"reasoning(?:[._]effort)?|thinking\w*|\bthink\b|\beffort\b",
    "schema": r"response[_ ]?format|json[_ ]?schema|output_config|output_format"
    r"|response_?(?:json_?)?schema|response_?mime_?type|structured[_ ]outputs?"
    r"|\bformat\b|\bschema\b|requested parameters|\btool_choice\b|\btools\b",
}
FIELD = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in SUBJECTS.items()), re.IGNORECASE
)
# These are what a message is about, whatever else it mentions: "thinking may not be
# enabled when tool_choice forces tool use".
FIRST = (re.compile(SUBJECTS["responses"]), re.compile(r"\btool_choice\b"), FIELD)


@dataclass(frozen=True)
class Problem:
    """An error body in one shape, whichever it had.

    :param codes: every code, type and status found, in lower case.
    :param words: message and what it wraps, in lower case.
    """

    status: int
    message: str
    codes: frozenset[str]
    words: str
    param: str
    hinted: bool

    def has(self, *codes: str) -> bool:
        return not self.codes.isdisjoint(codes)

    def says(self, pattern: str) -> bool:
        return re.search(pattern, self.words) is not None


def refused_subject(param: str) -> str:
    """Which part of the request a field belongs to: a key of SUBJECTS, or empty."""
    found = FIELD.search(param)
    return found.lastgroup or "" if found else ""


def read_problem(status: int, body: Any, *, hinted: bool = False) -> Problem:
    """Flatten a body: nested, flat, a string, in a list, or JSON inside a string."""
    body = body[0] if isinstance(body, list) and body else body
    outer = body if isinstance(body, Mapping) else {}
    inner = outer.get("error")
    error = inner if isinstance(inner, Mapping) else outer
    message = _message(outer, error)
    wrapped = _wrapped(error, message)
    words = " ".join([message, *wrapped]).lower()
    return Problem(
        status=status,
        message=max([message, *wrapped[:1]], key=len) if wrapped else message,
        codes=_codes(outer, error),
        words=words,
        param=_param(error, words),
        hinted=hinted,
    )


def _param(error: Mapping[str, Any], words: str) -> str:
    """The refused field as the vendor names it, else the words that are about it."""
    named = error.get("param")
    named = named if isinstance(named, str) else ""
    if refused_subject(named):
        return named
    found = (pattern.search(words) for pattern in FIRST)
    return next((match[0] for match in found if match), named)


def _message(outer: Mapping[str, Any], error: Mapping[str, Any]) -> str:
    candidates = (
        error.get("message"),
        outer.get("error"),
        outer.get("message"),
        error.get("detail"),
        outer.get("detail"),
    )
    for value in candidates:
        if isinstance(value, str) and value:
            return _unwrap(value)
    details = (error.get("message"), outer.get("detail"))
    listed = next((value for value in details if isinstance(value, (list, dict))), None)
    return "" if listed is None else json.dumps(listed)


def _unwrap(message: str) -> str:
    """Proxies put a whole JSON body into the message."""
    if not message.lstrip().startswith(("{", "[")):
        return message
    try:
        body = json.loads(message)
    except (ValueError, RecursionError):
        return message
    return read_problem(0, body).message or message


def _wrapped(error: Mapping[str, Any], message: str) -> list[str]:
    """What an upstream provider said, which a router passes on as text."""
    metadata = error.get("metadata")
    raw = metadata.get("raw") if isinstance(metadata, Mapping) else None
    return [_unwrap(raw)] if isinstance(raw, str) and raw != message else []


CODE_NAMES = ("code", "type", "status", "error_code", "error_type", "reason", "quotaId")


def _codes(outer: Mapping[str, Any], error: Mapping[str, Any]) -> frozenset[str]:
    found = set()
    for item in walk([error, outer]):
        if isinstance(item, Mapping):
            values = (item.get(name) for name in CODE_NAMES)
            found |= {str(value).lower() for value in values if value is not None}
    return frozenset(found)
