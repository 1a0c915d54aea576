"""What one process remembers between requests: cooldowns and learned dialects."""

from __future__ import annotations

import threading
from collections.abc import Hashable

from .vendors.base import PLAIN, Dialect


class Memory:
    """Shared by the threads of one process; forgets everything with it.

    Times are values of the monotonic clock that the client uses.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cooldowns: dict[int, float] = {}
        self._learned: dict[Hashable, Dialect] = {}

    def cool_down(self, provider_id: int, until: float) -> None:
        """Leave a provider alone; of two cooldowns the longer wins."""
        with self._lock:
            known = self._cooldowns.get(provider_id, until)
            self._cooldowns[provider_id] = max(known, until)

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

    def recall(self, key: Hashable) -> Dialect:
        """What was learned so far."""
        with self._lock:
            return self._learned.get(key, PLAIN)
