from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...engine.calling.memory import Memory
from .privacy_case import ADDRESS, PrivacyCase


@tagged("post_install", "-at_install")
class TestNeverSend(PrivacyCase):
    def test_the_button_says_why_and_changes_nothing(self):
        for word in self._each_reason():
            lead = self.lead.with_user(self.salesman)
            for press in (lead.action_enrich_with_ai, lead.action_enrich_anew):
                shown = press()["params"]
                self.assertEqual(shown["type"], "warning", word)
                self.assertIn("may not be sent to an AI vendor", shown["message"])
                self.assertIn(word, shown["message"])
            self.assertIn(word, lead.ai_obstacle)
            self.assertFalse(lead.ai_enrichment_status, word)
        self.assertFalse(self.vendor.requests)
        self.assertFalse(self.lead.ai_obstacle)
        self.lead.with_user(self.salesman).action_enrich_with_ai()
        self.assertEqual(len(self.vendor.requests), 1)

    def test_a_job_that_was_asked_to_says_why_and_stores_no_score(self):
        for word in self._each_reason():
            self.lead.ai_enrichment_status = "pending"
            self.env["crm.lead"]._cron_enrich_requested_leads()
            self.assertEqual(self.lead.ai_enrichment_status, "failed", word)
            self.assertEqual(self.lead.ai_failure_type, "not_allowed")
            self.assertIn(word, self.lead.ai_failure_reason)
            self.assertFalse(self.lead.ai_last_enrichment_date)
            self.assertFalse(self.lead.ai_completeness_score)
        self.assertFalse(self.vendor.requests)

    def test_the_facade_refuses_for_other_addons(self):
        self._set(enable_customer_research=True)
        service = self.env["llm.service"].with_user(self.salesman)
        for word in self._each_reason():
            for ask in (
                service.analyze_requirement_clarity,
                service.calculate_ai_probability_score,
                service.research_customer,
            ):
                with self.assertRaisesRegex(UserError, word):
                    ask(self.lead.with_user(self.salesman))
        self.assertFalse(self.vendor.requests)

    def test_what_needs_no_vendor_is_still_told(self):
        self.lead.ai_never_send = True
        service = self.env["llm.service"].with_user(self.salesman)
        lead = self.lead.with_user(self.salesman)
        self.assertGreater(service.analyze_lead_completeness(lead)["score"], 0)

    def test_other_code_that_enriches_gets_nowhere(self):
        self.lead.ai_never_send = True
        self.lead._enrich_lead(insists=True)
        self.assertEqual(self.lead.ai_failure_type, "not_allowed")
        self.assertFalse(self.vendor.requests)

    def test_the_button_queues_only_the_others(self):
        self.contact.ai_never_send = True
        leads = (self.lead + self.anyone).with_user(self.salesman)
        shown = leads.action_enrich_with_ai()["params"]
        self.assertIn("its contact is marked", shown["message"])
        self.assertIn("waits", shown["message"])
        self.assertFalse(self.lead.ai_enrichment_status)
        self.assertEqual(self.anyone.ai_enrichment_status, "pending")

    def test_only_who_may_change_a_lead_is_told(self):
        self.lead.write({"ai_never_send": True, "user_id": self.manager.id})
        lead = self.lead.with_user(self.salesman)
        for ask in (lead.action_enrich_with_ai, lead.action_score_with_ai):
            with self.assertRaises(AccessError):
                ask()

    def test_the_automatic_queue_leaves_such_leads_as_they_were(self):
        self.lead._enrich_lead()
        score = self.lead.ai_probability_score
        self.vendor.reset()
        never = self._create_lead(ai_never_send=True)
        self.country.ai_never_send = True
        self._set(auto_enrich_enabled=True, auto_enrich_on_update=True)
        for lead in self.lead + never + self.anyone:
            lead.description = "<p>We need 30 desks by May.</p>"
        self._drain()
        self.assertEqual(len(self.vendor.requests), 1)
        self.assertEqual(self.anyone.ai_enrichment_status, "completed")
        self.assertFalse(never.ai_enrichment_status)
        self.assertFalse(never.ai_failure_type)
        self.assertEqual(self.lead.ai_enrichment_status, "completed")
        self.assertEqual(self.lead.ai_probability_score, score)

    def test_leads_that_may_not_be_sent_are_not_claimed(self):
        never = self._create_lead()
        leads = never + self.lead + self.anyone
        leads.write({"ai_enrichment_status": "pending"})
        never.ai_never_send = True
        self.assertEqual(
            self.env["crm.lead"]._claim_pending(10), self.lead + self.anyone
        )

    def test_a_claim_of_such_leads_only_does_not_end_the_pass(self):
        never = self.env["crm.lead"].concat(*[self._create_lead() for _ in range(5)])
        after = self._create_lead()
        (never + after).write({"ai_enrichment_status": "pending"})
        never.ai_never_send = True
        self.assertEqual(self.env["crm.lead"]._claim_pending(2), after)
        self.assertEqual(set(never.mapped("ai_enrichment_status")), {"failed"})

    def test_leads_that_may_not_be_sent_never_wait(self):
        never = self._create_lead(ai_never_send=True)
        leads = (never + self.anyone).with_user(self.salesman)
        leads.write({"ai_enrichment_status": "pending"})
        self.assertEqual(never.ai_enrichment_status, "failed")
        self.assertEqual(never.ai_failure_type, "not_allowed")
        self.assertEqual(self.anyone.ai_enrichment_status, "pending")
        other = self._create_lead(ai_never_send=True)
        self._set(auto_enrich_enabled=True, auto_enrich_on_update=True)
        other.description = "<p>We need 30 desks by May.</p>"
        self.assertFalse(other.ai_enrichment_status)

    def test_a_mark_set_after_the_claim_still_counts(self):
        self.lead.ai_enrichment_status = "pending"
        claimed = self.env["crm.lead"]._claim_pending(1)
        self.assertEqual(claimed, self.lead)
        self.firm.ai_never_send = True
        self.assertFalse(claimed._prepare_tasks(Memory()))
        self.assertEqual(self.lead.ai_failure_type, "not_allowed")

    def test_an_unlinked_lead_from_a_refusing_address_is_not_sent(self):
        lead = self._create_lead(email_from=f"Anna <{ADDRESS.title()}>")
        self.assertFalse(lead._get_obstacles())
        self.contact.ai_consent = "refused"
        self.assertEqual(lead._get_obstacles(), {lead.id: ["refused"]})
        self.contact.write({"ai_consent": False, "ai_never_send": True})
        self.assertEqual(lead._get_obstacles(), {lead.id: ["contact"]})

    def test_the_reasons_of_many_leads_take_one_query(self):
        self.env["llm.failure"]  # the model's own caches
        leads = self.env["crm.lead"].concat(*[self._create_lead() for _ in range(20)])
        self.env.flush_all()
        self.assertFalse(leads._get_obstacles())
        with self.assertQueryCount(1):
            leads._get_obstacles()

    def test_a_lifted_mark_says_what_to_do(self):
        self.lead.ai_never_send = True
        self.lead._enrich_lead()
        self.lead.ai_never_send = False
        self.lead.invalidate_recordset()
        self.assertIn("press Score with AI", self.lead.ai_failure_reason)

    def test_a_merged_lead_may_be_sent_only_if_all_parts_may(self):
        never = self._create_lead(ai_never_send=True)
        merged = (self.anyone + never).with_user(self.salesman).merge_opportunity()
        self.assertTrue(merged.ai_never_send)

    def test_a_merged_contact_has_refused_if_one_of_them_did(self):
        values = {"name": "Anna P.", "ai_consent": "given"}
        other = self.env["res.partner"].create(values)
        self.contact.ai_consent = "refused"
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.contact + other).ids, other
        )
        self.assertEqual(other.ai_consent, "refused")
