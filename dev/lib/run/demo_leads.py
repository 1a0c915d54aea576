"""Enriches the demo leads; runs inside Odoo's shell, piped in by dev/run.

The work itself is done by the addon's scheduled job. Here it is only asked for, called
until nothing waits any more, and what came of it is written down.
"""

import json
import os
import time
from pathlib import Path

from odoo.addons.llm_lead_scoring.engine.vendors import VENDORS

from . import gallery, story

PARAMETER = "llm_lead_scoring.auto_enrich_enabled"
LONGEST_WAIT = 60
# Shown first: they say the most, in several languages; then the rest.
TELLING = (
    "demo_lead_desks",
    "demo_lead_french",
    "demo_lead_english_vague",
    "demo_lead_german",
    "demo_lead_spanish",
    "demo_lead_japanese",
    "demo_lead_italian",
    "demo_lead_portuguese",
)


def main(env, config):
    """Provider, switch, queue, result; commits as it goes."""
    changed = _set_provider(env, config["provider"])
    env["ir.config_parameter"].sudo().set_param(PARAMETER, "True")
    env["crm.lead"]._find_job("ir_cron_enrich_leads").active = True
    leads = _demo_leads(env)[: config["leads"]]
    asked = leads if changed else leads.filtered(lambda l: not l.ai_enrichment_status)
    Path(config["ids"]).write_text(json.dumps(leads.ids))
    # In the order of telling: the job takes leads by their number.
    for lead in asked:
        lead.write({"ai_enrichment_status": "pending"})
        env.cr.commit()
        _drain(env, lead)
    if config["tells_story"]:
        story.tell(env, leads)
        gallery.show(env, leads)
    Path(config["result"]).write_text(json.dumps(_summary(env, leads)))


def _demo_leads(env):
    known = env["ir.model.data"].search(
        [("module", "=", "llm_lead_scoring"), ("model", "=", "crm.lead")]
    )
    by_name = {data.name: data.res_id for data in known}
    names = sorted(by_name, key=lambda n: TELLING.index(n) if n in TELLING else 99)
    return env["crm.lead"].browse(by_name[name] for name in names).exists()


def _set_provider(env, wanted):
    """Makes our provider or brings it up to date; True if the model is another."""
    values = dict(wanted)
    variable = values.pop("key_variable")
    vendor = VENDORS[values["provider_type"]]
    values["model_name"] = values["model_name"] or vendor.default_model
    if variable:
        values["api_key"] = os.environ[variable]
    known = env["llm.provider"].with_context(active_test=False)
    ours = known.search([("name", "=", values["name"])], limit=1)
    changed = bool(ours) and ours.model_name != values["model_name"]
    if ours:
        ours.write(values)
        return changed
    if not known.search_count([("is_default", "=", True)]):
        values["is_default"] = True
    # A small machine takes its time for a long lead.
    env["llm.provider"].create({"timeout": 300, **values})
    return False


def _drain(env, leads):
    """Calls the job until nothing waits, or waiting has become pointless."""
    waiting, patience = _waiting(env, leads), 3
    while waiting and patience:
        env["crm.lead"]._cron_enrich_leads()
        env.cr.commit()
        left = _waiting(env, leads)
        if len(left) == len(waiting):
            patience -= 1
            time.sleep(_seconds_to_next(left))
        waiting = left


def _waiting(env, leads):
    env.invalidate_all()
    return leads.filtered(lambda l: l.ai_enrichment_status in ("pending", "processing"))


def _seconds_to_next(leads):
    due = [lead.ai_enrichment_next_attempt for lead in leads]
    if not all(due):
        return 1
    seconds = min(due).timestamp() - leads.env.cr.now().timestamp()
    return min(max(seconds, 1), LONGEST_WAIT)


def _summary(env, leads):
    requests = env["llm.request"].search([("lead_id", "in", leads.ids)])
    return {
        "requests": len(requests),
        "seconds": sum(requests.mapped("seconds")),
        "input_tokens": sum(requests.mapped("input_tokens")),
        "output_tokens": sum(requests.mapped("output_tokens")),
    }
