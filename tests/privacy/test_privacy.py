from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged, users

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

    def test_the_server_action_queues_only_the_others(self):
        self.contact.ai_never_send = True
        leads = (self.lead + self.anyone).with_user(self.salesman)
        shown = leads.action_queue_ai_enrichment()["params"]
        self.assertIn("its contact is marked", shown["message"])
        self.assertIn("waits", shown["message"])
        self.assertFalse(self.lead.ai_enrichment_status)
        self.assertEqual(self.anyone.ai_enrichment_status, "pending")

    def test_only_who_may_change_a_lead_is_told(self):
        self.lead.write({"ai_never_send": True, "user_id": self.manager.id})
        lead = self.lead.with_user(self.salesman)
        for ask in (lead.action_enrich_with_ai, lead.action_queue_ai_enrichment):
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


@tagged("post_install", "-at_install")
class TestConsent(PrivacyCase):
    def setUp(self):
        super().setUp()
        self._set(require_consent=True)

    def test_a_consent_of_the_lead_or_its_contact_is_enough(self):
        for record in (self.lead, self.contact):
            self.assertTrue(self.lead._get_obstacles())
            record.ai_consent = "given"
            self.assertFalse(self.lead._get_obstacles())
            record.ai_consent = False

    def test_a_company_can_not_consent_for_its_people(self):
        self.firm.ai_consent = "given"
        self.assertEqual(self.lead._get_obstacles(), {self.lead.id: ["consent"]})

    def test_a_refusal_outweighs_a_consent(self):
        self.lead.ai_consent = "given"
        self.contact.ai_consent = "refused"
        self.assertEqual(self.lead._get_obstacles(), {self.lead.id: ["refused"]})

    @users("llm_salesman")
    def test_who_recorded_it_when_and_its_wording_are_kept(self):
        self.env.company.sudo().ai_consent_text = "May we?"
        for record in (self.lead, self.contact):
            record = record.with_user(self.env.user)
            record.write({"ai_consent": "given", "ai_consent_how": "By phone"})
            self.assertEqual(record.ai_consent_user_id, self.env.user)
            self.assertEqual(record.ai_consent_date, fields.Date.today())
            self.assertEqual(record.ai_consent_text, "May we?")
            self.env.company.sudo().ai_consent_text = "Other words"
            self.assertEqual(record.ai_consent_wording, "May we?")
            self.env.company.sudo().ai_consent_text = "May we?"
            record.ai_consent = False
            self.assertFalse(record.ai_consent_how)
            self.assertFalse(record.ai_consent_user_id)

    def test_nobody_records_a_consent_in_the_name_of_another(self):
        lead = self.lead.with_user(self.salesman)
        lead.write({"ai_consent": "given", "ai_consent_user_id": self.manager.id})
        self.assertEqual(lead.ai_consent_user_id, self.salesman)
        lead.ai_consent_user_id = self.manager
        lead.invalidate_recordset()
        self.assertEqual(lead.ai_consent_user_id, self.salesman)

    def test_a_change_is_in_the_chatter(self):
        self.cr.flush()
        lead = self.lead.with_user(self.salesman)
        lead.write({"ai_consent": "given", "ai_never_send": True})
        self.cr.flush()
        tracked = self.lead.message_ids.sudo().tracking_value_ids.field_id
        self.assertLessEqual(
            {"ai_consent", "ai_never_send"}, set(tracked.mapped("name"))
        )

    def test_the_wording_is_shown_where_a_consent_is_required(self):
        form = Form(self.lead.with_user(self.salesman))
        self.assertTrue(form.ai_consent_is_required)
        self.assertIn(self.env.company.name, form.ai_consent_wording)

    def test_a_copy_has_no_consent_but_a_refusal(self):
        self.lead.ai_consent = "given"
        self.assertFalse(self.lead.copy().ai_consent)
        self.lead.ai_consent = "refused"
        self.assertEqual(self.lead.copy().ai_consent, "refused")

    def test_a_merged_lead_has_a_consent_if_all_parts_have(self):
        for said, expected in (
            (("given", "given"), "given"),
            (("given", False), False),
            (("refused", "given"), "refused"),
        ):
            leads = self.env["crm.lead"].concat(
                *[
                    self._create_lead(ai_consent=one, ai_consent_date="2024-05-03")
                    for one in said
                ]
            )
            merged = leads.with_user(self.salesman).merge_opportunity()
            self.assertEqual(merged.ai_consent, expected)
            date = merged.ai_consent_date
            self.assertEqual(bool(date) and str(date), bool(expected) and "2024-05-03")

    def test_portal_users_do_not_read_it(self):
        portal = self.env["res.users"].create(
            {
                "name": "Portal",
                "login": "llm_portal",
                "groups_id": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
        for name in ("ai_consent", "ai_consent_text", "ai_never_send"):
            with self.assertRaises(AccessError):
                portal.partner_id.with_user(portal).read([name])


@tagged("post_install", "-at_install")
class TestPrivacySettings(PrivacyCase):
    def test_a_manager_sets_them_on_his_page(self):
        settings = self.env["llm.settings"].with_user(self.manager)
        with Form(settings) as form:
            form.require_consent = True
            form.consent_text = "May we?"
            form.lost_score_days = 90
            form.never_send_country_ids.add(self.country)
        form.record.action_save()
        self.assertTrue(self.country.ai_never_send)
        config = self.env["crm.lead"]._get_llm_config(self.env.company.id)
        self.assertTrue(config.require_consent)
        self.assertEqual(config.lost_score_days, 90)
        self.assertEqual(self.env.company.ai_consent_text, "May we?")
        with Form(settings) as form:
            self.assertEqual(form.never_send_country_ids[:], self.country)
            form.never_send_country_ids.remove(self.country.id)
        form.record.action_save()
        self.assertFalse(self.country.ai_never_send)

    def test_who_changed_them_is_told(self):
        settings = self.env["llm.settings"].with_user(self.manager)
        chosen = [Command.set(self.country.ids)]
        settings.create(
            {"never_send_country_ids": chosen, "consent_text": "May we?"}
        ).action_save()
        told = {c.name: c for c in self.env["llm.change"].search([])}
        self.assertEqual(told["never_send_BE"].user_id, self.manager)
        self.assertEqual(told["never_send_BE"].new_value, "True")
        self.assertEqual(told["ai_consent_text"].new_value, "May we?")

    def test_a_manager_has_no_other_right_on_countries(self):
        with self.assertRaises(AccessError):
            self.country.with_user(self.manager).ai_never_send = True

    def test_an_administrator_sets_them_with_odoos_own(self):
        settings = self.env["res.config.settings"].with_user(self.admin)
        values = {"never_send_country_ids": [Command.set(self.country.ids)]}
        settings.create(values).execute()
        self.assertTrue(self.country.ai_never_send)
        settings.create({"lost_score_days": 7}).execute()
        self.assertTrue(self.country.ai_never_send)
