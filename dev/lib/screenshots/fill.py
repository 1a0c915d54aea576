"""The pipeline that is photographed; runs inside Odoo's shell.

The leads are scored by the addon's own job, and the story of dev/run is told.
"""

import json
from pathlib import Path

from lib.run import demo_leads
from lib.screenshots.screens import SCREENS


def main(env, config):
    demo_leads.main(env, config)
    _load_languages(env, config["languages"])
    targets = {screen.target: _find(env, screen.target) for screen in SCREENS}
    Path(config["targets"]).write_text(json.dumps(targets))
    env.cr.commit()


def _load_languages(env, codes):
    known = dict(env["res.lang"].get_installed())
    for code in codes:
        if code not in known:
            env["res.lang"]._activate_lang(code)
            modules = env["ir.module.module"].search([("state", "=", "installed")])
            modules._update_translations(code)


def _find(env, target):
    """The part of the address after ``#``."""
    kind, _colon, name = target.partition(":")
    if kind == "lead":
        lead = env.ref(f"llm_lead_scoring.{name}")
        action = env.ref("crm.crm_lead_action_pipeline").id
        return f"action={action}&model=crm.lead&view_type=form&id={lead.id}"
    action = env.ref(target)
    # Odoo's own opens the pipeline by code, which an address can't.
    return f"action={action.id}"
