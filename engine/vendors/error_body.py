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
    # No JSON is enforced at all, or only as such, without its schema.
    "json": r"json mode is not|support json output|json_object.{0,5} is not supported"
    r"|(?:support|response) parameters: \['response_format",
    "schemas": r"(?:type|format) .?json_schema|json_schema.{0,3} (?:mode )?is not supp"
    r"|unknown variant .json_schema|but got: json_schema|value as json_schema"
    r"|response_format type is unavailable|structured outputs? (?:is|are) not supp"
    r"|not support structured output"
    r"|response_format: missing field|requested parameters",
    "temperature": r"temperature|\btop_?[pk]\b",
    "limit": r"max_completion_tokens|max_tokens|max_output_tokens"
    r"|maxOutputTokens|num_predict",
    "thinking": r"reasoning(?:[._]effort)?|thinking\w*|\bthink\b|\beffort\b",
    "schema": r"response[_ ]?format|json[_ ]?schema|json[_ ](?:mode|output)"
    r"|output_config|output_format"
    r"|response_?(?:json_?)?schema|response[_ ]?mime[_ ]?type|structured[_ ]outputs?"
    r"|\bformat\b|\bschema\b|\btool_choice\b|\btools\b"
    r"|\bgrammar\b|guided[_ ](?:json|decoding)|\bsamplers?\b|\bregex\b",
}
FIELD = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in SUBJECTS.items()), re.IGNORECASE
)
# These are what a message is about, whatever else it mentions: "thinking may not be
# enabled when tool_choice forces tool use".
FIRST = (
    *(re.compile(SUBJECTS[name]) for name in ("responses", "json", "schemas")),
    re.compile(r"\btool_choice\b"),
    FIELD,
)
_FIELD_NAME = re.compile(r"(?!none$|null$)[a-z_][\w.\[\]-]*", re.IGNORECASE)
_NO_ROOM = re.compile(r"max(?:imum)? completion tokens reached", re.IGNORECASE)
# The rungs of the ladder of schema modes, the lowest first.
ENFORCED = ("schema", "schemas", "json")


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
        """One of these codes, be it only in a message that repeats another's body."""
        return not self.codes.isdisjoint(codes) or any(
            "_" in code and code in self.words for code in codes
        )

    def says(self, pattern: str) -> bool:
        return re.search(pattern, self.words) is not None


def refused_subject(param: str) -> str:
    """Which part of the request a field belongs to: a key of SUBJECTS, or empty."""
    found = FIELD.search(param)
    return found.lastgroup or "" if found else ""


def read_problem(status: int, body: Any, *, hinted: bool = False) -> Problem:
    """Flatten a body: nested, flat, a string, in a list, or JSON inside a string."""
    body = body[0] if isinstance(body, list) and body else body
    body = {"message": body} if isinstance(body, str) else body
    outer = body if isinstance(body, Mapping) else {}
    error = _error(outer)
    message = _message(outer, error)
    wrapped = _wrapped(error)
    said = _said(wrapped) if wrapped else ""
    details = [t for t in (error.get("detail"), outer.get("detail")) if _is_text(t)]
    codes = [t for t in (outer.get("code"), error.get("code")) if _is_sentence(t)]
    parts = dict.fromkeys([message, said, *details, *codes, *_unfinished(error)])
    words = " ".join(parts).strip().lower().replace("\u2019", "'")
    return Problem(
        status=status,
        message=max(message, said, key=len),
        codes=_codes([error, outer, wrapped]),
        words=words,
        param=_param(error, words),
        hinted=hinted,
    )


def status_in(body: Mapping[str, Any]) -> int | None:
    """The HTTP status that an error has which came in a 200, as far as it tells."""
    found = [item for item in walk([_error(body), body]) if isinstance(item, Mapping)]
    values = [item.get(name) for item in found for name in STATUS_NAMES]
    numbers = [int(v) for v in map(str, values) if re.fullmatch(r"[45]\d\d", v)]
    words = [STATUS_OF.get(str(value).lower()) for value in values]
    return next(filter(None, numbers + words), None)


def _error(outer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part of a body that is about the error; all of it where it is flat."""
    for name in ("error", "errors", "base_resp", "detail"):
        inner = outer.get(name)
        inner = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(inner, Mapping) and "loc" not in inner:
            return inner
    return outer


def _unfinished(error: Mapping[str, Any]) -> list[str]:
    """Groq's word on an answer in place of it, where the limit was too small."""
    word = error.get("failed_generation")
    return [word] if isinstance(word, str) and _NO_ROOM.match(word) else []


def _param(error: Mapping[str, Any], words: str) -> str:
    """The refused field as the vendor names it, else the words that are about it."""
    named = error.get("param")
    named = named if isinstance(named, str) and _FIELD_NAME.fullmatch(named) else ""
    found = (pattern.search(words) for pattern in FIRST)
    said = next((match[0] for match in found if match), named)
    is_lower = refused_subject(named) == ENFORCED[0] and (
        refused_subject(said) in ENFORCED[1:]
    )
    return named if refused_subject(named) and not is_lower else said


def _message(outer: Mapping[str, Any], error: Mapping[str, Any]) -> str:
    for body in (error, outer):
        for value in map(body.get, MESSAGE_NAMES):
            if _is_text(value):
                return _unwrap(value)
    details = (error.get("message"), outer.get("detail"), outer.get("errors"))
    listed = next((value for value in details if isinstance(value, (list, dict))), None)
    return "" if listed is None else json.dumps(listed)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_sentence(value: Any) -> bool:
    """Some vendors, xAI say, have whole sentences for codes."""
    return isinstance(value, str) and " " in value


def _unwrap(message: str) -> str:
    """Proxies put a whole JSON body into the message."""
    if not message.lstrip().startswith(("{", "[")):
        return message
    try:
        body = json.loads(message)
    except (ValueError, RecursionError):
        return message
    return read_problem(0, body).message or message


def _wrapped(error: Mapping[str, Any]) -> Any:
    """What an upstream provider answered, which a router passes on."""
    metadata = error.get("metadata")
    raw = metadata.get("raw") if isinstance(metadata, Mapping) else None
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return raw


def _said(wrapped: Any) -> str:
    return wrapped if isinstance(wrapped, str) else read_problem(0, wrapped).message


MESSAGE_NAMES = (
    "message",
    "error",
    "msg",
    "error_msg",
    "error_message",
    "errorMessage",
    "error_description",
    "status_msg",
    "Message",
    "detail",
    "title",
)
CODE_NAMES = (
    "code",
    "type",
    "status",
    "status_code",
    "error_code",
    "error_type",
    "reason",
    "quotaId",
    "__type",
)
STATUS_NAMES = ("status", "status_code", "statusCode", "code", "error_code", "type")
# What vendors call an HTTP status.
STATUS_OF = {
    "invalid_request_error": 400,
    "invalid_argument": 400,
    "failed_precondition": 400,
    "authentication_error": 401,
    "invalid_api_key": 401,
    "unauthenticated": 401,
    "billing_error": 402,
    "permission_error": 403,
    "permission_denied": 403,
    "not_found_error": 404,
    "not_found": 404,
    "insufficient_quota": 429,
    "rate_limit_error": 429,
    "rate_limit_exceeded": 429,
    "too_many_requests": 429,
    "resource_exhausted": 429,
    "server_error": 500,
    "internal": 500,
    "unavailable": 503,
    "deadline_exceeded": 504,
    "overloaded_error": 529,
}


def _codes(bodies: list[Any]) -> frozenset[str]:
    found = set()
    for item in walk(bodies):
        if isinstance(item, Mapping):
            values = (item.get(name) for name in CODE_NAMES)
            found |= {str(value).lower() for value in values if value is not None}
    return frozenset(found)
