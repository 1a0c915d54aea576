from datetime import timedelta
from time import monotonic

from odoo import fields
from odoo.tests import tagged

from ...engine.calling import throttle
from ...engine.calling.memory import Memory
from ...engine.scoring.enrich import enrich
from ...engine.settings import Settings
from ...engine.tests.fake_vendor import Step, fail
from ...models.queue.enrichment_values import Result
from ..common import LlmCase

SOON = timedelta(minutes=1)


@tagged("post_install", "-at_install")
class TestQueue(LlmCase):
    def setUp(self):
        super().setUp()
        self._set(auto_enrich_enabled=True)

    def _queue_automatically(self, **values):
        lead = self._create_lead(**values)
        lead._queue_automatically()
        return lead

    def test_the_job_enriches_what_waits_leads_and_opportunities_alike(self):
        leads = self._queue_automatically(type="lead")
        leads += self._queue_automatically(type="opportunity")
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"completed"})
        self.assertEqual(len(self.vendor.requests), 2)

    def test_a_job_that_is_switched_off_does_nothing(self):
        lead = self._queue_automatically()
        self._set(auto_enrich_enabled=False)
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertFalse(self.vendor.requests)

    def test_what_a_person_asked_for_is_done_even_if_automatic_is_off(self):
        asked, automatic = self._create_lead(), self._queue_automatically()
        self._set(auto_enrich_enabled=False)
        asked.with_user(self.salesman).action_score_with_ai()
        self.assertEqual(asked.ai_enrichment_user_id, self.salesman)
        self.env["crm.lead"]._cron_enrich_requested_leads()
        self.assertEqual(asked.ai_enrichment_status, "completed")
        self.assertEqual(automatic.ai_enrichment_status, "pending")

    def test_asking_wakes_a_job_that_is_active(self):
        requested = self.env.ref("llm_lead_scoring.ir_cron_enrich_requested_leads")
        automatic = self.env.ref("llm_lead_scoring.ir_cron_enrich_leads")
        triggers = self.env["ir.cron.trigger"]
        for is_on, job in ((False, requested), (True, automatic)):
            automatic.active = is_on
            lead = self._create_lead()
            triggers.search([]).unlink()
            lead.with_user(self.salesman).action_score_with_ai()
            self.assertEqual(triggers.search([]).cron_id, job)

    def test_won_lost_and_archived_leads_are_left_out_of_the_automatic_job(self):
        won, lost, archived = (self._queue_automatically() for _ in range(3))
        won.action_set_won()
        lost.action_set_lost()
        archived.active = False
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertFalse(self.vendor.requests)

    def test_a_won_lead_is_enriched_where_a_person_asks(self):
        lead = self._create_lead()
        lead.action_set_won()
        lead.ai_enrichment_status = "pending"
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "completed")

    def test_a_claimed_lead_is_not_claimed_again(self):
        lead = self._queue_automatically()
        claimed = self.env["crm.lead"]._claim_pending(10)
        self.assertEqual(claimed, lead)
        self.assertGreater(lead.ai_enrichment_lease, fields.Datetime.now())
        self.assertFalse(self.env["crm.lead"]._claim_pending(10))
        self.assertFalse(lead._enrich_lead())
        self.assertFalse(self.vendor.requests)

    def test_a_lead_whose_worker_died_comes_back(self):
        lead = self._queue_automatically()
        self.env["crm.lead"]._claim_pending(10)
        lead.flush_recordset()
        self.env.cr.execute(
            "UPDATE crm_lead SET ai_enrichment_lease = %s WHERE id = %s",
            [fields.Datetime.now() - SOON, lead.id],
        )
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "completed")

    def test_a_passing_trouble_puts_the_lead_back_and_rests_the_provider(self):
        self.vendor.fail_with(429, {"Retry-After": "60"})
        lead = self._queue_automatically()
        before = fields.Datetime.now()
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertEqual(lead.ai_failure_type, "rate_limited")
        self.assertGreater(lead.ai_enrichment_next_attempt, before + SOON / 2)
        self.assertEqual(len(self.vendor.requests), 1)
        self.assertGreaterEqual(self.provider.cooldown_until, before + SOON)

    def test_a_provider_in_trouble_costs_few_requests_and_no_lead(self):
        self.vendor.fail_with(401)
        leads = self.env["crm.lead"].browse()
        for _count in range(24):
            leads += self._queue_automatically()
        self.env["crm.lead"]._cron_enrich_leads()
        most = throttle.FIRST + throttle.TRIP
        self.assertLessEqual(len(self.vendor.requests), most)
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"pending"})
        self.assertIn("key_refused", leads.mapped("ai_failure_type"))

    def test_a_resting_provider_is_asked_again_once_it_is_rested(self):
        self.provider.cooldown_until = fields.Datetime.now() + SOON
        lead = self._queue_automatically()
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertFalse(self.vendor.requests)
        self.provider.cooldown_until = fields.Datetime.now() - SOON
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "completed")

    def test_the_last_of_several_attempts_fails_the_lead(self):
        self.vendor.fail_with(500, {"x-should-retry": "false"})
        lead = self._queue_automatically()
        for _attempt in range(5):
            self.assertEqual(lead.ai_enrichment_status, "pending")
            lead.ai_enrichment_next_attempt = False
            self.provider.cooldown_until = False
            self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "failed")
        self.assertEqual(lead.ai_failure_type, "server_error")

    def test_an_account_that_nobody_mends_for_days_loses_no_lead(self):
        lead = self._queue_automatically()
        for status in (401, 402, 404):
            self.vendor.fail_with(status)
            for _pass in range(4):
                lead.ai_enrichment_next_attempt = False
                self.provider.cooldown_until = False
                self.env["crm.lead"]._cron_enrich_leads()
                self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertEqual(lead.ai_failure_type, "model_not_found")
        self.vendor.reset()
        lead.ai_enrichment_next_attempt = False
        self.provider.model_name = "another"
        self.provider.cooldown_until = False
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "completed")

    def test_a_key_refused_on_the_way_costs_nobody_twice(self):
        leads = self.env["crm.lead"].concat(
            *[self._queue_automatically() for _ in range(40)]
        )
        self.vendor.then(*[Step()] * 20, *[fail(401)] * 20)
        self.env["crm.lead"]._cron_enrich_leads()
        done = leads.filtered(lambda lead: lead.ai_enrichment_status == "completed")
        waiting = leads - done
        self.assertEqual(len(done), 20)
        self.assertEqual(set(waiting.mapped("ai_enrichment_status")), {"pending"})
        refused = len(self.vendor.requests) - 20
        most = self.provider.max_in_flight + throttle.TRIP
        self.assertLess(most, len(waiting))  # or this would show nothing
        self.assertLessEqual(refused, most)
        self.vendor.reset()
        waiting.ai_enrichment_next_attempt = False
        self.provider.api_key = "sk-a-better-one"
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"completed"})
        self.assertEqual(len(self.vendor.requests), 20)
        billed = self.env["llm.request"].search([("lead_id", "in", leads.ids)])
        self.assertEqual(len(billed), 40 + refused)
        self.assertEqual(len(billed.filtered("input_tokens")), 40)

    def test_nothing_is_claimed_while_nobody_can_be_asked(self):
        self.provider.active = False
        lead = self._queue_automatically()
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertFalse(lead.ai_failure_type)

    def test_the_job_wakes_itself_for_what_is_left(self):
        self.vendor.fail_with(429, {"Retry-After": "600"})
        self._queue_automatically()
        triggers = self.env["ir.cron.trigger"]
        triggers.search([]).unlink()
        self.env["crm.lead"]._cron_enrich_leads()
        due = triggers.search([]).mapped("call_at")
        self.assertEqual(len(due), 1)
        self.assertGreater(due[0], fields.Datetime.now() + timedelta(minutes=5))

    def test_the_job_does_not_wake_itself_for_nothing(self):
        won = self._queue_automatically()
        won.action_set_won()
        triggers = self.env["ir.cron.trigger"]
        triggers.search([]).unlink()
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertFalse(triggers.search([]))

    def _claim_and_ask(self):
        """The result of a claimed lead, not stored yet."""
        [task] = self.env["crm.lead"]._claim_pending(1)._prepare_tasks(Memory())
        endpoint = self.provider._to_endpoint()
        deadline = monotonic() + 60
        enrichment = enrich(task.facts, Settings(), [endpoint], deadline=deadline)
        return Result(task, enrichment=enrichment)

    def test_a_lead_deleted_meanwhile_leaves_only_the_bill(self):
        lead, other = self._queue_automatically(), self._create_lead()
        result = self._claim_and_ask()
        lead.unlink()
        other._store_results([result], retry_later=True)
        self.assertEqual(self.provider.total_requests, 1)
        self.assertFalse(self.provider.request_ids.lead_id)

    def test_a_lead_asked_for_again_while_it_runs_keeps_waiting(self):
        lead = self._queue_automatically()
        result = self._claim_and_ask()
        lead.write({"ai_enrichment_status": "pending"})
        lead._store_results([result], retry_later=True)
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertTrue(lead.ai_grade)

    def test_a_text_changed_while_it_runs_makes_the_score_stale(self):
        lead = self._queue_automatically()
        result = self._claim_and_ask()
        lead.description = "<p>Now we need 500 desks.</p>"
        lead._store_results([result], retry_later=True)
        self.assertTrue(lead.ai_is_stale)
        self.assertTrue(lead.ai_grade)
        self.assertEqual(lead.ai_enrichment_status, "completed")
        lead._enrich_lead()
        self.assertFalse(lead.ai_is_stale)

    def test_a_changed_text_is_asked_for_again_where_that_is_automatic(self):
        self._set(auto_enrich_on_update=True)
        lead = self._queue_automatically()
        result = self._claim_and_ask()
        lead.description = "<p>Now we need 500 desks.</p>"
        lead._store_results([result], retry_later=True)
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertFalse(lead.ai_is_stale)
        self.assertEqual(len(self.vendor.requests), 2)

    def test_one_lead_that_breaks_fails_alone(self):
        leads = self._queue_automatically()
        leads += self._queue_automatically(name="broken")
        to_facts = type(leads)._to_facts

        def break_on_one(records):
            if "broken" in records.mapped("name"):
                raise ValueError("cannot read this one")
            return to_facts(records)

        self.patch(type(leads), "_to_facts", break_on_one)
        with self.assertLogs("odoo.addons.llm_lead_scoring", "ERROR"):
            self.env["crm.lead"]._cron_enrich_leads()
        self.assertEqual(leads.mapped("ai_enrichment_status"), ["completed", "failed"])
        self.assertEqual(leads[1].ai_failure_type, "internal_error")

    def test_a_refused_field_is_paid_for_once_not_in_every_batch(self):
        self.provider.temperature = 0.5
        refusal = {"error": {"message": "no", "param": "temperature"}}
        self.vendor.fail_with(400, body=refusal, times=1)
        self._create_lead()._enrich_lead()
        self.assertEqual(len(self.vendor.requests), 2)
        self._create_lead()._enrich_lead()
        self.assertEqual(len(self.vendor.requests), 3)
        self.assertNotIn("temperature", self.vendor.requests[2].body)
        self.provider.model_name = "large-model"
        self._create_lead()._enrich_lead()
        self.assertIn("temperature", self.vendor.requests[3].body)
