"""What is true of one request: its length, its text, its fields."""

from __future__ import annotations

from ..error_body import ENFORCED, Problem, refused_subject
from .model import UNSERVED

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


def is_too_long(problem: Problem) -> bool:
    if problem.status == 413 or problem.has(*TOO_LONG):
        return True
    if problem.status == 429 and problem.says("request too large for"):
        return True  # more at once than a minute allows: it never fits
    return problem.status in (400, 422, 500) and problem.says(
        r"must be at least 1, got -\d"  # vLLM: what is left for the answer is nothing
        r"|too long|too many tokens|maximum context|context ?(?:size|length|window)"
        r"|token count|prompt is too large|input length|payload size exceeds"
        r"|n_keep\b.{0,20}n_ctx|too large to process|must have less than \d+ tokens"
        r"|max_new_tokens\W* must be|prompt is too (?:big|large|long)"
        r"|max(?:imum)? length exceeded|(?:input|prompt|text)\b.{0,40}\d+ token limit"
        r"|maximum (?:prompt|input|model|sequence) length|超长"
        r"|(?:prompt|context|input) length \d+ is (?:greater|larger|longer)"
        r"|reduce the length|exceed(?:s|ed)? model token limit"
        r"|exceeds? (?:the )?(?:model'?s? )?(?:maximum|max|limit)"
        r"[^.]{0,40}(?:tokens?|length|context)"
    )


def is_refusal(problem: Problem) -> bool:
    """Told also by words: a 403 for one text must not pause the whole provider."""
    return problem.has(*REFUSAL) or (
        problem.status in (400, 403, 422, 424, 446, 498)
        and problem.says(
            r"\b(?:prompt|input|output|request|content|text|message)s?\b.{0,60}"
            r"(?:\bflagged\b|violat\w+ (?:\w+ ){0,3}(?:guideline|polic)"
            r"|content management policy)"
            r"|inappropriate content|content exists risk|unsafe content"
            r"|blocked (?:by|due to|for) (?:\w+ )?"
            r"(?:content|safety|security|guardrail|polic|prohib)"
            r"|(?:rejected|denied) (?:by|due to) (?:\w+ )?content polic"
            r"|safety system|guardrail checks .{0,40}failed|不安全|敏感内容"
        )
    )


def is_bad_json(problem: Problem) -> bool:
    return problem.has("json_validate_failed", "tool_use_failed") or (
        problem.status == 400
        and problem.says(
            r"failed to generate json|generated json does not match"
            r"|did not (?:output|produce|return) valid json|json mode couldn't be met"
        )
    )


def is_cut_short(problem: Problem) -> bool:
    return problem.status == 400 and problem.says(
        r"could not finish the message because max_tokens"
        r"|max(?:imum)? completion tokens reached"
    )


def is_parameter(problem: Problem) -> bool:
    named = bool(problem.param) or problem.says(UNSERVED)
    if problem.status == 500:  # local servers: the grammar they made of it is no good
        return refused_subject(problem.param) in ENFORCED and problem.says(
            r"(?:invalid|unsupported|unexpected|fail\w*|error|unable|cannot|empty).{0,60}"
            r"(?:grammar|schema|sampler|response_format)"
            r"|(?:grammar|schema|sampler|response_format)"
            r".{0,60}(?:invalid|unsupported|not supported|fail|error)"
            r"|fail\w* .{0,40}required for format"
        )
    return problem.status in (400, 404, 422) and named
