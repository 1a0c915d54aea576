import json
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ...engine.tests.fake_vendor import fail
from .monitoring_case import HEALTH, METRICS, TOKEN, MonitoringCase


@tagged("post_install", "-at_install")
class TestMetrics(MonitoringCase):
    def _move(self, lead, **columns):
        lead.flush_recordset()
        names = ", ".join(f"{name} = %s" for name in columns)
        self.env.cr.execute(
            f"UPDATE crm_lead SET {names} WHERE id = %s",  # noqa: S608
            [*columns.values(), lead.id],
        )
        lead.invalidate_recordset()

    def _ago(self, **length):
        return fields.Datetime.now() - timedelta(**length)

    def test_requests_are_told_by_provider_and_window(self):
        self.provider.write({"input_price": 1000, "output_price": 1000})
        self._create_lead()._enrich_lead()
        self._create_lead()._enrich_lead()
        old = self.env["llm.request"].search([], limit=1)
        old.sent_at = self._ago(hours=5)
        metrics = self._measure()
        for window, requests in (("1h", 1), ("24h", 2)):
            number = self._of_provider(metrics, "requests", window=window)
            self.assertEqual(number, requests)
            failed = self._of_provider(metrics, "requests_failed", window=window)
            self.assertEqual(failed, 0)
        rows = self.env["llm.request"].search([])
        for name, total in (
            ("cost_dollars", sum(rows.mapped("cost"))),
            ("request_seconds_mean", sum(rows.mapped("seconds")) / 2),
        ):
            number = self._of_provider(metrics, name, window="24h")
            self.assertGreater(number, 0)
            self.assertAlmostEqual(number, total, 6)
        for kind in ("input", "cached", "output", "reasoning"):
            number = self._of_provider(metrics, "tokens", window="24h", kind=kind)
            self.assertEqual(number, sum(rows.mapped(f"{kind}_tokens")))

    def test_95_of_100_requests_are_not_slower_than_p95(self):
        rows = self.env["llm.request"].create(
            [
                {
                    "provider_id": self.provider.id,
                    "purpose": "call",
                    "sent_at": fields.Datetime.now(),
                    "success": True,
                    "seconds": seconds,
                }
                for seconds in range(101)
            ]
        )
        self.assertEqual(len(rows), 101)
        metrics = self._measure()
        p95 = self._of_provider(metrics, "request_seconds_p95", window="1h")
        mean = self._of_provider(metrics, "request_seconds_mean", window="1h")
        self.assertEqual((p95, mean), (95, 50))

    def test_failures_are_told_by_reason_and_rest_the_provider(self):
        self.vendor.fail_with(401)
        self._create_lead()._enrich_lead()
        metrics = self._measure()
        self.assertEqual(self._of_provider(metrics, "requests_failed", window="1h"), 1)
        self.assertEqual(
            self._of_provider(metrics, "request_errors", code="key_refused"), 1
        )
        self.assertEqual(self._number(metrics, "leads_asked"), 1)
        self.assertEqual(self._number(metrics, "leads_unanswered"), 1)
        rest = self._of_provider(metrics, "provider_cooldown_seconds")
        self.assertTrue(800 < rest <= 901, rest)
        self.assertEqual(self._number(metrics, "health", status="critical"), 1)
        self.assertEqual(self._number(metrics, "health", status="healthy"), 0)

    def test_a_lead_that_the_second_request_answered_counts_as_answered(self):
        self.vendor.then(fail(500))
        lead = self._create_lead()
        lead._enrich_lead()
        self.assertEqual(lead.ai_enrichment_status, "completed")
        metrics = self._measure()
        self.assertEqual(self._of_provider(metrics, "requests", window="1h"), 2)
        self.assertEqual(self._number(metrics, "leads_asked"), 1)
        self.assertEqual(self._number(metrics, "leads_unanswered"), 0)
        total = sum(self.env["llm.request"].search([]).mapped("seconds"))
        self.assertAlmostEqual(self._number(metrics, "lead_seconds_mean"), total, 6)

    def test_a_provider_that_nobody_asked_is_there_with_zero(self):
        metrics = self._measure()
        self.assertEqual(self._of_provider(metrics, "requests", window="24h"), 0)
        self.assertEqual(self._of_provider(metrics, "provider_cooldown_seconds"), 0)
        self.assertFalse([name for name, _ in metrics if "request_seconds" in name])

    def test_requests_outlive_their_provider(self):
        self._create_lead()._enrich_lead()
        self.provider.unlink()
        labels = {"provider": 0, "type": "deleted", "window": "1h"}
        self.assertEqual(self._number(self._measure(), "requests", **labels), 1)

    def test_the_queue_is_counted(self):
        self._set(auto_enrich_enabled=True)
        ago, due, lease = self._ago, "ai_enrichment_next_attempt", "ai_enrichment_lease"
        for status, columns in (
            ("pending", {"write_date": ago(minutes=10)}),
            ("pending", {due: ago(hours=-1), "write_date": ago(hours=2)}),
            ("pending", {due: ago(minutes=20), "write_date": ago(minutes=50)}),
            ("processing", {lease: ago(minutes=1)}),
            ("processing", {lease: ago(minutes=-1)}),
        ):
            self._move(self._create_lead(), ai_enrichment_status=status, **columns)
        metrics = self._measure()
        for name, expected in (("pending", 3), ("processing", 2)):
            self.assertEqual(self._number(metrics, "leads", status=name), expected)
        self.assertEqual(self._number(metrics, "leads_in_retry"), 1)
        self.assertEqual(self._number(metrics, "leads_lease_expired"), 1)
        age = self._number(metrics, "oldest_due_seconds")
        self.assertTrue(1200 <= age < 1500, age)

    def test_a_lead_that_no_job_would_take_does_not_count_as_waiting_long(self):
        long_ago = {
            "ai_enrichment_status": "pending",
            "write_date": self._ago(days=1),
        }
        won, automatic = self._create_lead(), self._create_lead()
        won.action_set_won()
        for lead in (won, automatic):
            self._move(lead, **long_ago)
        self.assertEqual(self._number(self._measure(), "oldest_due_seconds"), 0)
        self._set(auto_enrich_enabled=True)
        self._move(automatic, ai_enrichment_status=None)
        self.assertEqual(self._number(self._measure(), "oldest_due_seconds"), 0)
        self._move(won, ai_enrichment_user_id=self.salesman.id)
        self.assertGreater(self._number(self._measure(), "oldest_due_seconds"), 80_000)

    def test_jobs_tell_when_they_ran_and_whether_they_should_have(self):
        requested = self.env.ref("llm_lead_scoring.ir_cron_enrich_requested_leads")
        requested.write(
            {"lastcall": self._ago(minutes=20), "nextcall": self._ago(minutes=5)}
        )
        metrics = self._measure()
        job = "enrich_requested_leads"
        self.assertEqual(self._number(metrics, "job_active", job=job), 1)
        self.assertEqual(self._number(metrics, "job_active", job="enrich_leads"), 0)
        passed = self._number(metrics, "job_last_pass_seconds", job=job)
        overdue = self._number(metrics, "job_overdue_seconds", job=job)
        self.assertTrue(1200 <= passed < 1500, passed)
        self.assertTrue(300 <= overdue < 600, overdue)
        self.assertFalse(
            [
                k
                for k in metrics
                if "overdue" in k[0] and ("job", "enrich_leads") in k[1]
            ]
        )

    def test_a_job_that_was_woken_is_due_before_its_turn(self):
        job = self.env.ref("llm_lead_scoring.ir_cron_enrich_requested_leads")
        job.nextcall = fields.Datetime.now() + timedelta(minutes=8)
        self.env["ir.cron.trigger"].search([]).unlink()
        labels = {"job": "enrich_requested_leads"}
        before = self._number(self._measure(), "job_overdue_seconds", **labels)
        job._trigger(self._ago(minutes=3))
        after = self._number(self._measure(), "job_overdue_seconds", **labels)
        self.assertEqual(before, 0)
        self.assertTrue(180 <= after < 300, after)

    def test_money_is_told_of_companies_with_a_limit(self):
        self.assertFalse([k for k in self._measure() if "month_" in k[0]])
        company = self.env.company
        self.env["llm.budget"]._set_limit(company.id, 50)
        self.env["llm.budget"]._hold(company.id, [2.5, 1])
        metrics = self._measure()
        labels = {"company": company.id}
        self.assertEqual(self._number(metrics, "month_limit_dollars", **labels), 50)
        self.assertEqual(self._number(metrics, "month_spent_dollars", **labels), 3.5)

    def test_nothing_of_a_lead_and_no_name_is_told(self):
        lead = self._create_lead(
            name="Very special desks",
            contact_name="Greta Garbo",
            email_from="greta@example.com",
        )
        self.provider.name = "Secret account"
        lead._enrich_lead()
        text = self._ask(METRICS, TOKEN).text + json.dumps(
            self._ask(HEALTH, TOKEN).json()
        )
        for word in ("desk", "Greta", "example.com", "Secret", "small-model", "sk-"):
            self.assertNotIn(word, text)
