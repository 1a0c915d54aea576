"""What a call to the client works with, and what it has sent so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..values import Attempt, Completion, HttpResponse
from . import retry
from .memory import Memory

Send = Callable[..., HttpResponse]
Check = Callable[[Completion], Any]


@dataclass
class Tools:
    """Of one call; the endpoints that it asks share them."""

    check: Check
    memory: Memory
    policy: retry.Policy
    allowance: float | None
    send: Send
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    random: Callable[[], float]
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def spent(self) -> float:
        """US dollars that the requests so far cost."""
        return sum(attempt.cost for attempt in self.attempts)
