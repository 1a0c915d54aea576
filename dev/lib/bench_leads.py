"""Measures the sequential road; runs inside Odoo's shell, piped in by dev/bench."""

import json
import time
from pathlib import Path

from odoo import sql_db

PARAMETER = "llm_lead_scoring.auto_enrich_enabled"
WARM_UP = 3
TEXT = (
    "<p>Hello, I am head of purchasing at Company {n}. We need {n} height-adjustable "
    "desks for our office in Ghent by 1 June. The budget of {n}000 euro is approved. "
    "Please call me on Tuesday with a quote.</p>"
)


def main(env, config):
    env["ir.config_parameter"].sudo().set_param(PARAMETER, "True")
    _create_provider(env, config["url"])
    _enrich(env, _create_leads(env, WARM_UP))
    leads = _create_leads(env, config["leads"])
    env.cr.commit()
    _wait_for_go(Path(config["ready"]))
    measured = _measured(lambda: _enrich(env, leads), len(leads))
    measured["completed"] = _count(leads, "completed")
    Path(config["result"]).write_text(json.dumps(measured))


def _wait_for_go(ready):
    """Until dev/bench has taken note, by removing the file, of the requests so far."""
    ready.touch()
    while ready.exists():
        time.sleep(0.01)


def _create_provider(env, url):
    env["llm.provider"].create(
        {
            "name": "Stub",
            "provider_type": "custom",
            "model_name": "stub",
            "api_endpoint": f"{url}/v1",
            "is_default": True,
        }
    )


def _create_leads(env, count):
    return env["crm.lead"].create(
        [
            {
                "name": f"Desks {n}",
                "contact_name": f"Contact {n}",
                "partner_name": f"Company {n}",
                "email_from": f"contact{n}@example.com",
                "description": TEXT.format(n=n),
            }
            for n in range(10, 10 + count)
        ]
    )


def _enrich(env, leads):
    """Asks for all and calls the scheduled job, once: it is to drain them."""
    leads.write({"ai_enrichment_status": "pending"})
    env.cr.commit()
    env["crm.lead"]._cron_enrich_leads()
    env.cr.commit()
    env.invalidate_all()


def _count(leads, status):
    return len(leads.filtered(lambda lead: lead.ai_enrichment_status == status))


def _measured(work, count):
    """What the work took for each of so many leads, from its first query on."""
    queries, cpu, wall = sql_db.sql_counter, time.process_time(), time.perf_counter()
    work()
    return {
        "milliseconds": (time.perf_counter() - wall) * 1000 / count,
        "cpu_milliseconds": (time.process_time() - cpu) * 1000 / count,
        "sql_queries": (sql_db.sql_counter - queries) / count,
    }
