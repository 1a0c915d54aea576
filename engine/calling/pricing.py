"""What a request costs, and the most that it can cost. US dollars."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..errors import TimedOut
from ..settings import Endpoint, Prices
from ..values import Attempt, TokenUsage
from ..vendors import VENDORS
from ..vendors.base import raised_limit

MILLION = 1_000_000
WRITING = 0.25  # of the input's price, what vendors ask more for writing their caches


def cost(usage: TokenUsage, prices: Prices) -> float:
    """What the usage costs by these prices; input includes cached tokens."""
    cached = min(usage.cached_tokens, usage.input_tokens)
    written = min(usage.written_tokens, usage.input_tokens - cached)
    dollars = (
        (usage.input_tokens - cached + written * WRITING) * prices.input
        + cached * (prices.cached or prices.input)
        + usage.output_tokens * prices.output
    )
    return dollars / MILLION


def settled(attempts: Sequence[Attempt], held: float) -> float:
    """What counts as spent of what was held for these requests.

    All of it where one got no whole answer: nobody knows whether it was billed.
    """
    if any(a.perhaps_billed or a.error_code == TimedOut.code for a in attempts):
        return held
    return sum(attempt.cost for attempt in attempts)


def ceiling(body: Mapping[str, Any], output_tokens: int, endpoint: Endpoint) -> float:
    """The most that one request with this body can cost: no token is under a byte."""
    if not _has_prices(endpoint):
        return 0.0
    return _most(_size(_json(body)), output_tokens, endpoint)


def with_guesses(usage: TokenUsage, sent: Mapping[str, Any], text: str) -> TokenUsage:
    """The usage, with a guess, rather too high, for what its vendor didn't tell.

    Without it the answers of such a vendor would cost nothing, without limit.

    :param sent: the request's body.
    :param text: the answer.
    """
    return replace(
        usage,
        input_tokens=usage.input_tokens or _guess(_json(sent)),
        output_tokens=usage.output_tokens or _guess(text),
    )


def _guess(text: str) -> int:
    """Tokens of a text: about four bytes make one in English, three in Chinese."""
    return -(-_size(text) // 3)


def _json(body: Mapping[str, Any]) -> str:
    return json.dumps(body, default=dict, ensure_ascii=False)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


# Instructions, schema and all that goes round the lead's words, in bytes.
FRAME = 16_000


def allowance(size: int, endpoints: Sequence[Endpoint]) -> float:
    """What one call may cost, whoever of the endpoints answers.

    Enough for a request, its repair, and one with more room for the answer.

    :param size: of the words to send, in UTF-8 bytes.
    """
    return max((_call(size + FRAME, e) for e in endpoints if _has_prices(e)), default=0)


# What a vendor's search adds to a request: pages that it reads in, and its own fee.
SEARCH_TOKENS, MOST_SEARCHES = 50_000, 3


def search_cost(searches: int, endpoint: Endpoint) -> float:
    """The fee for so many searches; none where nothing is known of prices."""
    if not _has_prices(endpoint):
        return 0.0
    return searches * VENDORS[endpoint.vendor].search_price


def search_allowance(endpoints: Sequence[Endpoint]) -> float:
    """What a request that searches may cost beyond its own words."""
    return max(
        (
            _most(SEARCH_TOKENS, 0, endpoint) + search_cost(MOST_SEARCHES, endpoint)
            for endpoint in endpoints
            if _has_prices(endpoint) and VENDORS[endpoint.vendor].can_search
        ),
        default=0.0,
    )


def _call(size: int, endpoint: Endpoint) -> float:
    usual = _most(size, endpoint.max_tokens, endpoint)
    return 2 * usual + _most(size, raised_limit(endpoint), endpoint)


def _has_prices(endpoint: Endpoint) -> bool:
    return bool(endpoint.prices.input or endpoint.prices.output)


def _most(size: int, output_tokens: int, endpoint: Endpoint) -> float:
    prices = endpoint.prices
    return (size * prices.input + output_tokens * prices.output) / MILLION
