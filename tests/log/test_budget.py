from datetime import timedelta

from odoo import fields
from odoo.tests import Form, tagged

from ...engine.calling import pricing
from ...engine.tests.deadlines import hold_deadlines
from ...engine.tests.fake_vendor import hang
from ...engine.vendors import VENDORS
from ...models.queue.enrichment_run import Run
from ...models.queue.enrichment_values import Pace
from ..common import LlmCase

# Dear enough that one lead's reserve is dollars, so that few leads reach a limit.
PRICES = {"input_price": 100.0, "output_price": 500.0}


@tagged("post_install", "-at_install")
class TestBudget(LlmCase):
    def setUp(self):
        super().setUp()
        self.provider.write(PRICES)
        self.company = self.env.company
        self.budget = self.env["llm.budget"]

    def _limit(self, dollars):
        self.budget._set_limit(self.company.id, dollars)

    def _spent(self):
        return self.budget._get_spent(self.company.id)

    def _most(self):
        """What one enrichment reserves, more or less."""
        return pricing.allowance(200, [self.provider._to_endpoint()])

    def test_every_request_has_its_price_by_the_prices_of_its_provider(self):
        self._create_lead()._enrich_lead()
        row = self.provider.request_ids
        expected = (row.input_tokens * 100 + row.output_tokens * 500) / 1e6
        self.assertGreater(expected, 0)
        self.assertAlmostEqual(row.cost, expected, 6)
        self.assertEqual(row.company_id, self.company)
        self.assertEqual((row.position, bool(row.prompt_version)), (1, True))

    def test_prices_follow_the_model_until_somebody_types_them(self):
        form = Form(self.env["llm.provider"])
        form.name, form.provider_type = "Prices", "openai"
        self.assertEqual(
            (form.input_price, form.output_price),
            VENDORS["openai"].prices[form.model_name],
        )
        form.model_name = "gpt-6-sol"
        self.assertEqual((form.input_price, form.output_price), (2.0, 10.0))
        form.model_name = "one-that-nobody-knows"
        self.assertEqual((form.input_price, form.output_price), (0, 0))
        form.input_price = 3.5
        form.model_name = "gpt-6-luna"
        self.assertEqual((form.input_price, form.output_price), (3.5, 0))

    def test_what_is_held_becomes_what_was_paid(self):
        self._limit(self._most() * 10)
        self._create_lead()._enrich_lead()
        self.assertAlmostEqual(self._spent(), self.provider.request_ids.cost, 6)

    def test_at_the_limit_nothing_is_sent_and_the_person_is_told_why(self):
        self._limit(0.01)
        shown = self._create_lead().action_enrich_with_ai()["params"]
        self.assertEqual(shown["type"], "danger")
        self.assertIn("monthly limit", shown["message"])
        self.assertFalse(self.vendor.requests)
        self.assertEqual(self._spent(), 0)

    def test_at_the_limit_the_queue_waits_without_losing_its_turn(self):
        self._limit(self._most() * 1.5)
        leads = self._create_lead() + self._create_lead()
        leads.action_enrich_with_ai()
        self.env["crm.lead"]._cron_enrich_requested_leads()
        done = leads.filtered(lambda lead: lead.ai_enrichment_status == "completed")
        waiting = leads - done
        self.assertEqual(len(self.vendor.requests), len(done))
        self.assertEqual(waiting.ai_enrichment_status, "pending")
        self.assertEqual(waiting.ai_failure_type, "over_budget")
        self.assertEqual(waiting.ai_enrichment_attempts, 0)
        self._limit(self._most() * 100)
        waiting.ai_enrichment_next_attempt = False
        self.env["crm.lead"]._cron_enrich_requested_leads()
        self.assertEqual(waiting.ai_enrichment_status, "completed")

    def test_calls_of_other_addons_count_too(self):
        service = self.env["llm.service"].with_user(self.manager)
        question = [{"role": "user", "content": "Hello"}]
        self._limit(self._most() * 10)
        self.assertTrue(service.call_llm(question)["success"])
        self.assertAlmostEqual(self._spent(), self.provider.request_ids.cost, 6)
        self._limit(0.01)
        result = service.call_llm(question)
        self.assertFalse(result["success"])
        self.assertIn("monthly limit", result["error"])
        self.assertEqual(len(self.vendor.requests), 1)

    def test_managers_are_told_once_a_month_when_the_limit_is_near(self):
        self._limit(self._most() * 1.1)
        notices = [
            ("message_type", "=", "user_notification"),
            ("subject", "like", "monthly limit"),
        ]
        messages = self.env["mail.message"]
        before = messages.search(notices)
        for _lead in range(2):
            self._create_lead()._enrich_lead()
        found = messages.search(notices) - before
        self.assertEqual(len(found), 1)
        self.assertIn(self.manager.partner_id, found.notified_partner_ids)
        self.assertNotIn(self.salesman.partner_id, found.notified_partner_ids)

    def test_a_timeout_counts_as_paid_since_nobody_knows(self):
        self._limit(self._most() * 10)
        self.vendor.then(hang(hold_deadlines(self).come))
        lead = self._create_lead()._move("processing")
        Run(lead, Pace(60)).work_on(lead)
        self.assertEqual(self.provider.request_ids.error_code, "timed_out")
        self.assertGreater(self._spent(), self._most() * 0.9)

    def test_a_timeout_of_another_addons_call_counts_as_paid_too(self):
        self._limit(self._most() * 10)
        self.vendor.then(hang(hold_deadlines(self).come))
        facade = self.env["llm.service"].with_user(self.manager)
        result = facade.call_llm([{"role": "user", "content": "Hello"}])
        self.assertFalse(result["success"])
        self.assertEqual(self.provider.request_ids.error_code, "timed_out")
        self.assertGreater(self._spent(), self._most() * 0.9)

    def test_months_that_are_over_become_one_row(self):
        spending = self.env["llm.spending"]
        month = fields.Date.today().replace(day=1) - timedelta(days=40)
        values = {"company_id": self.company.id, "month": month.replace(day=1)}
        spending.create([{**values, "amount": 1.5}, {**values, "amount": 2.0}])
        spending._gc_past_months()
        rows = spending.search([("month", "=", month.replace(day=1))])
        self.assertEqual(rows.mapped("amount"), [3.5])

    def test_old_rows_go_but_stay_counted(self):
        lead = self._create_lead()
        self.vendor.fail_with(400, times=1)
        lead._enrich_lead()
        lead._enrich_lead()
        before = self._usage()
        self.assertEqual(before[:2], (2, 1))
        old = fields.Datetime.now() - timedelta(days=400)
        self.provider.request_ids[0].sent_at = old
        self.env.flush_all()
        self.env["llm.request"]._gc_requests()
        self.assertEqual(len(self.provider.request_ids), 1)
        self.assertEqual(self._usage()[:2], before[:2])

    def _usage(self):
        provider = self.provider
        return provider.total_requests, provider.failed_requests, provider.last_used

    def test_contents_are_kept_only_if_wanted_and_only_for_a_while(self):
        self._create_lead()._enrich_lead()
        self.assertFalse(self.provider.request_ids.content)
        self._set(keep_content=True)
        self._create_lead()._enrich_lead()
        newest = self.provider.request_ids.sorted("id")[-1]
        self.assertIn("height-adjustable desks", newest.content)
        self.assertNotIn("sk-secret", newest.content)
        newest.sent_at = fields.Datetime.now() - timedelta(days=31)
        self.env.flush_all()
        self.env["llm.request"]._gc_requests()
        self.assertFalse(newest.content)
        self.assertTrue(newest.exists())


@tagged("post_install", "-at_install")
class TestReuse(LlmCase):
    def test_an_unchanged_lead_is_answered_from_its_last_result(self):
        lead = self._create_lead()
        lead._enrich_lead()
        before = lead.ai_probability_score
        shown = lead.action_enrich_with_ai()["params"]["message"]
        self.assertIn("Nothing has changed", shown)
        self.assertEqual(len(self.vendor.requests), 1)
        self.assertEqual(lead.ai_probability_score, before)
        self.assertEqual(lead.ai_enrichment_status, "completed")

    def test_who_insists_gets_a_new_answer(self):
        lead = self._create_lead()
        lead._enrich_lead()
        lead.action_enrich_anew()
        self.assertEqual(len(self.vendor.requests), 2)
        lead.action_enrich_with_ai()
        self.assertEqual(len(self.vendor.requests), 2)

    def test_what_needs_no_vendor_is_scored_anew(self):
        lead = self._create_lead()
        lead._enrich_lead()
        before = lead.ai_completeness_score
        lead.street = "1 Main Street"
        self.provider.active = False
        lead._enrich_lead()
        self.assertGreaterEqual(lead.ai_completeness_score, before)
        self._set(weight_clarity=0.0, weight_engagement=0.0)
        self.provider.active = True
        lead._enrich_lead()
        self.assertEqual(lead.ai_probability_score, lead.ai_completeness_score)
        self.assertEqual(len(self.vendor.requests), 1)

    def test_other_words_another_model_or_an_old_answer_are_asked_about(self):
        lead = self._create_lead()
        lead._enrich_lead()
        changes = (
            lambda: lead.write({"description": "<p>We need 99 oak chairs.</p>"}),
            lambda: self.provider.write({"model_name": "large-model"}),
            lambda: self._set(reuse_days=0),
        )
        for count, change in enumerate(changes, 2):
            change()
            lead._enrich_lead()
            self.assertEqual(len(self.vendor.requests), count)
