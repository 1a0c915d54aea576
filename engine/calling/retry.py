"""Wait how long, or give up? Answers only; never sleeps and knows no vendor."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any

from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

from .. import errors
from ..errors import LLMError


@dataclass(frozen=True)
class Policy:
    """The numbers, in seconds.

    :param longest_wait: a hint above this is not slept in the thread.
    :param last_moments: no request is repeated with less time left than this.
    """

    max_retries: int = 2
    first_wait: float = 0.5
    longest_backoff: float = 8.0
    longest_wait: float = 10.0
    last_moments: float = 1.0


# While a person waits.
INTERACTIVE = Policy()
# Nobody waits: more patience, since a lead put back costs a pass.
UNATTENDED = Policy(max_retries=4, first_wait=1.0, longest_backoff=16.0)
# With another provider to ask, no hint longer than this is slept.
SHORT_WAIT = 2.0

# Nobody plans beyond a day: a larger hint is a unit we misread.
LONGEST_HINT = 86400.0

# How long a provider is left alone that gave no hint of its own.
COOLDOWNS: Mapping[type[LLMError], float] = {
    errors.NoCredit: 900.0,
    errors.KeyRefused: 900.0,
    errors.Forbidden: 900.0,
    errors.ModelNotFound: 900.0,
    errors.AddressRefused: 900.0,
    errors.RateLimited: 30.0,
    errors.Overloaded: 30.0,
    errors.Unreachable: 30.0,
    errors.TimedOut: 30.0,
    errors.ServerError: 15.0,
}


def hurried(policy: Policy) -> Policy:
    """The policy for an endpoint that others follow."""
    return replace(policy, longest_wait=SHORT_WAIT, longest_backoff=SHORT_WAIT)


def wait_before_retry(
    error: LLMError,
    retries: int,
    *,
    remaining: float,
    random: Callable[[], float],
    policy: Policy = INTERACTIVE,
) -> float | None:
    """Seconds to wait before asking the same endpoint again, or None to give up.

    :param retries: how often it was asked again already.
    :param remaining: seconds left before the deadline.
    """
    if retries >= policy.max_retries or not _may_be_sent_again(error):
        return None
    if error.retry_after is None:
        wait = backoff(retries, random=random, policy=policy)
    elif error.retry_after <= policy.longest_wait:
        # Never earlier than asked, and not all threads in the same moment.
        wait = error.retry_after * (1 + 0.1 * random())
    else:
        return None
    return wait if wait + policy.last_moments <= remaining else None


def _may_be_sent_again(error: LLMError) -> bool:
    if not isinstance(error, (errors.TransportError, errors.VendorError)):
        return False  # nothing was sent, and asking again at once changes nothing
    if getattr(error, "sent", False):
        return False  # the vendor may have answered, and billed, the first one
    word = getattr(error, "should_retry", None)
    return error.retryable if word is None else word


def backoff(
    retries: int, *, random: Callable[[], float], policy: Policy = INTERACTIVE
) -> float:
    """Full jitter: anything between nothing and the doubled wait."""
    return random() * min(policy.longest_backoff, policy.first_wait * 2**retries)


def cooldown(error: LLMError) -> float:
    """Seconds to leave the provider alone after giving up on it; 0 for not at all."""
    if not error.pauses_provider:
        return 0.0
    if error.retry_after is not None:
        return max(error.retry_after, 1.0)
    known = (COOLDOWNS[kind] for kind in type(error).__mro__ if kind in COOLDOWNS)
    return next(known, 30.0)


def read_hint(headers: Mapping[str, str], body: Any, *, now: float) -> float | None:
    """Seconds that the vendor asks us to wait, or None.

    :param headers: names in lower case.
    :param body: the parsed error body, whatever it is.
    :param now: unix time, for hints that name a moment.
    """
    hints = (
        _scaled(headers.get("retry-after-ms"), 0.001),
        _retry_after(headers.get("retry-after")),
        _retry_after(headers.get("llm_provider-retry-after")),  # LiteLLM passes it on
        _retry_info(body),
        _reset(headers, now),
        _from_text(body),
    )
    for hint in hints:
        if hint is not None and math.isfinite(hint):
            return min(max(hint, 0.0), LONGEST_HINT)
    return None


def read_should_retry(headers: Mapping[str, str]) -> bool | None:
    """The vendor's own word in ``x-should-retry``, or None."""
    word = headers.get("x-should-retry", "").strip().lower()
    return {"true": True, "false": False}.get(word)


def _scaled(text: str | None, scale: float) -> float | None:
    try:
        return float(text or "") * scale
    except ValueError:
        return None


def _retry_after(text: str | None) -> float | None:
    """Seconds, with a fraction or without, or an HTTP date."""
    seconds = _scaled(text, 1.0)
    if seconds is not None or not text:
        return seconds
    try:
        return float(Retry(0).parse_retry_after(text))
    except (InvalidHeader, ValueError, OverflowError, TypeError):
        return None


def _retry_info(body: Any) -> float | None:
    """Gemini's ``google.rpc.RetryInfo`` among the error's details."""
    for item in walk(body):
        if isinstance(item, Mapping) and isinstance(item.get("retryDelay"), str):
            return parse_duration(item["retryDelay"])
    return None


def walk(body: Any, depth: int = 6) -> Iterator[Any]:
    """Every value inside a parsed JSON body, outer ones first."""
    yield body
    if depth and isinstance(body, (Mapping, list)):
        children = body.values() if isinstance(body, Mapping) else body
        for child in children:
            yield from walk(child, depth - 1)


def _reset(headers: Mapping[str, str], now: float) -> float | None:
    """When the last of the used-up limits is filled again."""
    waits = []
    for name, text in headers.items():
        if "ratelimit" not in name or "reset" not in name:
            continue
        left = headers.get(name.replace("reset", "remaining"))
        used_up = _scaled(left, 1.0) == 0 if left is not None else _is_moment(text)
        if used_up:
            waits.append(_until(text, now))
    # A moment that is over says nothing: clocks differ.
    return max((wait for wait in waits if wait is not None and wait > 0), default=None)


def _is_moment(text: str) -> bool:
    return (_scaled(text, 1.0) or 0.0) > 1e9


def _until(text: str, now: float) -> float | None:
    """Seconds until a reset: a number, unix time (s or ms), duration or RFC 3339."""
    number = _scaled(text, 1.0)
    if number is None:
        wait = parse_duration(text)
        return wait if wait is not None else _until_date(text, now)
    if number > 1e12:
        number /= 1000
    return number - now if number > 1e9 else number


def _until_date(text: str, now: float) -> float | None:
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.timestamp() - now


UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
NUMBER = r"\d+(?:\.\d+)?"
DURATION = rf"(?:{NUMBER}(?:ms|s|m|h|d))+"
SAID = re.compile(
    rf"(?:try again in|retry after) ({DURATION}|{NUMBER}(?= seconds?))( seconds?)?",
    re.IGNORECASE,
)


def parse_duration(text: str) -> float | None:
    """Seconds of a duration such as ``120ms``, ``38.2s`` or ``6m0s``, or None."""
    if not re.fullmatch(DURATION, text.strip()):
        return None
    parts = re.findall(rf"({NUMBER})(ms|s|m|h|d)", text)
    return sum(float(number) * UNITS[unit] for number, unit in parts)


def _from_text(body: Any) -> float | None:
    """OpenAI, Groq and Azure say it in the message when they leave the header out."""
    for item in walk(body):
        said = isinstance(item, str) and SAID.search(item)
        if said:
            return parse_duration(f"{said[1]}s" if said[2] else said[1])
    return None
