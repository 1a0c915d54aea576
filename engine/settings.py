"""What a manager decides: settings, criteria, and the accounts that may be asked.

Plain data only, as in :mod:`.values`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    """What a manager decides; stored as ``llm_lead_scoring.<name>``."""

    auto_enrich_enabled: bool = False
    auto_enrich_new_leads: bool = False
    auto_enrich_on_update: bool = False
    auto_enrich_on_stage: bool = False
    enable_customer_research: bool = False
    research_search: bool = True
    research_days: float = 90.0
    research_fill: bool = False
    weight_completeness: float = 30.0
    weight_clarity: float = 40.0
    weight_engagement: float = 30.0
    weight_fit: float = 0.0
    reuse_days: float = 30.0
    request_days: float = 365.0
    keep_content: bool = False
    content_days: float = 30.0
    mask_email: bool = True
    mask_phone: bool = True
    mask_street: bool = True
    mask_names: bool = False
    require_consent: bool = False
    lost_score_days: float = 0.0


@dataclass(frozen=True)
class Criterion:
    """One thing that is looked for in what a lead writes.

    :param key: what the answer and the reasons call it: a-z, 0-9 and _.
    :param question: told to the model: what to look for.
    :param subscore: ``clarity``, or ``fit`` for what a company looks for itself.
    :param floor: the least amount of money that speaks for; 0 for any.
    :param currency: of the floor, as ISO 4217 writes it.
    """

    key: str
    question: str
    points: float
    subscore: str = "clarity"
    floor: float = 0.0
    currency: str = ""


# Adds up to 100. A need and its scope make an inquiry answerable, so they weigh most.
CRITERIA = (
    Criterion("need", "what they want to buy or solve", 25),
    Criterion("scope", "how many, how big, which kind", 20),
    Criterion("budget", "what they can spend", 15),
    Criterion("timeline", "by when, how urgent", 15),
    Criterion("authority", "who decides, the writer's role", 10),
    Criterion("next_step", "the call, visit or quote they ask us for", 15),
)


@dataclass(frozen=True)
class Prices:
    """US dollars per million tokens; a cached price of 0 means "as other input"."""

    input: float = 0.0
    cached: float = 0.0
    output: float = 0.0


@dataclass(frozen=True)
class Limits:
    """How much one account may be asked; 0 a minute means "no limit of ours"."""

    in_flight: int = 16
    requests_minute: int = 0
    tokens_minute: int = 0


@dataclass(frozen=True)
class Endpoint:
    """One configured account: where a request goes and what it may cost in time.

    :param base_url: empty means the vendor's own.
    :param timeout: seconds that one HTTP request may take in all.
    :param temperature: None means "not sent"; many models refuse the parameter.
    :param allow_private: an administrator named this very host, so loopback and
        private addresses are fine for it.
    :param proxy: URL of the proxy that leads there, empty for none.
    """

    provider_id: int
    name: str
    vendor: str
    model_name: str
    api_key: str = field(default="", repr=False)
    base_url: str = ""
    temperature: float | None = None
    max_tokens: int = 2000
    timeout: float = 60.0
    allow_private: bool = False
    proxy: str = field(default="", repr=False)
    prices: Prices = Prices()
    limits: Limits = Limits()

    @property
    def dialect_key(self) -> tuple[int, str, str]:
        """What a learned dialect belongs to."""
        return self.provider_id, self.base_url, self.model_name
