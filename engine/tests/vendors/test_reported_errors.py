"""Shapes of errors that users of these vendors reported, and what each one is.

The bodies are worded by us; their shapes, codes and telling words are the vendors'.
"""

import json
import unittest
from dataclasses import dataclass, field

from ... import errors
from ...values import HttpResponse
from ...vendors.classify import read_error
from ...vendors.error_body import refused_subject

NOW = 1_800_000_000.0  # 2027-01-15T08:00:00Z
PAUSES = True


@dataclass(frozen=True)
class Report:
    """One shape; its class, whether it may pass, whether the provider is paused.

    :param wait: seconds that it asks us to wait.
    :param subject: which part of the request is left out of the next one.
    """

    name: str
    status: int
    body: object
    kind: type
    retryable: bool
    pauses: bool
    headers: dict = field(default_factory=dict)
    wait: float | None = None
    subject: str = ""


def passing(name, status, body, kind, headers=None, wait=None):
    return Report(name, status, body, kind, True, PAUSES, headers or {}, wait)


def lasting(name, status, body, kind, pauses=False, subject=""):
    return Report(name, status, body, kind, False, pauses, subject=subject)


def nested(message, **more):
    return {"error": {"message": message, **more}}


def claude(kind, message, **more):
    return {"type": "error", "error": {"type": kind, "message": message}, **more}


def openrouter(status, raw):
    metadata = {"raw": raw, "provider_name": "Upstream"}
    return nested("Provider returned error", code=status, metadata=metadata)


GONE = nested("Quota is used up for now.", code=429, status="RESOURCE_EXHAUSTED")
JSON_WORD = "Input must contain the word 'json' to use 'text.format' json_object."
TOKENS_SPENT = {
    "anthropic-ratelimit-input-tokens-remaining": "0",
    "anthropic-ratelimit-input-tokens-reset": "2027-01-15T08:00:48Z",
}

REPORTS = (
    passing(
        "anthropic overloaded",
        529,
        claude("overloaded_error", "Overloaded"),
        errors.Overloaded,
    ),
    passing(
        "anthropic overloaded, with details and an id",
        529,
        {
            "type": "error",
            "error": {"details": None, "type": "overloaded_error", "message": "Busy"},
            "request_id": "req_1",
        },
        errors.Overloaded,
    ),
    passing(
        "anthropic tokens per minute, both hints: its own word wins over the reset",
        429,
        claude("rate_limit_error", "This would exceed 20,000 input tokens per minute."),
        errors.RateLimited,
        {"retry-after": "16", "x-should-retry": "true", **TOKENS_SPENT},
        16.0,
    ),
    passing(
        "anthropic rate limit, told by the reset alone",
        429,
        claude("rate_limit_error", "..."),
        errors.RateLimited,
        TOKENS_SPENT,
        48.0,
    ),
    lasting(
        "anthropic body too large",
        413,
        nested("The request is larger than allowed", type="request_too_large"),
        errors.PromptTooLong,
    ),
    lasting(
        "openai without money, as a 429",
        429,
        nested(
            "You exceeded your current quota, please check your plan and billing.",
            type="insufficient_quota",
            param=None,
            code="insufficient_quota",
        ),
        errors.NoCredit,
        PAUSES,
    ),
    passing(
        "openai rate limit, the wait in its words",
        429,
        nested(
            "Rate limit reached for m on tokens per min (TPM): Limit 300, Used 280, "
            "Requested 39. Please try again in 3.89s.",
            type="tokens",
            param=None,
            code="rate_limit_exceeded",
        ),
        errors.RateLimited,
        wait=3.89,
    ),
    passing(
        "azure without a body, and headers that mean nothing",
        429,
        None,
        errors.RateLimited,
        {"x-ratelimit-remaining-tokens": "-1", "x-ratelimit-reset-tokens": "0"},
    ),
    passing(
        "gemini overloaded",
        503,
        nested("The model has too much to do.", code=503, status="UNAVAILABLE"),
        errors.Overloaded,
    ),
    passing("gemini quota", 429, GONE, errors.RateLimited),
    passing(
        "gemini quota, the whole body as text inside another",
        429,
        nested(json.dumps(GONE, indent=2), code=429, status="Too Many Requests"),
        errors.RateLimited,
    ),
    passing("vertex quota, in a list", 429, [GONE], errors.RateLimited),
    lasting(
        "groq request larger than a minute's tokens: waiting won't help",
        413,
        nested(
            "Request too large for model `m` on tokens per minute (TPM): Limit 60, "
            "Requested 148, please reduce your message size and try again.",
            type="tokens",
            code="rate_limit_exceeded",
        ),
        errors.PromptTooLong,
    ),
    passing(
        "groq rate limit, the wait in its words",
        429,
        nested(
            "Rate limit reached for model `m` on tokens per minute (TPM): Limit 60, "
            "Used 50, Requested 14. Please try again in 4.77s.",
            type="tokens",
            code="rate_limit_exceeded",
        ),
        errors.RateLimited,
        wait=4.77,
    ),
    passing(
        "mistral rate limit",
        429,
        {
            "object": "error",
            "message": "Too many requests",
            "type": "rate_limited",
            "param": None,
            "code": "1300",
            "raw_status_code": 429,
        },
        errors.RateLimited,
    ),
    passing(
        "mistral rate limit, its older shape",
        429,
        {"message": "Requests rate limit exceeded"},
        errors.RateLimited,
    ),
    passing(
        "mistral out of capacity, though the type blames the request",
        429,
        {
            "object": "error",
            "message": "The capacity of this service tier is used up.",
            "type": "invalid_request_error",
            "param": None,
            "code": None,
        },
        errors.Overloaded,
    ),
    passing(
        "openrouter passing on a rate limit",
        429,
        openrouter(429, "m is temporarily rate-limited upstream, retry shortly."),
        errors.RateLimited,
    ),
    lasting(
        "openrouter passing on a refused format, as JSON in a string",
        400,
        openrouter(400, json.dumps(nested(JSON_WORD, param="input", code=None))),
        errors.ParameterRefused,
        subject="schema",
    ),
    passing(
        "ollama with a full queue",
        503,
        {"error": "server busy, too many requests are waiting"},
        errors.Overloaded,
    ),
    passing(
        "ollama's cloud overloaded",
        503,
        {"error": "Server overloaded, retry shortly (ref: 1)"},
        errors.Overloaded,
    ),
    lasting(
        "ollama without the memory for it: a 500 that stays",
        500,
        {"error": "model requires more system memory (5.3 GiB) than there is"},
        errors.ModelNotFound,
        PAUSES,
    ),
    lasting(
        "deepseek without money, though type and code say nothing",
        402,
        nested("No balance", type="unknown_error", code="invalid_request_error"),
        errors.NoCredit,
        PAUSES,
    ),
    passing(
        "bedrock throttling: too many tokens a minute, not in the prompt",
        429,
        {"message": "Too many tokens, please wait before trying again."},
        errors.RateLimited,
        {"x-amzn-errortype": "ThrottlingException"},
    ),
)


class TestReportedErrors(unittest.TestCase):
    def test_each_is_what_a_person_would_call_it(self):
        for report in REPORTS:
            with self.subTest(report.name):
                error = self.read(report)
                self.assertIs(type(error), report.kind)
                self.assertEqual(error.retryable, report.retryable)
                self.assertEqual(error.pauses_provider, report.pauses)
                self.assertEqual(error.retry_after, report.wait)
                self.assertEqual(refused_subject(error.param), report.subject)

    def read(self, report):
        body = b"" if report.body is None else json.dumps(report.body).encode()
        response = HttpResponse(report.status, report.headers, body)
        return read_error(response, now=NOW)
