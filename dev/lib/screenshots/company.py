"""What is known of a company of the demo leads, as its own website would tell it.

No site is read: the domains of the demo lead nowhere. Runs inside Odoo's shell.
"""

import json
from datetime import timedelta

from odoo import fields

LEAD = "llm_lead_scoring.demo_lead_desks"
# (kind, value, quote, page)
FACTS = (
    ("does", "Racks and conveyors for warehouses", "We build racks and conveyors", "/"),
    ("industry", "Warehouse technology", "Your partner for warehouse technology", "/"),
    ("size", "120 people", "Today we are 120 people", "/about"),
    ("city", "Hamburg", "Speicherstrasse 14, 20457 Hamburg", "/contact"),
    ("hiring", "Two fitters", "We are looking for two fitters", "/about"),
)
TWIN = "Shelving for the spare parts store"
AGE_DAYS = 12


def tell(env):
    """Research is on from now on: what was scored before asked nobody."""
    env["ir.config_parameter"].set_param(
        "llm_lead_scoring.enable_customer_research", "True"
    )
    lead = env.ref(LEAD)
    domain = lead._get_research_domain()
    at = fields.Datetime.now() - timedelta(days=AGE_DAYS)
    env["llm.research"].create(
        {
            "domain": domain,
            "company_id": env.company.id,
            "state": "done",
            "date": at,
            "facts": json.dumps([_fact(domain, at, *fact) for fact in FACTS]),
            "details": json.dumps({"missing": ["funding", "news"]}),
            "fact_count": len(FACTS),
        }
    )
    _meet_again(lead)


def _fact(domain, at, kind, value, quote, page):
    return {
        "kind": kind,
        "value": value,
        "quote": quote,
        "source": f"https://{domain}{page}",
        "origin": "website",
        "retrieved": fields.Datetime.to_string(at),
    }


def _meet_again(lead):
    """The company asked before, and bought; this lead then got better."""
    twin = lead.create(
        {
            "name": TWIN,
            "type": "opportunity",
            "email_from": lead.email_from,
            "auto_enrich": False,
            "user_id": False,
        }
    )
    twin.action_set_won()
    lead.write({"city": "Hamburg", "website": f"https://{lead._get_research_domain()}"})
    lead._enrich_lead()
