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
from .error_body import Problem, read_problem, refused_subject
from .hints import read_hint, read_should_retry

DAILY_QUOTA_WAIT = 3600.0


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
        r"per[ -]day|\bdaily\b|hourly usage|weekly usage"
    )


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
    "insufficient_balance",
    "insufficient_credits",
    "insufficient_funds",
    "not_enough_balance",
    "personal-team-blocked:spending-limit",
    "arrearage",
)
NO_CREDIT = (
    r"credit balance|usage limits"
    r"|insufficient (?:\w+ ){0,2}(?:balance|credit|fund|quota)"
    r"|(?:balance|credits?|funds?) (?:is |are )?(?:not enough|insufficient|too low)"
    r"|exceeded your current quota, please check your plan and billing"
    r"|out of credits|no credits|n't have any credits|used all available credits"
    r"|monthly included credits|credits (?:are|were|have been) (?:used up|depleted)"
    r"|spending[ -]limit|(?:monthly|workspace) (?:usage |spend )?limit"
    r"|not[ _]enough[ _](?:balance|credits?|funds?)"
    r"|calls ?/ ?month|budget has been exceeded|exceeded budget"
    r"|in arrears|arrearage|in good standing|overdue payment|payment required"
    r"|please recharge"
    r"|(?:inactive|expired|no active) subscription|余额不足|欠费"
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
    "invalid_prompt",
    "bio_policy",
    "cyber_policy",
    "misalignment_policy_violation",
    "data_inspection_failed",
)


def _is_billing(problem: Problem) -> bool:
    if problem.status == 402 or problem.has(*BILLING):
        return True
    if problem.status == 401 and problem.says("usage limit"):
        return True
    if problem.status in (404, 413):
        return False
    passing = problem.status == 429 and problem.hinted
    return problem.says(NO_CREDIT) and not passing


def _is_key(problem: Problem) -> bool:
    return (
        problem.status == 401
        or problem.has("api_key_invalid", "invalid_api_key")
        # LiteLLM without a database, asked with another key than its master key
        or (problem.status == 400 and problem.has("no_db_connection"))
        or (
            problem.status in (400, 403, 498, 500)
            and problem.says(
                r"(?:incorrect|invalid|missing|expired|no) api[ _]key"
                r"|api key (?:is |was )?"
                r"(?:not valid|not found|invalid|expired|missing|revoked)"
                r"|invalid token(?! in)"
                r"|unregistered callers"  # Gemini: no key came
            )
        )
    )


def _is_forbidden(problem: Problem) -> bool:
    """Also what is true of the place or the account, whatever the status."""
    if problem.status in (403, 451):
        return not problem.has(*MODEL_GONE)
    return problem.status in (400, 401, 422) and problem.says(
        r"location is not supported|country, region,? (?:or|and) territory"
        r"|(?:not|n't) (?:\w+ )?(?:available|supported|allowed|permitted) (?:\w+ )?"
        r"(?:in|for|from) (?:your|this) (?:\w+ )?"
        r"(?:country|region|location|territory|area|ip)"
        r"|unsupported[_ ](?:country|region|location)"
        r"|(?:account|organi[sz]ation|project|workspace)\b.{0,60}"
        r"(?:disabled|suspended|deactivated|terminated|banned|blocked|frozen"
        r"|restricted)"
        r"|(?:terms|agreement|licen[cs]e)\b.{0,60}(?:accept|agree|acknowledge)"
        r"|must be verified to use"
    )


def _is_other_wire(problem: Problem) -> bool:
    """A 404 for the wire: the model is there."""
    return problem.status == 404 and refused_subject(problem.param) == "responses"


MODEL_GONE = (
    "model_not_found",
    "model_not_supported",
    "invalid_model",
    "model_decommissioned",
    "model_deprecated",
    "model_not_available",
)
NO_MODEL = (
    r"\bmodel\b.{0,120}(?:not found|not exist|not supported (?:by any|for task))"
    r"|(?:invalid|unknown|no such) model|not a valid model|model identifier is invalid"
    r"|\bmodel ['\"`]\S+['\"`] is not supported"
    r"|\bmodels?\b(?:(?!\. |param|temperature|token|format|field)[^;]){0,100}?"
    r"(?:has been|is|was|are) (?:now )?"
    r"(?:decommissioned|deprecated|retired|discontinued|shut ?down|sunset|removed"
    r"|turned off|no longer (?:supported|available|offered|served|active))"
    r"|end[ -]of[ -]life|reached its end|does not support (?:chat|generate)\b"
    r"|(?:failed|unable|error|not|n't) (?:to )?load(?:ing)? (?:the )?model"
    r"|no models? (?:is |are )?loaded|model (?:is )?not loaded|model failed to load"
    r"|instructions? (?:is|are) not enabled for models?"  # Gemma at Google
    r"|no (?:healthy )?(?:deployment|endpoint)s? (?:available|found) for (?:\w+ )?model"
)


def _is_model(problem: Problem) -> bool:
    if problem.says("requested parameters"):
        return False
    if problem.says("requires more (?:system )?memory"):
        return True  # Ollama: this machine will never run it
    return (
        problem.status in (404, 410)
        or problem.has(*MODEL_GONE)
        or (problem.status in (400, 422, 500) and problem.says(NO_MODEL))
    )


def _is_too_long(problem: Problem) -> bool:
    if problem.status == 413 or problem.has(*TOO_LONG):
        return True
    if problem.status == 429 and problem.says("request too large for"):
        return True  # more at once than a minute allows: it never fits
    return problem.status in (400, 422, 500) and problem.says(
        r"must be at least 1, got -\d"  # vLLM: what is left for the answer is nothing
        r"|too long|too many tokens|maximum context|context ?(?:size|length|window)"
        r"|token count|prompt is too large|input length|payload size exceeds"
        r"|reduce the length|exceed(?:s|ed)? model token limit"
        r"|exceeds? (?:the )?(?:model'?s? )?(?:maximum|max|limit)"
        r"[^.]{0,40}(?:tokens?|length|context)"
    )


def _is_refusal(problem: Problem) -> bool:
    """Told also by words: a 403 for one text must not pause the whole provider."""
    return problem.has(*REFUSAL) or (
        problem.status in (400, 403, 422, 498)
        and problem.says(
            r"\b(?:prompt|input|output|request|content|text|message)s?\b.{0,60}"
            r"(?:\bflagged\b|violat\w+ (?:\w+ ){0,3}(?:guideline|polic)"
            r"|content management policy)"
            r"|inappropriate content|content exists risk|unsafe content"
            r"|blocked (?:by|due to|for) (?:\w+ )?(?:content|safety|polic|prohib)"
            r"|safety system"
        )
    )


def _is_bad_json(problem: Problem) -> bool:
    return problem.has("json_validate_failed", "tool_use_failed") or (
        problem.status == 400
        and problem.says(r"failed to generate json|generated json does not match")
    )


def _is_parameter(problem: Problem) -> bool:
    named = bool(problem.param) or problem.says("requested parameters")
    if problem.status == 500:  # local servers: the grammar they made of it is no good
        return refused_subject(problem.param) == "schema" and problem.says(
            r"(?:invalid|unsupported|unexpected|fail\w*|error|unable|cannot|empty).{0,60}"
            r"(?:grammar|schema|response_format)|(?:grammar|schema|response_format)"
            r".{0,60}(?:invalid|unsupported|not supported|fail|error)"
        )
    return problem.status in (400, 404, 422) and named


def _is_overloaded(problem: Problem) -> bool:
    if problem.status in (503, 529, 498) or problem.has("overloaded_error"):
        return True
    if problem.status in (400, 404) and problem.says(
        r"currently loading|still loading"
    ):
        return True
    full = problem.has("slow_down") or problem.says("capacity|overloaded|high demand")
    return (problem.status == 429 or problem.status >= 500) and full


# First hit wins. Billing comes before rate, since "no credit" likes to be a 429.
ORDER: tuple[tuple[Callable[[Problem], bool], type[LLMError]], ...] = (
    (_is_billing, errors.NoCredit),
    (_is_key, errors.KeyRefused),
    (_is_refusal, errors.ContentRefused),
    (_is_forbidden, errors.Forbidden),
    (_is_other_wire, errors.ParameterRefused),
    (_is_model, errors.ModelNotFound),
    (_is_too_long, errors.PromptTooLong),
    (_is_bad_json, errors.UnreadableAnswer),
    (_is_parameter, errors.ParameterRefused),
    (_is_overloaded, errors.Overloaded),
    (lambda problem: problem.status == 429, errors.RateLimited),
    (
        lambda problem: problem.status >= 500 or problem.status in (408, 409, 424, 499),
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
