from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...engine.tests.fake_vendor import drop
from ..common import LlmCase

MESSAGES = [{"role": "user", "content": "Say hello"}]


@tagged("post_install", "-at_install")
class TestService(LlmCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.env["llm.service"]

    def test_a_call_gives_text_or_an_error_never_both(self):
        self.vendor.answer_with("Hello")
        result = self.service.call_llm(MESSAGES, system_prompt="Be kind")
        self.assertTrue(result["success"])
        self.assertEqual(result["content"], "Hello")
        self.assertFalse(result["error"])
        self.assertEqual(self.vendor.requests[0].system, "Be kind")
        self.vendor.fail_with(401)
        result = self.service.call_llm(MESSAGES)
        self.assertFalse(result["success"])
        self.assertFalse(result["content"])
        self.assertIn("refused", result["error"])
        self.assertEqual(self.provider.total_requests, 2)

    def test_a_call_tells_how_long_the_vendor_asked_to_wait(self):
        self.vendor.fail_with(429, {"Retry-After": "45"})
        self.assertAlmostEqual(
            self.service.call_llm(MESSAGES)["retry_after"], 45, delta=1
        )

    def test_a_call_without_a_provider_says_so(self):
        self.provider.active = False
        for call in (self.service.call_llm, self.service.call_llm_with_failover):
            result = call(MESSAGES)
            self.assertFalse(result["success"])
            self.assertIn("AI Providers", result["error"])

    def test_a_call_is_not_paid_by_another_company(self):
        foreign = self._create_provider(
            self.vendor, company_id=self.env["res.company"].create({"name": "B"}).id
        )
        service = self.service.with_user(self.manager)
        with self.assertRaises(AccessError):
            service.call_llm(MESSAGES, provider=foreign)
        self.assertFalse(self.vendor.requests)

    def test_failover_goes_on_to_the_next_provider(self):
        self._create_provider(self.vendor, name="Second", sequence=20)
        self.vendor.fail_with(401, times=1)
        self.vendor.answer_with("Hello")
        self.assertEqual(
            self.service.call_llm_with_failover(MESSAGES)["content"], "Hello"
        )
        self.vendor.fail_with(401, times=1)
        self.assertFalse(self.service.call_llm(MESSAGES)["success"])

    def test_a_dropped_connection_is_an_error_that_says_what_to_do(self):
        self.vendor.then(drop(), drop(), drop())
        result = self.service.call_llm(MESSAGES)
        self.assertFalse(result["success"])
        self.assertIn("Try again later", result["error"])

    def test_an_empty_lead_is_incomplete(self):
        lead = self.env["crm.lead"].create({"name": "Empty Lead"})
        result = self.service.analyze_lead_completeness(lead)
        self.assertLess(result["score"], 30)
        self.assertIn("missing", result["analysis"].lower())
        self.assertIn("Phone", result["critical_missing"])
        self.assertIn("City", result["optional_missing"])
        self.assertEqual(
            sorted(result["missing_fields"]),
            sorted(result["critical_missing"] + result["optional_missing"]),
        )

    def test_a_full_lead_misses_nothing_critical(self):
        lead = self._create_lead(
            partner_name="Desk Ltd",
            contact_name="Anna Petersen",
            email_from="anna@desk.example",
            phone="+49 40 5550120",
            street="Main Street 1",
            city="Hamburg",
        )
        result = self.service.analyze_lead_completeness(lead)
        self.assertGreater(result["score"], 70)
        self.assertFalse(result["critical_missing"])

    def test_without_a_description_clarity_is_zero_and_nothing_is_asked(self):
        lead = self._create_lead(description=False)
        result = self.service.analyze_requirement_clarity(lead)
        self.assertEqual(result["score"], 0)
        self.assertIn("unclear", result["analysis"].lower())
        self.assertFalse(self.vendor.requests)

    def test_clarity_names_quotes_and_what_is_missing(self):
        lead = self._create_lead(description="<p>We need 24 desks.</p>")
        result = self.service.analyze_requirement_clarity(lead)
        self.assertIn("need 24 desks", result["key_points"])
        self.assertIn("budget", result["missing_info"])

    def test_an_answer_that_can_not_be_checked_is_an_error_not_a_score(self):
        self.vendor.answer_with("100 points")
        lead = self._create_lead()
        for method in (
            self.service.analyze_requirement_clarity,
            self.service.calculate_ai_probability_score,
        ):
            with self.assertRaises(UserError):
                method(lead)

    def test_no_activity_is_no_engagement(self):
        lead = self._create_lead()
        result = self.service.analyze_activity_engagement(lead)
        self.assertLess(result["score"], 20)
        self.assertEqual(result["activity_count"], 0)
        self.assertEqual(result["message_count"], 0)

    def test_a_conversation_engages(self):
        lead = self._create_lead()
        self._message(lead, 3)
        self._message(lead, 2, author=self.salesman)
        self._message(lead, 1)
        result = self.service.analyze_activity_engagement(lead)
        self.assertGreater(result["score"], 50)
        self.assertEqual(result["message_count"], 3)

    def test_the_whole_score_is_calculated_without_storing_it(self):
        lead = self._create_lead()
        result = self.service.calculate_ai_probability_score(lead)
        weights = self.service._get_scoring_weights(self.env.company.id)
        total = sum(weights[name] * result[f"{name}_score"] for name in weights)
        self.assertAlmostEqual(result["calculated_score"], total, places=1)
        for name in weights:
            self.assertTrue(result[f"{name}_analysis"])
        self.assertEqual(result["llm_analysis"], "They wrote to us.")
        self.assertFalse(lead.ai_enrichment_status)

    def test_health_is_told_from_what_happened(self):
        self.assertEqual(self.service.health_check()["status"], "healthy")
        self.provider.increment_usage(success=False)
        health = self.service.health_check()
        self.assertEqual(health["status"], "critical")
        self.assertEqual(health["provider"], "Local")
        for _count in range(3):
            self.provider.increment_usage()
        self.assertEqual(self.service.health_check()["status"], "degraded")
        for _count in range(30):
            self.provider.increment_usage()
        self.assertEqual(self.service.health_check()["status"], "healthy")
        self.provider.cooldown_until = fields.Datetime.now() + timedelta(hours=1)
        self.assertEqual(self.service.health_check()["status"], "critical")
        self.provider.active = False
        self.assertEqual(self.service.health_check()["status"], "critical")
        self.assertFalse(self.vendor.requests)

    def test_health_sends_one_small_request_only_if_asked_and_only_if_needed(self):
        self.vendor.answer_with("ready")
        service = self.service.with_user(self.manager)
        self.assertEqual(service.health_check(probe=True)["status"], "healthy")
        self.assertEqual(len(self.vendor.requests), 1)
        service.health_check(probe=True)
        self.assertEqual(len(self.vendor.requests), 1)
        with self.assertRaises(AccessError):
            self.service.with_user(self.salesman).health_check(probe=True)

    def test_a_probe_finds_out_what_nobody_noticed(self):
        self.vendor.fail_with(401)
        health = self.service.health_check(probe=True)
        self.assertEqual(health["status"], "critical")

    def test_those_who_do_not_sell_are_stopped_at_the_door(self):
        portal = self.env["res.users"].create(
            {
                "name": "Portal",
                "login": "llm_portal",
                "groups_id": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        service, lead = self.service.with_user(portal), self._create_lead()
        for call in (
            lambda: service.call_llm(MESSAGES),
            lambda: service.call_llm_with_failover(MESSAGES),
            lambda: service.health_check(),
            lambda: service.analyze_lead_completeness(lead),
            lambda: service.analyze_requirement_clarity(lead),
            lambda: service.analyze_activity_engagement(lead),
            lambda: service.calculate_ai_probability_score(lead),
            lambda: service.research_customer(lead),
        ):
            with self.assertRaises(AccessError):
                call()
        with self.assertRaises(AccessError):
            self.service.with_user(self.salesman).call_llm(MESSAGES)
        self.assertFalse(self.vendor.requests)

    def test_a_salesperson_does_not_judge_the_leads_of_others(self):
        lead = self._create_lead(user_id=self.manager.id)
        service = self.service.with_user(self.salesman)
        with self.assertRaises(AccessError):
            service.analyze_requirement_clarity(lead.with_user(self.salesman))
        self.assertFalse(self.vendor.requests)
