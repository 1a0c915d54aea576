"""One parser for all error bodies, and one order in which they are told apart."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import errors
from ..errors import LLMError, VendorError
from ..redact import clean
from ..retry import read_hint, read_should_retry, walk
from ..values import HttpResponse

# What a refused field is about, whatever it is called on that wire.
SUBJECTS = {
    "temperature": r"temperature|top_p|top_k|topP",
    "limit": r"max_completion_tokens|max_tokens|max_output_tokens"
    r"|maxOutputTokens|num_predict",
    "thinking": r"reasoning(?:[._]effort)?|thinking\w*|\bthink\b|\beffort\b",
    "schema": r"response[_ ]?format|json[_ ]?schema|output_config|output_format"
    r"|response_?(?:json_?)?schema|response_?mime_?type|structured[_ ]outputs?"
    r"|\bformat\b|\bschema\b|requested parameters",
}
FIELD = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in SUBJECTS.items()), re.IGNORECASE
)

DAILY_QUOTA_WAIT = 3600.0


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


def read_error(response: HttpResponse, *, now: float | None = None) -> LLMError:
    """The error that an answer with such a status stands for.

    :param now: unix time; hints that name a moment are counted from it.
    """
    try:
        body = json.loads(response.body.decode("utf-8", errors="replace"))
    except (ValueError, RecursionError):
        body = None
    return error_of(response.status, body, response.headers, now=now)


def error_of(
    status: int,
    body: Any,
    headers: Mapping[str, str],
    *,
    now: float | None = None,
) -> LLMError:
    """The same for a body that is parsed already, say one inside a 200."""
    hint = read_hint(headers, body, now=time.time() if now is None else now)
    problem = read_problem(status, body, hinted=hint is not None)
    kind = next(kind for test, kind in ORDER if test(problem))
    if kind is errors.RateLimited and any("perday" in code for code in problem.codes):
        # Gemini names a delay of seconds even where the day's quota is used up.
        hint = max(hint or 0.0, DAILY_QUOTA_WAIT)
    error = kind(
        clean(problem.message) or f"HTTP {status}",
        status=status,
        retry_after=hint if kind.retryable else None,
        param=problem.param if kind is errors.ParameterRefused else "",
    )
    if isinstance(error, VendorError) and kind in SENT_AGAIN:
        error.should_retry = read_should_retry(headers)
    return error


def read_problem(status: int, body: Any, *, hinted: bool = False) -> Problem:
    """Flatten a body: nested, flat, a string, in a list, or JSON inside a string."""
    body = body[0] if isinstance(body, list) and body else body
    outer = body if isinstance(body, Mapping) else {}
    inner = outer.get("error")
    error = inner if isinstance(inner, Mapping) else outer
    message = _message(outer, error)
    wrapped = _wrapped(error, message)
    words = " ".join([message, *wrapped]).lower()
    param = _text(error.get("param"))
    if not refused_subject(param):
        found = FIELD.search(words)
        param = found[0] if found else param
    return Problem(
        status=status,
        message=max([message, *wrapped[:1]], key=len) if wrapped else message,
        codes=_codes(outer, error),
        words=words,
        param=param,
        hinted=hinted,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


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


BILLING = (
    "insufficient_quota",
    "credit_balance_exhausted",
    "billing_error",
    "billing_not_active",
    "billing_hard_limit_reached",
    "budget_exceeded",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "enforced_spend_limit_reached",
    "contract_spend_limit_reached",
)
TOO_LONG = (
    "context_length_exceeded",
    "exceed_context_size_error",
    "request_too_large",
    "string_above_max_length",
)
REFUSAL = (
    "content_filter",
    "content_policy_violation",
    "refusal",
    "responsibleaipolicyviolation",
)


def _is_billing(problem: Problem) -> bool:
    if problem.status == 402 or problem.has(*BILLING):
        return True
    if problem.status not in (400, 403, 429):
        return False
    return problem.says(
        r"credit balance|usage limits|insufficient (?:balance|credit|fund|quota)"
        r"|exceeded your current quota, please check your plan and billing"
        r"|out of credits|no credits|used all available credits|spending limit"
        r"|calls ?/ ?month"
    ) and not (problem.hinted and problem.status == 429)


def _is_key(problem: Problem) -> bool:
    return (
        problem.status == 401
        or problem.has("api_key_invalid", "invalid_api_key")
        or (
            problem.status in (400, 403, 498)
            and problem.says(
                r"(?:incorrect|invalid|missing|expired) api[ _]key|api key not valid"
                r"|invalid token|api key (?:is )?(?:invalid|expired|missing)"
                r"|unregistered callers"  # Gemini: no key came
            )
        )
    )


def _is_model(problem: Problem) -> bool:
    if problem.says("requested parameters"):
        return False
    if problem.says("requires more (?:system )?memory"):
        return True  # Ollama: this machine will never run it
    return (
        problem.status in (404, 410)
        or problem.has("model_not_found", "model_not_supported", "invalid_model")
        or (
            problem.status in (400, 422)
            and problem.says(
                r"\bmodel\b.{0,120}(?:not found|not exist|not supported by any)"
                r"|(?:invalid|unknown) model|not a valid model"
            )
        )
    )


def _is_too_long(problem: Problem) -> bool:
    if problem.status == 413 or problem.has(*TOO_LONG):
        return True
    return problem.status in (400, 422, 500) and problem.says(
        r"too long|too many tokens|maximum context|context (?:size|length|window)"
        r"|token count|prompt is too large|input length"
    )


def _is_refusal(problem: Problem) -> bool:
    return problem.has(*REFUSAL)


def _is_bad_json(problem: Problem) -> bool:
    return problem.has("json_validate_failed", "tool_use_failed")


def _is_parameter(problem: Problem) -> bool:
    named = bool(problem.param) or problem.says("requested parameters")
    return problem.status in (400, 404, 422) and named


def _is_overloaded(problem: Problem) -> bool:
    full = problem.has("slow_down", "overloaded_error") or problem.says("capacity")
    return problem.status in (503, 529, 498) or (problem.status == 429 and full)


# First hit wins. Billing comes before rate, since "no credit" likes to be a 429.
ORDER: tuple[tuple[Callable[[Problem], bool], type[LLMError]], ...] = (
    (_is_billing, errors.NoCredit),
    (_is_key, errors.KeyRefused),
    (_is_refusal, errors.ContentRefused),
    (lambda problem: problem.status == 403, errors.Forbidden),
    (_is_model, errors.ModelNotFound),
    (_is_too_long, errors.PromptTooLong),
    (_is_bad_json, errors.UnreadableAnswer),
    (_is_parameter, errors.ParameterRefused),
    (_is_overloaded, errors.Overloaded),
    (lambda problem: problem.status == 429, errors.RateLimited),
    (
        lambda problem: problem.status >= 500 or problem.status in (408, 409, 424),
        errors.ServerError,
    ),
    (lambda problem: True, errors.VendorError),
)
SENT_AGAIN = (
    errors.RateLimited,
    errors.Overloaded,
    errors.ServerError,
    errors.VendorError,
)
