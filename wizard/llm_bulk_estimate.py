"""What scoring a selection would take: which leads, how many dollars and seconds."""

from math import ceil

from odoo import fields

from ..engine.calling import pricing
from ..engine.scoring.enrich import asked_size
from ..engine.settings import Prices
from ..engine.values import TokenUsage
from ..models.panel.ask import USUAL_SECONDS
from ..models.queue.enrichment_values import Crew

# So many leads are looked at one by one; more are taken to be like them.
MOST_READ = 500
# Where no request tells: bytes of a prompt that make a token, tokens of an answer.
BYTES_A_TOKEN, ANSWER_TOKENS = 4, 300
# What waking the job and storing takes, and a lead that nobody is asked about.
START_SECONDS, FREE_SECONDS = 1, 0.02


def sort_out(leads):
    """Ids of ``leads`` by what stands against scoring them, or makes it free.

    ``bytes`` is the mean size of what would be sent.
    """
    waits = ("pending", "processing")
    read = leads[:: ceil(len(leads) / MOST_READ) or 1]
    free, size = _read(read)
    return {
        "forbidden": list(leads._get_obstacles()),
        "waiting": [x.id for x in leads if x.ai_enrichment_status in waits],
        "closed": [x.id for x in leads if x.stage_id.is_won or not x.active],
        **{kind: _project(ids, read, leads) for kind, ids in free.items()},
        "bytes": size,
    }


def _read(leads):
    """``({"unchanged": ids, "silent": ids}, mean bytes of a prompt)``."""
    unchanged, silent, sizes = [], [], []
    crews = {}
    for lead, facts in zip(leads.sudo(), leads._to_facts(), strict=True):
        company_id = facts.company_id
        crew = crews.get(company_id) or _crew(leads, company_id)
        crews[company_id] = crew
        size = asked_size(facts, crew.settings)
        if not size:
            silent.append(lead.id)
        elif lead._reuse_answer(lead._get_outcome(), facts, crew):
            unchanged.append(lead.id)
        sizes.append(size)
    size = sum(sizes) / max(len(sizes) - len(silent), 1)
    return {"unchanged": unchanged, "silent": silent}, size


def _crew(leads, company_id):
    """Settings and models of a company; no key is read, since nothing is sent."""
    company = leads.env["res.company"].browse(company_id)
    providers = leads.env["llm.provider"]._get_candidates(company)
    endpoints = tuple(provider._to_keyless_endpoint() for provider in providers)
    return Crew(leads._get_llm_config(company_id), endpoints)


def _project(found, read, leads):
    """Of all leads as many as it were among those read; those read come first."""
    if len(read) == len(leads) or not found:
        return found
    count = round(len(found) * len(leads) / len(read))
    others = [id_ for id_ in leads.ids if id_ not in set(read.ids)]
    return found + others[: count - len(found)]


def estimate(bulk, count, free):
    """``{"cost": US dollars, "seconds"}`` for ``count`` leads, and what tells it:
    ``answers`` of the ``model``, none where it is a guess. ``cost`` is None where the
    provider has no prices.

    :param free: how many of them nobody is asked about.
    """
    provider = _first_provider(bulk)
    usual = bulk.env["llm.request"]._get_usual(provider)
    asked = max(count - free, 0)
    at_once = max(min(provider.max_in_flight or 1, asked), 1)
    seconds = (usual["seconds"] or USUAL_SECONDS) * ceil(asked / at_once)
    prices = Prices(provider.input_price, provider.cached_price, provider.output_price)
    has_prices = any(vars(prices).values())
    return {
        "cost": asked * pricing.cost(_usage(usual, bulk), prices)
        if has_prices or not asked
        else None,
        "seconds": START_SECONDS + seconds + free * FREE_SECONDS + _pause(bulk),
        "answers": usual["answers"],
        "model": provider.model_name,
    }


def _pause(bulk):
    """Seconds for which all who could be asked are left alone."""
    providers = bulk.env["llm.provider"]._get_candidates(bulk.env.company).sudo()
    if not providers or providers._get_rested():
        return 0
    until = min(providers.mapped("cooldown_until"))
    return (until - fields.Datetime.now()).total_seconds()


def _first_provider(bulk):
    candidates = bulk.env["llm.provider"]._get_candidates(bulk.env.company).sudo()
    wanted = candidates & bulk.sudo().provider_id
    return wanted or candidates[:1]


def _usage(usual, bulk):
    if usual["input_tokens"]:
        names = ("input_tokens", "cached_tokens", "output_tokens")
        return TokenUsage(**{name: round(usual[name] or 0) for name in names})
    size = (bulk.sorted_out or {}).get("bytes", 0)
    return TokenUsage(round(size / BYTES_A_TOKEN), 0, ANSWER_TOKENS)
