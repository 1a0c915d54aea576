"""A lead in each state that the panel can show, found by one favourite of the pipeline.

Runs inside Odoo's shell, after the story was told. Each state came about as it would in
a company, by the buttons and the job; only what waits or is in work is held so.
"""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command

FAVOURITE = "Every State of a Score"
PREFIX = "State: "
HELD_HOURS = 24 * 365
ASKED = "<p>We need 40 chairs for our canteen by May. Please send a quote.</p>"
# State -> (name, company) of a lead that is made for it.
MADE = {
    "never scored": ("Chairs for the canteen", "canteen"),
    "waiting": ("Lamps for the lobby", "hotel"),
    "in work": ("Shelves for the archive", "archive"),
    "may not be sent": ("Cupboards, please keep this to yourselves", "discreet"),
    "stale": ("Sofas for the waiting room", "practice"),
}
# State of the panel -> what people call it.
SHOWN = {
    "scored": "scored",
    "little": "says too little",
    "unjudged": "not judged",
    "failed": "failed",
}
MARKS = ("contested", "overridden", "suspicious", "kind")


def show(env, leads):
    """Once a database; commits."""
    filters = env["ir.filters"]
    if filters.search_count([("name", "=", FAVOURITE)]):
        return
    seller = env["res.users"].search([("login", "=", "sales")])
    for state, lead in {**_pick(leads), **_make(env)}.items():
        tag = env["crm.tag"].create({"name": PREFIX + state})
        values = {"type": "opportunity", "user_id": seller.id}
        lead.write({**values, "tag_ids": [Command.link(tag.id)]})
    filters.create(
        {
            "name": FAVOURITE,
            "model_id": "crm.lead",
            "user_id": False,
            "domain": f"[('tag_ids.name', '=like', '{PREFIX}%')]",
            "context": "{'group_by': ['tag_ids']}",
        }
    )
    env.cr.commit()


def find(env, state):
    """The lead that shows a state; empty where none does."""
    return env["crm.lead"].search([("tag_ids.name", "=", PREFIX + state)], limit=1)


def _pick(leads):
    """The first of the demo leads in each state that came about by itself."""
    found = {}
    for lead in leads:
        panel = lead.ai_panel
        marks = [mark["code"] for mark in panel["marks"] if mark["code"] in MARKS]
        is_marked = marks and panel["state"] != "failed"
        state = marks[0] if is_marked else SHOWN.get(panel["state"])
        if state and lead not in found.values():
            found.setdefault(state, lead)
    return found


def _make(env):
    """``{state: lead}`` of those that are made."""
    made = {state: _create(env, *told) for state, told in MADE.items()}
    made["waiting"].ai_enrichment_status = "pending"
    made["waiting"].write(
        {
            "ai_enrichment_next_attempt": _later(),
            "ai_failure_type": "overloaded",
            "ai_failure_provider": "OpenAI",
        }
    )
    made["in work"]._move("processing", ai_enrichment_lease=_later())
    made["may not be sent"].ai_never_send = True
    made["stale"]._enrich_lead()
    made["stale"].expected_revenue = 4000
    return made


def _create(env, name, company):
    values = {"name": name, "description": ASKED, "auto_enrich": False}
    return env["crm.lead"].create({**values, "email_from": f"buyer@{company}.example"})


def _later():
    """Nobody takes it up, and nobody takes it for lost, while the demo lives."""
    return fields.Datetime.now() + timedelta(hours=HELD_HOURS)
