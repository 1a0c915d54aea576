"""What a run works with: plain values that its threads may hold."""

from dataclasses import dataclass

from ...engine.calling import pricing, retry
from ...engine.errors import LLMError
from ...engine.research.findings import Asked, Findings
from ...engine.settings import Endpoint, Settings
from ...engine.values import Enrichment, LeadFacts


@dataclass(frozen=True)
class Pace:
    """How leads are run; by default while a person waits, who sees what went wrong.

    :param seconds: the most that one lead may take.
    :param latest_start: ``time.monotonic()`` after which no lead is begun.
    :param retry_later: a passing trouble puts leads back into the queue.
    """

    seconds: float
    latest_start: float = float("inf")
    retry_later: bool = False

    @property
    def policy(self):
        return retry.UNATTENDED if self.retry_later else retry.INTERACTIVE


@dataclass(frozen=True)
class Crew:
    """Who works for a company's leads, and by which settings."""

    settings: Settings
    endpoints: tuple[Endpoint, ...]


@dataclass(frozen=True)
class Task:
    """One claimed lead.

    :param facts_date: when the lead's facts had last been changed as they were read.
    :param user_id: who asked, None where nobody did.
    :param reused: the score where the vendor's last answer still holds.
    :param research: what to find out once the score is stored.
    :param read_at: when all this was read.
    :param allowance: US dollars that its enrichment may cost, held by ``hold_id``;
        None where its company has no limit.
    :param is_refused: the company's monthly limit leaves nothing for it.
    """

    facts: LeadFacts
    crew: Crew
    facts_date: object = None
    user_id: int | None = None
    reused: Enrichment | None = None
    research: Asked | None = None
    read_at: object = None
    allowance: float | None = None
    research_allowance: float = 0.0
    hold_id: int | None = None
    is_refused: bool = False

    @property
    def lead_id(self):
        return self.facts.lead_id

    @property
    def held(self):
        return (self.allowance or 0) + self.research_allowance


@dataclass(frozen=True)
class Result:
    """What came of a task: an enrichment or an error, or the findings of research.

    :param purpose: as :data:`.log.request.PURPOSES`.
    """

    task: Task
    enrichment: Enrichment | None = None
    findings: Findings | None = None
    error: LLMError | None = None
    purpose: str = "enrichment"

    @property
    def attempts(self):
        source = self.error or self.enrichment or self.findings
        return source.attempts

    @property
    def settled(self):
        """What was held for this, and what of it counts as spent, in US dollars."""
        task = self.task
        if self.purpose == "research":
            held = task.research_allowance
        else:
            held = task.held if self.error else task.allowance or 0
        return held, pricing.settled(self.attempts, held)

    @property
    def is_urgent(self):
        """Other processes had better know at once that a provider is in trouble."""
        return any(attempt.cooldown for attempt in self.attempts)
