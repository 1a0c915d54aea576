"""How long a vendor asks to be left alone, in all the places where vendors say it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from email.utils import mktime_tz, parsedate_tz
from typing import Any

# Nobody plans beyond a day: a larger hint is a unit we misread.
LONGEST_HINT = 86400.0

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
NUMBER = r"\d+(?:\.\d+)?"
UNIT = (
    r"(?:milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h"
    r"|days?|d)(?![a-z])"
)
DURATION = rf"{NUMBER} ?{UNIT}(?:,? ?(?:and )?{NUMBER} ?{UNIT})*"
SAID = re.compile(
    rf"(?:try again|retry|wait|resets?|(?:available|request) again"
    rf"|available(?= in ))(?: [a-z]+){{0,3}}?:? "
    rf"({DURATION})",
    re.IGNORECASE,
)
SAID_BARE = re.compile(rf"retry[-_ ]after ?[:=] ?({NUMBER})s?(?![\w.])", re.IGNORECASE)
SAID_MOMENT = re.compile(
    r"(?:try again|retry|resets?|available again)(?: [a-z]+){0,3}?:? "
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)",
    re.IGNORECASE,
)
# Azure's API Management: days, hours, minutes and seconds.
SAID_CLOCK = re.compile(
    r"(?:replenished|try again|retry|resets?) in (?:(\d+)\.)?(\d\d):(\d\d):(\d\d)",
    re.IGNORECASE,
)
# Names in bodies, small and without what joins their parts -> of a second.
NAMED = {
    "retrydelay": 1.0,
    "retryafter": 1.0,
    "retryafterseconds": 1.0,
    "retryaftersec": 1.0,
    "retryaftersecs": 1.0,
    "retryafterms": 0.001,
    "waitseconds": 1.0,
    "cooldownseconds": 1.0,
    "resettime": 1.0,
    "retryin": 1.0,
    "resetsin": 1.0,
    "resetsinseconds": 1.0,
    "resetinseconds": 1.0,
    "resetsat": 1.0,
    "resetat": 1.0,
    "estimatedtime": 1.0,  # until a model is loaded
}


def read_hint(headers: Mapping[str, str], body: Any, *, now: float) -> float | None:
    """Seconds that the vendor asks us to wait, or None.

    :param headers: names in lower case.
    :param body: the parsed error body, whatever it is.
    :param now: unix time, for hints that name a moment.
    """
    headers = {**_headers_inside(body), **headers}
    hints = (
        _scaled(headers.get("retry-after-ms"), 0.001),
        _retry_after(headers.get("retry-after"), now),
        # LiteLLM passes it on
        _retry_after(headers.get("llm_provider-retry-after"), now),
        _named(body, now),
        _reset(headers, now),
        _from_text(body, now),
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


def _retry_after(text: str | None, now: float) -> float | None:
    """Seconds, with a unit or without, unix time, or an HTTP date."""
    if not text:
        return None
    wait = _until(text, now)
    if wait is not None:
        return wait
    try:
        date = parsedate_tz(text)
        return mktime_tz(date) - now if date else None
    except (ValueError, OverflowError, TypeError):
        return None


def _headers_inside(body: Any) -> dict[str, str]:
    """The headers of an upstream provider, which routers put into the body."""
    found: dict[str, str] = {}
    for item in walk(body):
        inside = item.get("headers") if isinstance(item, Mapping) else None
        if isinstance(inside, Mapping):
            found |= {str(name).lower(): str(text) for name, text in inside.items()}
    return found


def _named(body: Any, now: float) -> float | None:
    """A field of the body, such as Gemini's ``google.rpc.RetryInfo`` has."""
    for item in walk(body):
        for name, value in item.items() if isinstance(item, Mapping) else ():
            scale = NAMED.get(re.sub("[_-]", "", str(name)).lower())
            if scale and isinstance(value, (str, int, float)):
                wait = _until(str(value), now)
                if wait is not None:
                    return wait * scale
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
    """Seconds of a duration such as ``120ms``, ``6m0s`` or ``2 minutes``, or None."""
    if not re.fullmatch(DURATION, text.strip(), re.IGNORECASE):
        return None
    parts = re.findall(rf"({NUMBER}) ?([a-z]+)", text.lower())
    return sum(float(number) * _seconds(unit) for number, unit in parts)


def _seconds(unit: str) -> float:
    return UNITS["ms"] if unit.startswith(("ms", "mil")) else UNITS[unit[0]]


def _from_text(body: Any, now: float) -> float | None:
    """Many say it in the message and leave the header out."""
    for text in filter(lambda item: isinstance(item, str), walk(body)):
        if said := SAID.search(text):
            return parse_duration(said[1])
        if said := SAID_BARE.search(text):
            return float(said[1])
        if said := SAID_CLOCK.search(text):
            days, hours, minutes, seconds = (int(part or 0) for part in said.groups())
            return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        if said := SAID_MOMENT.search(text):
            wait = _until_date(said[1], now)
            return wait if wait and wait > 0 else None
    return None
