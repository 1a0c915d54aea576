"""The frozen values that cross between Odoo's models and the engine.

Plain data only: no recordset, cursor or translated text. Times are seconds unless
the name says otherwise; datetimes are naive UTC, as Odoo stores them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from .settings import CRITERIA, Criterion


@dataclass(frozen=True)
class Message:
    """One turn of a conversation; ``role`` is ``user`` or ``assistant``."""

    role: str
    content: str


READING = "lead_reading"
SCHEMA_NAMES = ("answer", READING)  # of all schemas that an answer is asked for by


@dataclass(frozen=True)
class Prompt:
    """What is asked: instructions, turns and the JSON schema of the answer, apart.

    :param schema: None asks for free text.
    """

    # Of the class, since what an answer belongs to is told by the fields.
    search: ClassVar[bool] = False

    system: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None = None
    schema_name: str = "answer"


@dataclass(frozen=True)
class SearchPrompt(Prompt):
    """One for whose answer the vendor is to look on the web, and to say where."""

    search: ClassVar[bool] = True


@dataclass(frozen=True)
class HttpRequest:
    """One request, not sent yet. ``body`` None means GET."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class HttpResponse:
    """One answer as it came; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class TokenUsage:
    """Tokens as billed: input includes cached, output includes reasoning.

    :param searches: of the web, billed apart.
    :param written_tokens: of the input, those that the vendor put into its cache: they
        are dearer, and no less the same usage.
    """

    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    reasoning_tokens: int = 0
    searches: int = 0
    written_tokens: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Citation:
    """A page that a vendor's search names.

    :param words: of the page itself, where the vendor passes them on.
    """

    url: str
    title: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Completion:
    """A vendor's answer, read but not yet checked.

    :param truncated: the vendor stopped at the output limit.
    :param request_id: the vendor's own id of the request, for its support.
    """

    text: str = field(repr=False)
    model_name: str = ""
    usage: TokenUsage = TokenUsage()
    truncated: bool = False
    request_id: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """One HTTP request, whatever came of it.

    :param error_code: empty on success, else a code of :mod:`.errors`.
    :param status: HTTP status, None where no answer came.
    :param cooldown: seconds for which the provider should be left alone, 0 for none.
    :param unsent: it was refused before it was sent, say for its key; it pauses its
        provider, and no log should have it.
    :param started_at: naive UTC.
    :param cost: US dollars, by the endpoint's prices.
    :param perhaps_billed: it reached the vendor, but no whole answer came back.
    :param sent: the request's body, and ``received`` the answer's; for a log that a
        manager may want.
    """

    provider_id: int
    model_name: str
    started_at: datetime
    seconds: float
    status: int | None = None
    error_code: str = ""
    usage: TokenUsage = TokenUsage()
    request_id: str = ""
    cooldown: float = 0.0
    unsent: bool = False
    cost: float = 0.0
    perhaps_billed: bool = False
    sent: Mapping[str, Any] | None = field(default=None, repr=False)
    received: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Reply:
    """The checked value of a completion, and every request that it took."""

    value: Any
    completion: Completion
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True)
class Contact:
    """One message between us and the lead: when, and who wrote it.

    :param direction: ``in`` (the lead wrote), ``out`` (we wrote to the lead) or
        ``note`` (written among ourselves).
    :param text: the lead's own words for ``in``, else empty: only those are judged.
    """

    at: datetime
    direction: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class PageQuote:
    """What a company's own page says for a criterion, or against it."""

    quote: str
    source: str
    is_against: bool = False


@dataclass(frozen=True)
class LeadFacts:
    """All that formulas and prompt know of a lead; empty means unknown.

    :param description: plain words, as :func:`.text.to_text` leaves them.
    :param contacts: oldest first.
    :param is_automatic: programs wrote to us, and nobody else did.
    :param criteria: what is looked for in its words, in this order.
    :param researched: a criterion's key -> what its company's own pages say of it.
    :param now: the moment of judgement; ages are counted from it.
    """

    lead_id: int
    now: datetime
    company_id: int = 0
    name: str = ""
    partner_name: str = ""
    contact_name: str = ""
    function: str = ""
    email_from: str = ""
    phone: str = ""
    website: str = ""
    street: str = ""
    city: str = ""
    country: str = ""
    expected_revenue: float = 0.0
    description: str = field(default="", repr=False)
    language: str = "English"
    contacts: tuple[Contact, ...] = ()
    is_automatic: bool = False
    planned_activities: int = 0
    overdue_activities: int = 0
    done_activities: int = 0
    last_meeting: datetime | None = None
    next_meeting: datetime | None = None
    criteria: tuple[Criterion, ...] = CRITERIA
    researched: Mapping[str, PageQuote] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """Why points were given or not: ``points`` out of ``out_of`` for ``code``.

    :param quote: the lead's own words that show it; with no points, that deny it.
    :param count: how many or how long ago, where that explains the points.
    :param source: address of the page that the quote stands on, if it isn't the lead's.
    """

    code: str
    points: float
    out_of: float
    quote: str = ""
    count: int | None = None
    source: str = ""


@dataclass(frozen=True)
class SubScore:
    """0 to 100 for one aspect: what the reasons earn of all that they are out of.

    :param judged: False where there was too little to judge; then score is 0.
    """

    name: str
    score: float
    reasons: tuple[Reason, ...] = ()
    judged: bool = True


@dataclass(frozen=True)
class Answer:
    """What the model found, after checking: quotes that stand in the lead's text.

    :param quotes: a criterion's key -> the words that speak for or against it.
    :param against: the keys of those that speak against.
    :param suspicious: codes of what was taken out of the model's own words.
    """

    kind: str
    quotes: Mapping[str, str]
    against: tuple[str, ...] = ()
    summary: str = ""
    next_step: str = ""
    risks: tuple[str, ...] = ()
    suspicious: tuple[str, ...] = ()


@dataclass(frozen=True)
class Enrichment:
    """The outcome for one lead; ``total`` is 0 to 100, ``grade`` A to D or empty.

    :param suspicious: codes of signs that words tried to steer the score.
    :param fingerprint: of what was asked, as :func:`.enrich.fingerprint` gives it.
    """

    lead_id: int
    total: float
    grade: str
    subscores: tuple[SubScore, ...]
    weights: Mapping[str, float]
    answer: Answer | None = None
    completion: Completion | None = None
    attempts: tuple[Attempt, ...] = ()
    suspicious: tuple[str, ...] = ()
    fingerprint: str = ""
