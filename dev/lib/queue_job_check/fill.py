"""What dev/queue_job_check does in Odoo's shell before there are servers."""


def main(env, url):
    _create_provider(env, url)
    _switch_on(env)
    lead = env["crm.lead"].create({"name": "First", "description": "<p>Desks?</p>"})
    env.cr.commit()
    _check_hand_over(env, lead)
    _check_without_runner(env, lead)


def _create_provider(env, url):
    env["llm.provider"].create(
        {
            "name": "Stub",
            "provider_type": "custom",
            "model_name": "stub",
            "api_endpoint": f"{url}/v1",
            "max_in_flight": 1,
        }
    )


def _switch_on(env):
    for name in ("auto_enrich_enabled", "auto_enrich_new_leads"):
        env["ir.config_parameter"].set_param(f"llm_lead_scoring.{name}", "True")
    env.ref("llm_lead_scoring.ir_cron_enrich_leads").active = True


def _check_hand_over(env, lead):
    """However often people ask and the cron runs: one job for one lead, and no work."""
    group = env.ref("sales_team.group_sale_salesman_all_leads")
    values = {"name": "Seller", "login": "seller", "groups_id": [(4, group.id)]}
    seller = env["res.users"].create(values)
    env["queue.job"].search([]).unlink()
    for _time in range(3):
        lead.with_user(seller).ai_enrichment_status = "pending"
        env["crm.lead"]._cron_enrich_leads()
        env["crm.lead"]._cron_enrich_requested_leads()
    env.cr.commit()
    _expect(lead.ai_enrichment_status == "pending", "the cron enriched a lead itself")
    job = env["queue.job"].search([])
    _expect(len(job) == 1, "not one job for one lead")
    _expect(job.user_id == env.ref("base.user_root"), "the job isn't the superuser's")


def _check_without_runner(env, lead):
    """Jobs that nobody begins don't keep leads waiting for ever."""
    env.cr.execute("UPDATE queue_job SET date_created = date_created - interval '1h'")
    env.invalidate_all()
    env["crm.lead"]._cron_enrich_leads()
    env.cr.commit()
    _expect(
        lead.ai_enrichment_status == "completed", "without a runner nothing is done"
    )


def _expect(is_so, otherwise):
    if not is_so:
        raise AssertionError(otherwise)
