"""What workers of dev/bench and dev/crash do inside Odoo's shell.

Each work has a part before its worker is ready and a part that is measured.
"""

import json
import os
import time
from pathlib import Path

from odoo import sql_db

from odoo.addons.llm_lead_scoring.models.queue import drain, enrichment_run

from lib.bench import stage_ui
from lib.bench.stage import WARM_UP

PARAMETER = "llm_lead_scoring.auto_enrich_enabled"
TEXT = (
    "<p>Hello, I am head of purchasing at Company {n}. We need {n} height-adjustable "
    "desks for our office in Ghent by 1 June. The budget of {n}000 euro is approved. "
    "Please call me on Tuesday with a quote.</p>"
)


def main(env, config):
    _stay_on_one_cpu(config["number"])
    prepare, work = WORKS[config["work"]]
    argument = prepare(env, config)
    env.cr.commit()
    ready = Path(config["ready"])
    ready.touch()
    while ready.exists():
        time.sleep(0.005)
    env.registry.check_signaling()  # settings that another worker made
    result = work(env, argument)
    Path(config["result"]).write_text(json.dumps(result))


def _stay_on_one_cpu(number):
    """Threads that wander from one to another take time that differs from run to run.

    Python runs one of them at a time anyway.
    """
    if hasattr(os, "sched_setaffinity"):
        cpus = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cpus[number % len(cpus)]})


def _prepare_leads(env, config):
    """Providers in order, and leads that wait."""
    env["ir.config_parameter"].sudo().set_param(PARAMETER, "True")
    warm = config.get("warm", config["providers"][-1])
    _create_providers(env, [warm])
    _drain(env, _create_leads(env, WARM_UP))
    env["llm.provider"].search([]).unlink()
    _create_providers(env, config["providers"], config["in_flight"])
    _wait(env, _create_leads(env, config["leads"]))
    env.cr.commit()


def _prepare_helper(env, config):
    """Another worker prepares the leads; this one only warms its caches."""
    env["crm.lead"].search([], limit=1)._to_facts()
    env.cr.commit()
    return config


def _create_providers(env, urls, in_flight=16):
    env["llm.provider"].create(
        [
            {
                "name": f"Stub {number}",
                "sequence": number,
                "provider_type": "custom",
                "model_name": "stub",
                "api_endpoint": f"{url}/v1",
                "max_in_flight": in_flight,
            }
            for number, url in enumerate(urls)
        ]
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


def _wait(env, leads):
    """As the automatic job finds them: nobody is told of each."""
    leads.write({"ai_enrichment_status": "pending"})
    env.flush_all()
    env.cr.execute("UPDATE crm_lead SET ai_enrichment_user_id = NULL")


def _drain(env, leads):
    _wait(env, leads)
    env.cr.commit()
    env["crm.lead"]._cron_enrich_leads()


def _work_drain(env, _argument):
    queries, cpu, wall = sql_db.sql_counter, time.process_time(), time.perf_counter()
    env["crm.lead"]._cron_enrich_leads()
    env.cr.commit()
    return {
        "seconds": time.perf_counter() - wall,
        "cpu_seconds": time.process_time() - cpu,
        "queries": sql_db.sql_counter - queries,
        "statuses": _count_statuses(env),
    }


def _count_statuses(env):
    env.cr.execute(
        "SELECT ai_enrichment_status, COUNT(*) FROM crm_lead GROUP BY 1 ORDER BY 1"
    )
    return {status or "none": count for status, count in env.cr.fetchall()}


def _prepare_rows(env, config):
    """Very many leads that wait, without the ORM, which would take an hour."""
    _create_providers(env, ["http://127.0.0.1:9"])
    [lead] = _create_leads(env, 1)
    env.flush_all()
    env.cr.execute(
        """INSERT INTO crm_lead (name, type, active, stage_id, company_id,
                                 ai_enrichment_status, auto_enrich)
           SELECT 'Lead ' || n, type, active, stage_id, company_id, %s, TRUE
           FROM crm_lead, generate_series(1, %s) n WHERE id = %s""",
        [config["status"], config["leads"], lead.id],
    )
    env.cr.commit()
    env.cr._cnx.autocommit = True
    env.cr.execute("VACUUM ANALYZE crm_lead")
    env.cr._cnx.autocommit = False


def _work_claim(env, _argument):
    """The best of several claims of 100, each of others."""
    seconds = []
    for _claim in range(7):
        began = time.perf_counter()
        claimed = env["crm.lead"]._claim_pending(100)
        seconds.append(time.perf_counter() - began)
    return {"seconds": min(seconds), "claimed": len(claimed)}


def _work_mark(env, _argument):
    leads = env["crm.lead"].search([("ai_enrichment_status", "=", False)])
    leads.mapped("id")
    queries, wall = sql_db.sql_counter, time.perf_counter()
    leads.write({"ai_enrichment_status": "pending"})
    env.flush_all()
    return {
        "leads": len(leads),
        "queries": sql_db.sql_counter - queries,
        "seconds": time.perf_counter() - wall,
    }


def _prepare_short_lease(env, config):
    """Leases so short that what a killed worker held is back at once."""
    env["crm.lead"].search([], limit=1)._to_facts()
    drain.LEASE_SECONDS = config["lease_seconds"]
    enrichment_run.LEASE_RENEWAL_SECONDS = config["lease_seconds"] / 4
    time.sleep(config["lease_seconds"])


def _work_nothing(env, _argument):
    return {}


WORKS = {
    **stage_ui.WORKS,
    "fill": (_prepare_leads, _work_nothing),
    "drain": (_prepare_leads, _work_drain),
    "help": (_prepare_helper, _work_drain),
    "resume": (_prepare_short_lease, _work_drain),
    "claim": (_prepare_rows, _work_claim),
    "mark": (_prepare_rows, _work_mark),
}
