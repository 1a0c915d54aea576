"""How much one provider is asked at a time by this process; never sleeps itself."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from ..settings import Limits

MINUTE = 60.0
# In flight at first, and so many more with each answer: few meet a vendor in trouble.
FIRST, MORE = 8, 2
# After trouble one request finds out whether it is over.
PROBE = 1
# Failures in a row, of any threads, that tell a provider in trouble; one if it was.
TRIP = 3
# Tokens of a request whose bill is not known yet.
USUAL_TOKENS = 1500


@dataclass
class Ticket:
    """A request of the last minute."""

    entered_at: float
    tokens: int = USUAL_TOKENS


@dataclass
class Throttle:
    """In flight, requests and tokens of the last minute, and failures in a row.

    Not locked: :class:`.memory.Memory` does that. Times are of its clock, in seconds.

    :param others: requests and tokens of the last minute that other processes count.
    """

    limits: Limits = Limits()
    in_flight: int = 0
    open_to: float = FIRST
    failures: int = 0
    probing: bool = False
    others: tuple[int, int] = (0, 0)
    _sent: deque[Ticket] = field(default_factory=deque)
    _tokens: int = 0

    def seconds_to_wait(self, now: float) -> float | None:
        """0: ask now. None: when another request has ended. Else in so many seconds."""
        if self.in_flight >= self.places:
            return None
        return self._seconds_until_minute_has_room(now)

    @property
    def places(self) -> int:
        """How many may be in flight now."""
        return max(1, min(self.limits.in_flight, int(self.open_to)))

    @property
    def free_places(self) -> int:
        return max(0, self.places - self.in_flight)

    def enter(self, now: float) -> Ticket:
        """Count a request; give the ticket back to :meth:`leave`."""
        self._forget_before(now - MINUTE)
        self.in_flight += 1
        ticket = Ticket(now)
        self._sent.append(ticket)
        self._tokens += ticket.tokens
        return ticket

    def leave(self, ticket: Ticket, tokens: int, answered: bool) -> None:
        """The request has ended; ``answered`` is False where the vendor failed."""
        self.in_flight -= 1
        if self._sent and ticket.entered_at >= self._sent[0].entered_at:
            self._tokens += tokens - ticket.tokens
        ticket.tokens = tokens
        if answered:
            self.failures = 0
            self.probing = False
            self.open_to = min(self.open_to + MORE, max(self.limits.in_flight, FIRST))
            return
        self.failures += 1
        if self.is_in_trouble:
            self.close_down()

    @property
    def is_in_trouble(self) -> bool:
        return self.failures >= (PROBE if self.probing else TRIP)

    def close_down(self) -> None:
        """From now on only one request at a time, until one is answered."""
        self.open_to = PROBE
        self.probing = True

    def _seconds_until_minute_has_room(self, now: float) -> float:
        self._forget_before(now - MINUTE)
        if self._has_room():
            return 0.0
        if not self._sent:  # it is others who filled the minute
            return 1.0
        return max(self._sent[0].entered_at + MINUTE - now, 0.1)

    def _forget_before(self, moment: float) -> None:
        while self._sent and self._sent[0].entered_at <= moment:
            self._tokens -= self._sent.popleft().tokens

    def _has_room(self) -> bool:
        limits, (requests, tokens) = self.limits, self.others
        requests = max(len(self._sent), requests + self.in_flight)
        tokens = max(self._tokens, tokens)
        return not (
            (limits.requests_minute and requests >= limits.requests_minute)
            or (limits.tokens_minute and tokens >= limits.tokens_minute)
        )
