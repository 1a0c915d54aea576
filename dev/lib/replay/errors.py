"""Which classes of error are right for a recorded error, by its status and words."""

import re

RETRIED = {"server_error", "overloaded"}
BY_STATUS = {
    401: {"key_refused"},
    402: {"no_credit"},
    403: {"forbidden", "key_refused", "no_credit", "content_refused"},
    404: {"model_not_found", "parameter_refused"},
    408: RETRIED,
    413: {"prompt_too_long"},
    429: {"rate_limited", "overloaded", "no_credit"},
}
# What a person would take the words for, first hit wins; only 400, 403, 422 and 5xx
# leave it to the words.
BY_WORDS = (
    (r"api key|api token|unregistered callers", {"key_refused"}),
    (r"credit|balance", {"no_credit"}),
    (r"too long|maximum context|context length", {"prompt_too_long"}),
    (r"\bmodel\b.*\bnot exist|invalid model|valid model id", {"model_not_found"}),
    (r"response_format|json_schema|json schema", {"parameter_refused"}),
)
OF_THIS_REQUEST = {
    "vendor_error",
    "parameter_refused",
    "content_refused",
    "answer_unreadable",
}
NO_ERROR = {"answer_empty", "answer_truncated"}


def expected(row):
    """Codes that fit the recorded error; empty where any error does."""
    status = row.response.status
    by_words = _by_words(str(row.reading.get("error") or ""))
    if status in (400, 403, 422):
        return by_words or BY_STATUS.get(status) or OF_THIS_REQUEST
    if status >= 500:
        return RETRIED
    return BY_STATUS.get(status, set())


def fits(code, wanted):
    return code in wanted if wanted else bool(code) and code not in NO_ERROR


def _by_words(words):
    found = (codes for words_of, codes in BY_WORDS if re.search(words_of, words, re.I))
    return next(found, set())
