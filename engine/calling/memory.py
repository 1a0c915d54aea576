"""What one process knows of its providers: cooldowns, learned dialects, throttles."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from ..errors import AllCoolingDown
from ..settings import Endpoint, Limits
from ..values import Attempt
from ..vendors.base import PLAIN, Dialect
from .throttle import PROBE, TRIP, Throttle


class Memory:
    """Shared by the threads of one process; forgets everything with it.

    Times are values of the monotonic clock that the client uses.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # Who waits for a place of one provider is woken when it has one, not with all.
        self._queues: dict[int, threading.Condition] = {}
        self._cooldowns: dict[int, float] = {}
        self._learned: dict[Hashable, Dialect] = {}
        self._throttles: dict[int, Throttle] = {}
        # Leads in a row that a provider refused as they are, none answered between.
        self._refused: dict[int, int] = {}

    def cool_down(self, provider_id: int, until: float) -> None:
        """Leave a provider alone; of two cooldowns the longer wins."""
        with self._lock:
            known = self._cooldowns.get(provider_id, until)
            self._cooldowns[provider_id] = max(known, until)
            self._throttle(provider_id).close_down()
            self._queue(provider_id).notify_all()

    def cooldown_left(self, provider_id: int, now: float) -> float:
        """Seconds for which the provider should still be left alone, 0 for none."""
        with self._lock:
            return max(self._cooldowns.get(provider_id, now) - now, 0.0)

    def forget_cooldown(self, provider_id: int) -> None:
        """Let the provider be asked again, say because its key was changed."""
        with self._lock:
            self._cooldowns.pop(provider_id, None)

    def learn(self, key: Hashable, dialect: Dialect) -> None:
        """Keep what was found out about one model at one address."""
        with self._lock:
            self._learned[key] = self._learned.get(key, PLAIN).merged(dialect)

    def refuse(self, provider_id: int) -> bool:
        """Count a lead refused as it is; whether it is by now no matter of one lead."""
        with self._lock:
            self._refused[provider_id] = self._refused.get(provider_id, 0) + 1
            return self._refused[provider_id] >= TRIP

    def serve(self, provider_id: int) -> None:
        """A lead was answered: what others were refused for is theirs."""
        with self._lock:
            self._refused[provider_id] = 0

    def recall(self, key: Hashable) -> Dialect:
        """What was learned so far."""
        with self._lock:
            return self._learned.get(key, PLAIN)

    @contextmanager
    def place(
        self, endpoint: Endpoint, *, ends: float, clock: Callable[[], float]
    ) -> Iterator[Callable[[Attempt, bool], bool]]:
        """Wait for a place among the endpoint's requests, and hold it.

        Gives a function to call once with the finished attempt, and whether the vendor
        did its part; it tells whether the provider is in trouble.

        :raises AllCoolingDown: no place before ``ends``, or left alone meanwhile.
        """
        provider_id = endpoint.provider_id
        with self._lock:
            self._wait_for_place(endpoint, ends, clock)
            throttle = self._throttle(provider_id)
            ticket = throttle.enter(clock())
            if throttle.free_places:
                self._queue(provider_id).notify()  # who was woken may tell the next
        left = False

        def leave(attempt: Attempt | None, answered: bool) -> bool:
            nonlocal left
            with self._lock:
                left = True
                usage = attempt and attempt.usage
                tokens = usage.input_tokens + usage.output_tokens if usage else 0
                throttle.leave(ticket, tokens, answered)
                self._queue(provider_id).notify(throttle.free_places)
                return throttle.is_in_trouble

        try:
            yield leave
        finally:
            if not left:
                leave(None, True)

    def _wait_for_place(
        self, endpoint: Endpoint, ends: float, clock: Callable[[], float]
    ) -> None:
        throttle = self._throttle(endpoint.provider_id, endpoint.limits)
        queue = self._queue(endpoint.provider_id)
        while True:
            now = clock()
            rest = self._cooldowns.get(endpoint.provider_id, now) - now
            if rest > 0:
                raise AllCoolingDown("left alone for now", retry_after=rest)
            wait = throttle.seconds_to_wait(now)
            if wait == 0:
                return
            if now + (wait or 0) >= ends:
                queue.notify()  # the place that it was woken for is another's
                raise AllCoolingDown("no free place in time", retry_after=wait)
            queue.wait(min(wait or ends - now, ends - now))

    def places(self, endpoint: Endpoint) -> int:
        """How many requests the endpoint may have in flight now."""
        with self._lock:
            return self._throttle(endpoint.provider_id, endpoint.limits).places

    def probe_first(self, provider_id: int) -> None:
        """It was in trouble lately, in another process: begin with one request."""
        with self._lock:
            if provider_id not in self._throttles:
                self._throttle(provider_id).close_down()
                self._refused[provider_id] = TRIP - PROBE

    def count_others(self, provider_id: int, requests: int, tokens: int) -> None:
        """What all processes together sent to the provider in the last minute."""
        with self._lock:
            self._throttle(provider_id).others = (requests, tokens)

    def _queue(self, provider_id: int) -> threading.Condition:
        found = self._queues.get(provider_id)
        if found is None:
            found = self._queues[provider_id] = threading.Condition(self._lock)
        return found

    def _throttle(self, provider_id: int, limits: Limits | None = None) -> Throttle:
        throttle = self._throttles.setdefault(provider_id, Throttle())
        if limits is not None:
            throttle.limits = limits
        return throttle
