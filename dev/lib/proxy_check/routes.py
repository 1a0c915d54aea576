"""The routes that a lead takes through the servers, and what has to come of each."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from engine.settings import Endpoint
from engine.values import Contact, LeadFacts

from . import server

NOW = datetime.fromisoformat("2026-11-20T09:00:00")
TEXT = (
    "Good morning,\n"
    "we need new lockers for our sports hall in Ghent. 120 steel lockers with a coin "
    "lock, please.\n"
    "The budget of 18000 euro is approved by the board. They have to stand by "
    "September.\n"
    "Could you send a quote this week?"
)
LEAD = LeadFacts(
    lead_id=1,
    now=NOW,
    name="Lockers",
    partner_name="Sports hall De Brug",
    contact_name="Ann Peeters",
    email_from="ann@example.com",
    phone="+32 2 290 34 90",
    description=TEXT,
    contacts=(Contact(NOW - timedelta(days=1), "in", TEXT),),
)

SCORE = "the score of the vendor asked directly"
ANSWER = "an answer, scored or refused"
MODELS = "the models of the proxy's list"
KEY_REFUSED = "key_refused"
MODEL_NOT_FOUND = "model_not_found"

# Names of the proxy's list: the vendor of the tests behind each of its two wires, and
# the llama.cpp server.
FAKE_OPENAI, FAKE_ANTHROPIC, LOCAL = "fake-openai", "fake-anthropic", "local"
NAMES = (FAKE_OPENAI, FAKE_ANTHROPIC, LOCAL)
# Two answers of a small model on a busy machine; the others answer at once.
SECONDS, LOCAL_SECONDS = 30, 180


@dataclass(frozen=True)
class Route:
    """One thing to ask, and what has to come of it.

    :param wanted: one of the constants above.
    :param lists: ask for the list of models, else for an enrichment.
    """

    name: str
    endpoint: Endpoint
    wanted: str
    lists: bool = False

    @property
    def seconds(self):
        return LOCAL_SECONDS if self.wanted == ANSWER else SECONDS


def proxy_models(vendor_url, local):
    """The proxy's list of models."""
    return [
        server.model(FAKE_OPENAI, "openai/reader", f"{vendor_url}/v1"),
        server.model(FAKE_ANTHROPIC, "anthropic/claude-haiku-5-5", vendor_url),
        server.model(LOCAL, f"openai/{local.model_name}", local.api_endpoint),
    ]


def direct(vendor_url, local):
    """Without the proxy; the first is what its answers are compared with."""
    vendor = _endpoint("custom", f"{vendor_url}/v1", "reader")
    server = _endpoint("custom", local.api_endpoint, local.model_name)
    return [
        Route("test vendor, directly", vendor, SCORE),
        Route("llama.cpp, directly", _for_local(server, local), ANSWER),
    ]


def proxied(url, local):
    """Through the proxy, on each of its two wires."""
    found = []
    for vendor, path, wire in (
        ("custom", "/v1", "OpenAI route"),
        ("anthropic", "", "Anthropic route"),
    ):
        at = _endpoint(vendor, f"{url}{path}", FAKE_OPENAI, server.KEY)
        found += _enrichments(wire, at, local)
        found += _refusals(wire, at)
    return found


def _enrichments(wire, at, local):
    claude = replace(at, model_name=FAKE_ANTHROPIC)
    served = _for_local(replace(at, model_name=LOCAL), local)
    return [
        Route(f"{wire} -> test vendor, OpenAI's wire", at, SCORE),
        Route(f"{wire} -> test vendor, Anthropic's wire", claude, SCORE),
        Route(f"{wire} -> llama.cpp", served, ANSWER),
    ]


def _refusals(wire, at):
    stranger = replace(at, api_key="sk-wrong")
    unknown = replace(at, model_name="no-such-model")
    return [
        Route(f"{wire}, models", at, MODELS, lists=True),
        Route(f"{wire}, models, wrong key", stranger, KEY_REFUSED, lists=True),
        Route(f"{wire}, wrong key", stranger, KEY_REFUSED),
        Route(f"{wire}, unknown model", unknown, MODEL_NOT_FOUND),
    ]


def _endpoint(vendor, url, model_name, key=""):
    return Endpoint(
        provider_id=1,
        name=vendor,
        vendor=vendor,
        model_name=model_name,
        api_key=key,
        base_url=url,
        allow_private=True,
        timeout=SECONDS,
    )


def _for_local(endpoint, local):
    return replace(endpoint, timeout=LOCAL_SECONDS, max_tokens=local.max_tokens)
