"""Ask until somebody answers: retry, repair, fail over; and record every request."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import random as default_random

from ..errors import (
    EmptyAnswer,
    LLMError,
    NoProvider,
    ParameterRefused,
    TimedOut,
    Unreachable,
    UnreadableAnswer,
    VendorError,
)
from ..settings import Endpoint
from ..values import Attempt, HttpRequest, Prompt, Reply
from ..vendors import VENDORS
from ..wire import transport
from ..wire.redact import clean
from . import retry
from .asking import Asking, read_payload, utc_now
from .memory import Memory
from .tools import Check, Send, Tools

# One lead may be the cause; with every lead it is what we send, or whom we ask.
OF_ONE_LEAD = (VendorError, ParameterRefused, EmptyAnswer, UnreadableAnswer)
# With others to follow, an endpoint may use this share of the time that is left.
SHARE = 0.6


def complete(
    prompt: Prompt,
    endpoints: Sequence[Endpoint],
    *,
    deadline: float,
    check: Check | None = None,
    memory: Memory | None = None,
    policy: retry.Policy = retry.INTERACTIVE,
    allowance: float | None = None,
    send: Send = transport.send,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    random: Callable[[], float] = default_random,
) -> Reply:
    """The first checked answer that one of the endpoints, asked in order, gives.

    :param deadline: a ``clock()`` value for all of it together.
    :param check: turns a completion into the reply's value or raises AnswerError,
        whose ``detail`` is then told to the model, once per endpoint.
    :param memory: shared between calls, so that a provider in trouble and a refused
        parameter cost time once.
    :param allowance: US dollars that all requests of this call may cost; None for
        any. A request that could cost more than is left is not sent.
    :param send: as :func:`.transport.send`.
    :raises LLMError: with every request sent in ``attempts``.
    """
    tools = Tools(
        check=check or (lambda completion: completion),
        memory=memory or Memory(),
        policy=policy,
        allowance=allowance,
        send=send,
        clock=clock,
        sleep=sleep,
        random=random,
    )
    try:
        return _Call(tools, deadline).complete(prompt, endpoints)
    except LLMError as error:
        error.attempts = tuple(tools.attempts)
        raise


def first_request(prompt: Prompt, endpoint: Endpoint, memory: Memory) -> HttpRequest:
    """What :func:`complete` would send this endpoint first."""
    dialect = memory.recall(endpoint.dialect_key)
    return VENDORS[endpoint.vendor].build_request(endpoint, prompt, dialect)


def list_models(
    endpoint: Endpoint,
    *,
    deadline: float,
    send: Send = transport.send,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[str, ...]:
    """Names of the models that the endpoint's vendor offers; one request, free.

    :raises LLMError: as :func:`complete`.
    """
    vendor = VENDORS[endpoint.vendor]
    request = vendor.models_request(endpoint)
    try:
        response = send(
            request,
            deadline=deadline,
            clock=clock,
            allow_private=endpoint.allow_private,
            proxy=endpoint.proxy,
        )
        return vendor.read_models(read_payload(response))
    except LLMError as error:
        raise _told(error, endpoint) from None


@dataclass
class _Call:
    """One :func:`complete`, from endpoint to endpoint."""

    tools: Tools
    deadline: float

    def complete(self, prompt: Prompt, endpoints: Sequence[Endpoint]) -> Reply:
        if not endpoints:
            raise NoProvider()
        failures: list[LLMError] = []
        for position, endpoint in enumerate(endpoints):
            others = len(endpoints) - position - 1
            try:
                return self._ask(endpoint, prompt, others)
            except LLMError as error:
                failures.append(_told(error, endpoint))
        raise most_telling(failures)

    def _ask(self, endpoint: Endpoint, prompt: Prompt, others: int) -> Reply:
        now = self.tools.clock()
        seconds = (self.deadline - now) * (SHARE if others else 1.0)
        policy = retry.hurried(self.tools.policy) if others else self.tools.policy
        asking = Asking(self.tools, endpoint, policy, ends=now + seconds)
        try:
            return asking.reply(prompt)
        except LLMError as error:
            self._count(endpoint, error)
            if not self._says_little(asking, error, others):
                self._leave_alone(endpoint, error)
            raise

    def _count(self, endpoint: Endpoint, error: LLMError) -> None:
        """What befalls one lead after the other is no matter of one of them."""
        if type(error) in OF_ONE_LEAD:
            error.pauses_provider = self.tools.memory.refuse(endpoint.provider_id)

    def _says_little(self, asking: Asking, error: LLMError, others: int) -> bool:
        """Nothing about the provider: too little time, or one broken connection."""
        if isinstance(error, Unreachable) and error.sent:
            return not asking.in_trouble
        return isinstance(error, TimedOut) and asking.hurried and not others

    def _leave_alone(self, endpoint: Endpoint, error: LLMError) -> None:
        """Remember a provider that further leads had better not ask."""
        seconds = retry.cooldown(error)
        if not seconds:
            return
        self.tools.memory.cool_down(endpoint.provider_id, self.tools.clock() + seconds)
        attempts = self.tools.attempts
        if not attempts or attempts[-1].provider_id != endpoint.provider_id:
            attempts.append(_unsent(endpoint, error))
        attempts[-1] = replace(attempts[-1], cooldown=seconds)


def _unsent(endpoint: Endpoint, error: LLMError) -> Attempt:
    """The attempt that an error ended before there was a request."""
    model_name = VENDORS[endpoint.vendor].model_name(endpoint)
    return Attempt(
        endpoint.provider_id,
        model_name,
        utc_now(),
        seconds=0.0,
        error_code=error.code,
        unsent=True,
    )


def _told(error: LLMError, endpoint: Endpoint) -> LLMError:
    """The error with its origin named and nothing secret left in it."""
    error.detail = clean(error.detail, endpoint.api_key)
    error.args = (error.detail or error.code,)
    error.provider_id = endpoint.provider_id
    return error


def most_telling(failures: Sequence[LLMError]) -> LLMError:
    """The one to raise when nobody answered.

    What may succeed later, the soonest; else what a manager has to mend; else the
    first.
    """
    later = [error for error in failures if error.retryable]
    if later:
        return min(later, key=_wait_of)
    to_mend = [error for error in failures if error.pauses_provider]
    return (to_mend or list(failures))[0]


def _wait_of(error: LLMError) -> float:
    if error.retry_after is not None:
        return error.retry_after
    return retry.cooldown(error)
