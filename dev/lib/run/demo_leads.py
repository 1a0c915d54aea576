"""Enriches the demo leads; runs inside Odoo's shell, piped in by dev/run.

The work itself is done by the addon's scheduled job. Here it is only asked for, called
until nothing waits any more, and what came of it is written down.
"""

import json
import os
import time
from pathlib import Path

from odoo.addons.llm_lead_scoring.engine.vendors import VENDORS

PARAMETER = "llm_lead_scoring.auto_enrich_enabled"
LONGEST_WAIT = 60
SCORES = {
    "score": "ai_probability_score",
    "clarity": "ai_clarity_score",
    "completeness": "ai_completeness_score",
    "engagement": "ai_engagement_score",
}


def main(env, config):
    """Provider, switch, queue, result; commits as it goes."""
    changed = _set_provider(env, config["provider"])
    env["ir.config_parameter"].sudo().set_param(PARAMETER, "True")
    leads = _demo_leads(env)[: config["leads"]]
    asked = leads if changed else leads.filtered(lambda l: not l.ai_enrichment_status)
    if asked:
        asked.write({"ai_enrichment_status": "pending"})
    env.cr.commit()
    Path(config["ids"]).write_text(json.dumps(leads.ids))
    _drain(env, leads)
    rows = [_row(lead) for lead in leads.with_context(lang="en_US")]
    Path(config["result"]).write_text(json.dumps(rows))


def _demo_leads(env):
    known = env["ir.model.data"].search(
        [("module", "=", "llm_lead_scoring"), ("model", "=", "crm.lead")]
    )
    return (
        env["crm.lead"].with_context(active_test=False).browse(known.mapped("res_id"))
    )


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


def _row(lead):
    requests = lead.env["llm.request"].search([("lead_id", "=", lead.id)])
    tokens = requests.mapped("input_tokens") + requests.mapped("output_tokens")
    row = {
        "lead": lead.name,
        "status": lead.ai_enrichment_status or "",
        "grade": (lead.ai_grade or "").upper(),
        "summary": lead.ai_analysis_summary or "",
        "reason": lead.ai_failure_reason or "",
        "seconds": sum(requests.mapped("seconds")),
        "tokens": sum(tokens),
    }
    return {**row, **_scores(lead)}


def _scores(lead):
    """From the table itself: the ORM shows what was never scored as 0."""
    columns = ", ".join(SCORES.values())
    lead.env.cr.execute(f"SELECT {columns} FROM crm_lead WHERE id = %s", [lead.id])  # noqa: S608 (names of fields)
    return dict(zip(SCORES, lead.env.cr.fetchone(), strict=True))
