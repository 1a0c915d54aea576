"""What an error answer means: one order in which all vendors' errors are told apart."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from .. import errors
from ..errors import LLMError, VendorError
from ..values import HttpResponse
from ..wire.redact import clean
from .error_body import Problem, read_problem
from .hints import read_hint, read_should_retry
from .kinds import account, model, passing, request

DAILY_QUOTA_WAIT = 3600.0


def read_error(response: HttpResponse, *, now: float | None = None) -> LLMError:
    """The error that an answer with such a status stands for.

    :param now: unix time; hints that name a moment are counted from it.
    """
    text = response.body.decode("utf-8-sig", errors="replace").strip()
    page = ""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        # A page is the word of whoever stands between us and the vendor.
        page = text if text.startswith("<") else ""
        body = None if page else text
    return error_of(response.status, body, response.headers, page=page, now=now)


def error_of(
    status: int,
    body: Any,
    headers: Mapping[str, str],
    *,
    page: str = "",
    now: float | None = None,
) -> LLMError:
    """The same for a body that is parsed already, say one inside a 200.

    :param page: what came in place of a body; it only tells how long to wait.
    """
    hint = read_hint(headers, body or page, now=time.time() if now is None else now)
    problem = read_problem(status, body, hinted=hint is not None)
    kind = next(kind for test, kind in ORDER if test(problem))
    if kind is errors.RateLimited and _is_daily(problem):
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


def _is_daily(problem: Problem) -> bool:
    """The day's share is used up; Gemini names a delay of seconds all the same."""
    if any("perday" in code for code in problem.codes):
        return True
    return not problem.hinted and problem.says(
        r"per[ -]day|\bdaily\b|(?:hourly|weekly|session) usage"
    )


# First hit wins. Billing comes before rate, since "no credit" likes to be a 429.
ORDER: tuple[tuple[Callable[[Problem], bool], type[LLMError]], ...] = (
    (account.is_budget_of_calls, errors.RateLimited),
    (account.is_billing, errors.NoCredit),
    (account.is_key, errors.KeyRefused),
    (request.is_refusal, errors.ContentRefused),
    (account.is_forbidden, errors.Forbidden),
    (model.is_other_wire, errors.ParameterRefused),
    (model.is_model, errors.ModelNotFound),
    (request.is_too_long, errors.PromptTooLong),
    (request.is_cut_short, errors.Truncated),
    (request.is_bad_json, errors.UnreadableAnswer),
    (request.is_parameter, errors.ParameterRefused),
    (passing.is_overloaded, errors.Overloaded),
    (passing.is_rate, errors.RateLimited),
    (passing.is_server, errors.ServerError),
    (lambda problem: True, errors.VendorError),
)
SENT_AGAIN = (
    errors.RateLimited,
    errors.Overloaded,
    errors.ServerError,
    errors.VendorError,
)
