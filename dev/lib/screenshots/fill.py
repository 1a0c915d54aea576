"""The pipeline that is photographed; runs inside Odoo's shell.

The leads are scored by the addon's own job, and the story of dev/run is told.
"""

import json
import random
from pathlib import Path

from lib.run import demo_leads, gallery
from lib.screenshots import company
from lib.screenshots.screens import SCREENS

# From what says nothing to what says all that is looked for.
TEXTS = (
    "<p>Please send me your catalogue.</p>",
    "<p>We need new desks for our office. Could you call me?</p>",
    "<p>We need 12 desks by May. Please send a quote.</p>",
    "<p>We need 30 desks by 1 June. Our budget is 20,000 euros, and I decide. Please "
    "send a quote.</p>",
)


def main(env, config):
    is_new = not env["llm.provider"].search_count([], limit=1)
    demo_leads.main(env, config)
    if is_new:
        _score_the_year(env)
        company.tell(env)
        _queue_one(env)
        _keep_favourite(env)
    _load_languages(env, config["languages"])
    targets = {screen.target: _find(env, screen.target) for screen in SCREENS}
    Path(config["targets"]).write_text(json.dumps(targets))
    env.cr.commit()


def _score_the_year(env):
    """The closed leads had scores as well, the better ones the more often won."""
    closed = env["crm.lead"].with_context(active_test=False)
    leads = closed.search([("date_closed", "!=", False), ("ai_grade", "=", False)])
    draw = random.Random(17)
    for lead in leads:
        good = 3 if lead.stage_id.is_won else 0
        lead.description = TEXTS[min(draw.randint(0, 3) + good, 6) // 2]
    leads.write({"ai_enrichment_status": "pending"})
    env.cr.commit()
    env["crm.lead"]._cron_enrich_leads()
    env.cr.execute(
        """UPDATE crm_lead SET ai_last_enrichment_date = date_closed
           WHERE id = ANY(%s) AND ai_grade IS NOT NULL""",
        [leads.ids],
    )
    env.cr.commit()


def _queue_one(env):
    """No job runs while pictures are taken: it stays where it is."""
    lead = gallery.find(env, "waiting").copy(
        {"name": "Benches for the garden", "email_from": "buyer@garden.example"}
    )
    tag = env["crm.tag"].create({"name": f"{gallery.PREFIX}queued"})
    lead.write({"ai_enrichment_status": "pending", "tag_ids": [(6, 0, tag.ids)]})


def _keep_favourite(env):
    """What a salesperson looks at: what is open, the best on top."""
    env["ir.filters"].create(
        {
            "name": "Open Ones, Best First",
            "model_id": "crm.lead",
            "user_id": False,
            "domain": "[('stage_id.is_won', '=', False), ('ai_grade', '!=', False)]",
            "sort": '["ai_probability_score desc"]',
        }
    )


def _load_languages(env, codes):
    known = dict(env["res.lang"].get_installed())
    for code in codes:
        if code not in known:
            env["res.lang"]._activate_lang(code)
            modules = env["ir.module.module"].search([("state", "=", "installed")])
            modules._update_translations(code)


def _find(env, target):
    """The part of the address after ``#``; None where there is nothing to open."""
    menu = env.ref("crm.crm_menu_root").id
    kind, colon, name = target.partition(":")
    if not colon:
        return f"action={env.ref(target).id}&menu_id={menu}"
    record = {
        "lead": lambda: env.ref(f"llm_lead_scoring.{name}"),
        "state": lambda: gallery.find(env, name),
        "first": lambda: env[name].search([], limit=1),
    }[kind]()
    if not record:
        return None
    where = f"model={record._name}&view_type=form&id={record.id}"
    if record._name == "crm.lead":
        where = f"action={env.ref('crm.crm_lead_action_pipeline').id}&{where}"
    return f"{where}&menu_id={menu}"
