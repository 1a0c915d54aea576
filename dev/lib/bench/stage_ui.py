"""What a screen costs, inside Odoo's shell: a lead's form, and the dashboard.

The form is opened in databases with the addon and without it, so nothing of the addon
is imported here.
"""

import statistics
import time

from lxml import etree

from odoo import sql_db

OPENINGS = 31
TEXT = "<p>We need 24 desks by 1 June. Our budget is 18,000 euros. Send a quote.</p>"
# Leads of a year: some scored, some waiting, some failed; every tenth won or lost.
LEADS = """
    INSERT INTO crm_lead (name, type, active, stage_id, company_id, user_id,
        team_id, probability, date_closed, date_last_stage_update, create_date,
        auto_enrich, ai_enrichment_status, ai_failure_type, ai_grade,
        ai_probability_score, ai_last_enrichment_date, ai_opinion)
    SELECT 'Lead ' || n, 'opportunity', n %% 20 <> 0,
        CASE WHEN n %% 20 = 10 THEN won.id ELSE stage_id END, company_id, user_id,
        team_id, CASE WHEN n %% 20 = 0 THEN 0 WHEN n %% 20 = 10 THEN 100 ELSE 30 END,
        CASE WHEN n %% 10 = 0 THEN at END, at, at, TRUE,
        CASE WHEN n %% 50 = 1 THEN 'pending' WHEN n %% 50 = 2 THEN 'failed'
             ELSE 'completed' END,
        CASE WHEN n %% 50 = 2 THEN (ARRAY['key_refused', 'timed_out'])[1 + n / 50 %% 2]
        END,
        (ARRAY['a', 'b', 'c', 'd'])[1 + n %% 7 %% 4], n %% 100, at,
        CASE WHEN n %% 200 = 3 THEN 'contested' END
    FROM crm_lead,
        (SELECT id FROM crm_stage WHERE is_won ORDER BY id LIMIT 1) won,
        generate_series(1, %(leads)s) n,
        LATERAL (SELECT now() AT TIME ZONE 'UTC' - n %% 365 * interval '1 day' AS at) d
    WHERE crm_lead.id = %(lead)s
"""
MESSAGES = """
    INSERT INTO mail_message (model, res_id, message_type, date, create_date)
    SELECT 'crm.lead', id, CASE WHEN id %% 3 = 0 THEN 'comment' ELSE 'notification' END,
        create_date, create_date
    FROM crm_lead, generate_series(1, 2)
"""
REQUESTS = """
    INSERT INTO llm_request (provider_id, provider_name, model_name, company_id,
        lead_id, purpose, sent_at, success, seconds, cost, input_tokens, output_tokens)
    SELECT %(provider)s, 'Stub', 'stub', %(company)s, first.id + n %% %(leads)s,
        'enrichment', now() AT TIME ZONE 'UTC' - n %% 365 * interval '1 day',
        n %% 30 <> 0, 2, 0.001, 900, 150
    FROM (SELECT min(id) AS id FROM crm_lead) first,
        generate_series(1, %(requests)s) n
"""


def _prepare_dashboard(env, config):
    """A year of a large company, without the ORM, which would take hours."""
    lead = _create_lead(env)
    provider = env["llm.provider"].create({"name": "Stub", "model_name": "stub"})
    env.flush_all()
    values = {
        "lead": lead.id,
        "leads": config["leads"],
        "requests": config["requests"],
        "provider": provider.id,
        "company": env.company.id,
    }
    for statement in (LEADS, MESSAGES, REQUESTS):
        env.cr.execute(statement, values)
    env.cr.commit()
    env.cr._cnx.autocommit = True
    env.cr.execute("VACUUM ANALYZE")
    env.cr._cnx.autocommit = False
    return _create_manager(env)


def _work_dashboard(env, manager):
    board = env["llm.dashboard"].with_user(manager)
    return _measure(env, board.get_numbers, 7)


def _prepare_form(env, config):
    """A lead like any other, scored where there is something to score it with."""
    lead, manager = _create_lead(env), _create_manager(env)
    if config.get("provider"):
        env["llm.provider"].create(
            {
                "name": "Stub",
                "provider_type": "custom",
                "model_name": "stub",
                "api_endpoint": f"{config['provider']}/v1",
            }
        )
        lead.action_enrich_with_ai()
    lead = lead.with_user(manager)
    view = env.ref("crm.crm_lead_view_form")
    arch = etree.fromstring(lead.get_view(view.id, "form")["arch"])
    return lead, _read_spec(lead, arch)


def _read_spec(lead, arch):
    """What the browser reads for this form."""
    names = {node.get("name") for node in arch.iter("field") if not _is_nested(node)}
    inside = {
        "many2one": {"fields": {"display_name": {}}},
        "many2many": {"fields": {"display_name": {}}},
        "one2many": {"fields": {}},
    }
    return {name: inside.get(lead._fields[name].type, {}) for name in names}


def _is_nested(node):
    """In the list or form of a field of the lead's."""
    return any(above.tag == "field" for above in node.iterancestors())


def _work_form(env, argument):
    lead, spec = argument
    return _measure(env, lambda: lead.web_read(spec), OPENINGS)


def _measure(env, work, times):
    """The medians of milliseconds and queries, each time with an empty cache.

    Once before, since what stays in the server's own caches is read by nobody twice.
    """
    env.invalidate_all()
    work()
    found = []
    for _time in range(times):
        env.invalidate_all()
        queries, began = sql_db.sql_counter, time.perf_counter()
        work()
        seconds = time.perf_counter() - began
        found.append((seconds * 1000, sql_db.sql_counter - queries))
    milliseconds, queries = map(statistics.median, zip(*found, strict=True))
    return {"ms": milliseconds, "queries": queries}


def _create_lead(env):
    return env["crm.lead"].create(
        {
            "name": "Desks",
            "type": "opportunity",
            "email_from": "anna@company.example",
            "description": TEXT,
            "user_id": env.ref("base.user_admin").id,
        }
    )


def _create_manager(env):
    group = env.ref("sales_team.group_sale_manager")
    values = {"login": "bench", "name": "Bench", "groups_id": [(4, group.id)]}
    users = env["res.users"].with_context(no_reset_password=True)
    return users.create(values)


WORKS = {
    "dashboard": (_prepare_dashboard, _work_dashboard),
    "form": (_prepare_form, _work_form),
}
