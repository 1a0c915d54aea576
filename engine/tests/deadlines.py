"""Deadlines that come when a test says so, on a machine of any speed."""

from __future__ import annotations

import threading
import time
import unittest
import unittest.mock
from collections.abc import Callable

from ..wire import connection
from ..wire.watchdog import Alarm, Watchdog

# For an answer to begin; what comes of it does not depend on how far it came.
MOMENT = 0.02


class Deadlines(Watchdog):
    """In the place of the one watchdog: no deadline passes before :meth:`come`."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._waiting: list[Alarm] = []

    def set(self, at: float, ring: Callable[[], None]) -> Alarm:
        alarm = Alarm(ring)
        with self._lock:
            self._waiting.append(alarm)
        return alarm

    def come(self) -> None:
        """The deadlines of all calls in flight pass, a moment from now."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for alarm in waiting:
            super().set(time.monotonic() + MOMENT, alarm.ring)


def hold_deadlines(case: unittest.TestCase) -> Deadlines:
    """For the rest of the test: let a step of the server tell when they come.

    What the calls are given as their time should be longer than the test takes.
    """
    deadlines = Deadlines()
    patched = unittest.mock.patch.object(connection, "WATCHDOG", deadlines)
    patched.start()
    case.addCleanup(patched.stop)
    return deadlines
