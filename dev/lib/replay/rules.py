"""Compares what our readers made of a recorded answer with the reading beside it."""

import re
from dataclasses import dataclass, replace

from engine.calling.asking import read_payload
from engine.errors import LLMError
from engine.values import Completion, TokenUsage

from . import errors, tokens

ASPECTS = ("text", "refusal", "cut", "error", "usage")
CUT = frozenset(
    "length model_length max_tokens model_context_window_exceeded "
    "MAX_TOKENS CONTINUATION incomplete:max_output_tokens".split()
)
BLOCKED = frozenset(
    "content_filter refusal ERROR_TOXIC SAFETY RECITATION BLOCKLIST "
    "PROHIBITED_CONTENT SPII LANGUAGE incomplete:content_filter".split()
)
GIVEN_UP = frozenset(
    "error insufficient_system_resource ERROR ERROR_LIMIT TIMEOUT OTHER "
    "MALFORMED_RESPONSE TOO_MANY_TOOL_CALLS UNEXPECTED_TOOL_CALL failed cancelled "
    "queued in_progress".split()
)
THINKING = re.compile(
    r"\s*<(think|thinking|thought)>.*?(?:</\1>|\Z)|(?:(?!<think>).)*</think>", re.DOTALL
)

NOT_TEXT = "text: thinking is no text, also where the limit cut it"
GIVEN_UP_IS_ERROR = (
    "text: an answer given up, or only promised, is an error, and retried"
)
BLOCK_IS_REFUSAL = "refusal: an answer that a filter stopped is a refusal"


@dataclass(frozen=True)
class Read:
    """What our readers made of a row."""

    completion: Completion | None = None
    error: LLMError | None = None
    usage: TokenUsage | None = None

    @property
    def code(self):
        return self.error.code if self.error else ""

    @property
    def text(self):
        return self.completion.text.strip() if self.completion else ""

    @property
    def is_cut(self):
        return self.completion.truncated if self.completion else _is_cut_error(self)

    def __str__(self):
        if self.error:
            return f"{self.error.code} ({_short(self.error.detail)})"
        return _short(self.text)


@dataclass(frozen=True)
class Verdict:
    """One aspect of a row; a problem says in one line why it doesn't agree."""

    aspect: str
    problem: str = ""
    rule: str = ""


def _is_cut_error(read):
    return read.code == "answer_truncated"


def read(row, vendor):
    """The row through the vendor's readers, as the client would."""
    usage = None
    try:
        payload = read_payload(row.response)
        usage = vendor.read_usage(payload)
        completion = vendor.read_completion(payload, row.response.headers)
    except LLMError as error:
        return Read(error=error, usage=usage)
    return Read(completion, usage=usage)


def compare(row, found):
    """A verdict for each aspect that the reading tells something about."""
    if row.reading.get("error"):
        return [_error(row, found)]
    verdicts = [_refusal(row, found) if _is_refusal(row) else _text(row, found)]
    if not _is_refusal(row):
        verdicts.append(_cut(row, found))
    if row.reading.get("usage") and found.usage:
        verdicts.append(_usage(row, found.usage))
    return verdicts


def _is_refusal(row):
    if row.reading.get("refusal") or row.reading.get("finish") in BLOCKED:
        return True
    feedback = row.body.get("promptFeedback") if isinstance(row.body, dict) else None
    return bool(feedback and feedback.get("blockReason"))


def _error(row, found):
    wanted = errors.expected(row)
    if errors.fits(found.code, wanted):
        return Verdict("error")
    names = " or ".join(sorted(wanted)) or "an error"
    said = _short(row.reading["error"])
    problem = f"{names} expected for {row.response.status} {said}, read {found}"
    return Verdict("error", problem)


def _refusal(row, found):
    rule = "" if row.reading.get("refusal") else BLOCK_IS_REFUSAL
    if found.code == "content_refused":
        return Verdict("refusal", rule=rule)
    return Verdict("refusal", f"a refusal expected, read {found}")


def _text(row, found):
    given_up = row.reading.get("finish") in GIVEN_UP
    if given_up and found.code in errors.RETRIED:
        return Verdict("text", rule=GIVEN_UP_IS_ERROR)
    raw = (row.reading.get("text") or "").strip()
    wanted = _without_thinking(raw)
    rule = NOT_TEXT if wanted != raw else ""
    if wanted:
        if found.text == wanted:
            return Verdict("text", rule=rule)
        return Verdict("text", f"expected {_short(wanted)}, read {found}")
    if found.code in errors.NO_ERROR:
        return Verdict("text", rule=rule)
    return Verdict("text", f"no text expected, read {found}")


def _cut(row, found):
    wanted = "truncated" in row.tags or row.reading.get("finish") in CUT
    if wanted == found.is_cut:
        return Verdict("cut")
    names = {True: "an answer cut short", False: "a whole answer"}
    return Verdict("cut", f"{names[wanted]} expected, read {found}")


def _usage(row, usage):
    wanted, rule = tokens.expected(row)
    if replace(usage, searches=0) != wanted:  # a reading has tokens only
        return Verdict("usage", f"expected {_counts(wanted)}, read {_counts(usage)}")
    return Verdict("usage", rule=rule)


def _without_thinking(text):
    while match := THINKING.match(text):
        text = text[match.end() :]
    return text.strip()


def _counts(usage):
    return (
        f"input {usage.input_tokens}, cached {usage.cached_tokens}, "
        f"output {usage.output_tokens}, reasoning {usage.reasoning_tokens}"
    )


def _short(text, limit=80):
    text = " ".join(str(text).split())
    return repr(text if len(text) <= limit else text[: limit - 3] + "...")
