from odoo.tests import tagged

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestTriggers(LlmCase):
    def _switch_on(self, **settings):
        self._set(auto_enrich_enabled=True, **settings)

    def test_installing_asks_for_nothing(self):
        asked = self.env["crm.lead"].search([("ai_enrichment_status", "!=", False)])
        self.assertFalse(asked)
        self.assertFalse(self.env.ref("llm_lead_scoring.ir_cron_enrich_leads").active)

    def test_new_leads_wait_only_if_settings_say_so(self):
        self.assertFalse(self._create_lead().ai_enrichment_status)
        self._switch_on()
        self.assertFalse(self._create_lead().ai_enrichment_status)
        self._switch_on(auto_enrich_new_leads=True)
        for kind in ("lead", "opportunity"):
            lead = self._create_lead(type=kind)
            self.assertEqual(lead.ai_enrichment_status, "pending")

    def test_the_switch_for_new_leads_needs_the_main_switch(self):
        self._set(auto_enrich_new_leads=True)
        self.assertFalse(self._create_lead().ai_enrichment_status)

    def test_a_lead_may_be_kept_out(self):
        self._switch_on(auto_enrich_new_leads=True, auto_enrich_on_update=True)
        lead = self._create_lead(auto_enrich=False)
        lead.phone = "+49 40 5550120"
        self.assertFalse(lead.ai_enrichment_status)

    def test_a_changed_fact_asks_again_if_settings_say_so(self):
        lead = self._create_lead()
        lead.phone = "+49 40 5550120"
        self.assertFalse(lead.ai_enrichment_status)
        self._switch_on(auto_enrich_on_update=True)
        for name, value in (
            ("partner_name", "Desk Ltd"),
            ("contact_name", "Anna"),
            ("email_from", "anna@desk.example"),
            ("phone", "+49 40 5550121"),
            ("description", "<p>More desks</p>"),
            ("expected_revenue", 500),
        ):
            lead = self._create_lead()
            lead.write({name: value})
            self.assertEqual(lead.ai_enrichment_status, "pending", name)
            self.assertFalse(lead.ai_enrichment_user_id)

    def test_other_changes_ask_for_nothing(self):
        self._switch_on(auto_enrich_on_update=True)
        lead = self._create_lead()
        lead.write({"priority": "2", "color": 3})
        self.assertFalse(lead.ai_enrichment_status)

    def test_a_change_of_stage_asks_again_only_if_wanted(self):
        stages = self.env["crm.stage"].search([("is_won", "=", False)], limit=2)
        self._switch_on(auto_enrich_on_update=True)
        lead = self._create_lead(stage_id=stages[0].id)
        lead.stage_id = stages[1]
        self.assertFalse(lead.ai_enrichment_status)
        self._switch_on(auto_enrich_on_stage=True)
        lead.stage_id = stages[0]
        self.assertEqual(lead.ai_enrichment_status, "pending")

    def test_winning_a_deal_does_not_queue_it(self):
        self._switch_on(auto_enrich_on_update=True, auto_enrich_on_stage=True)
        lead = self._create_lead()
        lead.action_set_won()
        self.assertFalse(lead.ai_enrichment_status)

    def test_the_server_action_asks_before_leads_are_queued(self):
        leads = self._create_lead() + self._create_lead()
        action = self.env.ref("llm_lead_scoring.crm_lead_action_queue_ai_enrichment")
        selection = {"active_model": "crm.lead", "active_ids": leads.ids}
        result = action.with_user(self.salesman).with_context(**selection).run()
        self.assertFalse(any(leads.mapped("ai_enrichment_status")))
        bulk = self.env[result["res_model"]].browse(result["res_id"])
        bulk.with_user(self.salesman).action_start()
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"pending"})
        self.assertEqual(leads.ai_enrichment_user_id, self.salesman)

    def test_asking_wakes_a_job(self):
        triggers = self.env["ir.cron.trigger"]
        triggers.search([]).unlink()
        self._create_lead().ai_enrichment_status = "pending"
        job = self.env.ref("llm_lead_scoring.ir_cron_enrich_requested_leads")
        self.assertIn(job, triggers.search([]).cron_id)

    def test_asking_for_many_leads_takes_a_handful_of_queries(self):
        leads = self.env["crm.lead"].create([{"name": str(n)} for n in range(50)])
        self.env.flush_all()
        leads.invalidate_recordset()
        with self.assertQueryCount(12):
            leads.write({"ai_enrichment_status": "pending"})
            self.env.flush_all()

    def test_a_lead_may_be_created_waiting(self):
        triggers = self.env["ir.cron.trigger"]
        triggers.search([]).unlink()
        leads = self.env["crm.lead"].with_user(self.salesman)
        lead = leads.create({"name": "Desks", "ai_enrichment_status": "pending"})
        self.assertEqual(lead.ai_enrichment_user_id, self.salesman)
        job = self.env.ref("llm_lead_scoring.ir_cron_enrich_requested_leads")
        self.assertIn(job, triggers.search([]).cron_id)

    def test_a_lead_that_runs_is_not_asked_for_twice(self):
        lead = self._create_lead()
        lead._move("processing", ai_enrichment_lease=None)
        lead.action_score_with_ai()
        self.assertEqual(lead.ai_enrichment_status, "processing")
