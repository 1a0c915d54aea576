"""Threads that run calls while the main thread goes on.

concurrent.futures would serve, but it joins its threads when the process exits: a
server that stops would wait for the slowest vendor.
"""

from __future__ import annotations

import functools
import queue
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from ..wire import transport

Work = Callable[[Callable[..., Any]], Any]


@dataclass(frozen=True)
class Done:
    """A call that has ended: its value, or the exception that ended it."""

    key: Hashable
    value: Any = None
    error: BaseException | None = None


class Pool:
    """Up to ``size`` calls at a time, begun in order, handed back as they end.

    Each thread keeps its connections: a call is given ``send``, which uses them.
    """

    def __init__(self, size: int):
        self.size = size
        self.running = 0
        self._threads = 0
        self._waiting: queue.SimpleQueue[tuple[Hashable, Work] | None]
        self._waiting = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Done] = queue.SimpleQueue()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *exc: object) -> None:
        """Let idle threads end; one in the middle of a call is not waited for."""
        for _thread in range(self._threads):
            self._waiting.put(None)

    def submit(self, key: Hashable, work: Work) -> None:
        """Run ``work(send)`` as soon as a thread is free."""
        self.running += 1
        if self._threads < min(self.running, self.size):
            self._threads += 1
            threading.Thread(target=self._serve, daemon=True).start()
        self._waiting.put((key, work))

    def collect(self, seconds: float) -> list[Done]:
        """All that has ended, after at most so many seconds for the first."""
        found = []
        try:
            found.append(self._done.get(timeout=seconds))
            while True:
                found.append(self._done.get_nowait())
        except queue.Empty:
            self.running -= len(found)
            return found

    def _serve(self) -> None:
        with transport.Session() as session:
            while (task := self._waiting.get()) is not None:
                key, work = task
                self._done.put(_run(key, work, session))


def _run(key: Hashable, work: Work, session: transport.Session) -> Done:
    try:
        return Done(key, work(functools.partial(transport.send, session=session)))
    except BaseException as error:  # handed over: it is the main thread's to judge
        return Done(key, error=error)
