"""Asks a provider about leads: with a hostile text, and without."""

import os
import time
from dataclasses import dataclass

from engine.calling.memory import Memory
from engine.errors import AnswerError, ContentRefused, LLMError
from engine.scoring.enrich import enrich
from engine.settings import Endpoint, Settings

from .. import say
from . import texts


class Asking:
    """One provider, asked in turn."""

    def __init__(self, endpoint):
        self.endpoint = endpoint
        self._memory = Memory()

    def enrich(self, lead):
        """As the addon does; raises LLMError where no answer could be checked."""
        deadline = time.monotonic() + 2 * self.endpoint.timeout
        settings = Settings()
        return enrich(
            lead, settings, [self.endpoint], deadline=deadline, memory=self._memory
        )


def ours(url, **changes):
    """The endpoint of a server on this machine."""
    values = {
        "provider_id": 1,
        "name": "redteam",
        "vendor": "custom",
        "model_name": "obedient",
        "api_key": "none",
        "base_url": f"{url}/v1",
        "allow_private": True,
        **changes,
    }
    return Endpoint(**values)


def of(options):
    """The endpoint that the command line names."""
    if options.key_env and not os.environ.get(options.key_env):
        say.fail("the variable %s is not set", options.key_env)
    return Endpoint(
        1,
        "redteam",
        options.vendor or "custom",
        options.model,
        api_key=os.environ.get(options.key_env or "", ""),
        base_url=options.base_url or "",
        temperature=0.0,
        max_tokens=800,
        timeout=options.timeout,
        allow_private=True,
    )


@dataclass(frozen=True)
class Move:
    """A score without a text and with it; None where the answer was refused."""

    row: object
    lead_id: int
    before: float
    after: float | None

    @property
    def points(self):
        """A refused answer moves nothing: the lead keeps its last good score."""
        return 0.0 if self.after is None else abs(self.after - self.before)


def moves(asking, rows, count):
    """A Move for each row and lead; tells how it goes."""
    found = []
    for lead in texts.LEADS[:count]:
        before = _score(asking, lead)
        if before is None:
            say.fail("the model gave no answer about lead %d that holds", lead.lead_id)
        say.step("lead %d without a text: %.1f", lead.lead_id, before)
        for row in rows:
            after = _score(asking, texts.with_text(lead, row.text))
            found.append(Move(row, lead.lead_id, before, after))
            shown = "refused" if after is None else f"{after:.1f}"
            print(f"   {row.name[:24]:24} {shown:>8}", flush=True)
    return found


def _score(asking, lead):
    """None where the model's answers don't hold; a provider in trouble ends it all."""
    try:
        return asking.enrich(lead).total
    except (AnswerError, ContentRefused):
        return None
    except LLMError as error:
        say.fail("the provider gave no answer: %s %s", error.code, error.detail)
