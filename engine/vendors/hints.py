"""How long a vendor asks to be left alone, in all the places where vendors say it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

# Nobody plans beyond a day: a larger hint is a unit we misread.
LONGEST_HINT = 86400.0

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
NUMBER = r"\d+(?:\.\d+)?"
DURATION = rf"(?:{NUMBER}(?:ms|s|m|h|d))+"
SAID = re.compile(
    rf"(?:try again in|retry after) ({DURATION}|{NUMBER}(?= seconds?))( seconds?)?",
    re.IGNORECASE,
)


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
