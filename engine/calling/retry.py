"""Wait how long, or give up? Answers only; never sleeps and knows no vendor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

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

# How long a provider is left alone that gave no hint of its own.
COOLDOWNS: Mapping[type[LLMError], float] = {
    errors.NoCredit: 900.0,
    errors.KeyRefused: 900.0,
    errors.Forbidden: 900.0,
    errors.ModelNotFound: 900.0,
    errors.AddressRefused: 900.0,
    # Only where it was found out that others fail the same way.
    errors.VendorError: 900.0,
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
