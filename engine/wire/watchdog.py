"""One thread that ends what has run too long.

A timer for each request would start a thread for each: dearer than the request itself.
"""

from __future__ import annotations

import heapq
import itertools
import os
import threading
import time
from collections.abc import Callable


class Watchdog:
    """Calls back at a moment of ``time.monotonic()``, unless told not to."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = itertools.count()
        self._alarms: list[tuple[float, int, Alarm]] = []
        self._thread: threading.Thread | None = None

    def set(self, at: float, ring: Callable[[], None]) -> Alarm:
        """Call ``ring`` at that moment; it must be quick and raise nothing."""
        alarm = Alarm(ring)
        with self._changed:
            self._keep_awake()
            heapq.heappush(self._alarms, (at, next(self._count), alarm))
            if self._alarms[0][2] is alarm:
                self._changed.notify()
        return alarm

    def _keep_awake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._watch, name="llm.watchdog", daemon=True
            )
            self._thread.start()

    def _watch(self) -> None:
        while True:
            with self._changed:
                alarm = self._next_due()
            alarm.ring()

    def _next_due(self) -> Alarm:
        while True:
            while self._alarms and self._alarms[0][2].is_off:
                heapq.heappop(self._alarms)
            left = self._alarms[0][0] - time.monotonic() if self._alarms else None
            if left is not None and left <= 0:
                return heapq.heappop(self._alarms)[2]
            self._changed.wait(left)


class Alarm:
    """What :meth:`Watchdog.set` returns."""

    def __init__(self, ring: Callable[[], None]):
        self._ring: Callable[[], None] | None = ring

    @property
    def is_off(self) -> bool:
        return self._ring is None

    def off(self) -> None:
        self._ring = None

    def ring(self) -> None:
        ring = self._ring
        if ring is not None:
            ring()


WATCHDOG = Watchdog()
# Threads do not survive a fork, and a lock may be held in the middle of one.
os.register_at_fork(after_in_child=WATCHDOG.__init__)
