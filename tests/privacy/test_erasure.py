import base64
import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.privacy import erasure
from ...models.queue.enrichment_run import Run
from ...models.queue.enrichment_values import Pace
from .privacy_case import ADDRESS, PrivacyCase


@tagged("post_install", "-at_install")
class TestErasure(PrivacyCase):
    def setUp(self):
        super().setUp()
        self._set(keep_content=True)
        self.lead._enrich_lead()
        self.lead.with_user(self.manager)._override_score(80, "I know Anna")

    def _requests(self):
        return self.env["llm.request"].search([])

    def test_deleting_a_lead_erases_contents_and_keeps_the_bill(self):
        [request] = self._requests()
        self.assertIn("desks", request.content)
        self.lead.with_user(self.manager).unlink()
        self.assertFalse(request.content)
        self.assertFalse(request.lead_id)
        self.assertGreater(request.input_tokens, 0)
        notes = [("model", "=", "crm.lead"), ("res_id", "=", self.lead.id)]
        self.assertFalse(self.env["mail.message"].search(notes))

    def test_who_may_not_delete_a_lead_erases_nothing(self):
        with self.assertRaises(AccessError):
            self.lead.with_user(self.salesman).unlink()
        self.assertTrue(self._requests().content)

    def test_no_content_is_kept_of_a_lead_deleted_while_it_was_asked_about(self):
        self.anyone.ai_enrichment_status = "pending"
        claimed = self.env["crm.lead"]._claim_pending(1)
        store = type(claimed)._store_results

        def delete_and_store(leads, results, *args):
            leads.browse(results[0].task.lead_id).unlink()
            return store(leads, results, *args)

        self.patch(type(claimed), "_store_results", delete_and_store)
        Run(claimed, Pace(5)).work_on(claimed)
        request = self._requests()[0]
        self.assertEqual(request.purpose, "enrichment")
        self.assertFalse(request.lead_id)
        self.assertFalse(request.content)

    def test_erasing_a_contact_takes_all_that_was_found_out(self):
        archived = self._create_lead(partner_id=self.contact.id)
        by_address = self._create_lead(email_from=ADDRESS)
        self.anyone._enrich_lead()
        for lead in archived + by_address:
            lead._enrich_lead()
        archived.active = False
        self._message(self.lead, 1, body="<p>Written by Anna</p>")
        self._erase(self.firm, never_send=True)
        for lead in self.lead + archived + by_address:
            self.assertFalse(self._get_held(lead), lead.name)
            self.assertFalse(lead._get_ai_notes())
        bodies = " ".join(self.lead.message_ids.mapped("body"))
        self.assertIn("Written by Anna", bodies)
        self.assertNotIn("I know Anna", bodies)
        mine = self._requests().filtered("content").lead_id
        self.assertEqual(mine, self.anyone)
        self.assertTrue(self._get_held(self.anyone))
        self.assertTrue(self.firm.ai_never_send)
        self.assertIn("AI data of 3 leads erased", self.firm.message_ids[0].body)

    def _erase(self, partner, never_send):
        data = self.env["llm.contact.data"].with_user(self.manager)
        wizard = data.create({"partner_id": partner.id, "never_send": never_send})
        return wizard.action_erase()

    def _get_held(self, lead):
        """What the database has in the columns that hold an outcome or a review."""
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM crm_lead WHERE id = %s", [lead.id])
        [row] = self.env.cr.dictfetchall()
        keeps = {"ai_never_send", "ai_facts_date", "ai_is_not_learned"}
        return {
            name: value
            for name, value in row.items()
            if name.startswith("ai_") and value is not None and name not in keeps
        }

    def test_an_erased_lead_can_be_enriched_anew_unless_it_is_marked(self):
        self._erase(self.contact, never_send=False)
        self.vendor.reset()
        self.lead.action_enrich_with_ai()
        self.assertEqual(self.lead.ai_enrichment_status, "completed")
        self.assertEqual(len(self.vendor.requests), 1)

    def test_nothing_is_erased_while_a_lead_is_being_enriched(self):
        self.lead._move("processing", ai_enrichment_lease=fields.Datetime.now())
        with self.assertRaisesRegex(UserError, "just now"):
            self._erase(self.contact, never_send=False)

    def test_only_a_manager_exports_and_erases(self):
        self.contact.with_user(self.manager).action_open_ai_data()
        contact = self.contact.with_user(self.salesman)
        for door in (
            contact.action_open_ai_data,
            contact._export_ai_data,
            lambda: contact._erase_ai_data(False),
            lambda: (
                self.env["llm.contact.data"]
                .with_user(self.salesman)
                .create({"partner_id": contact.id})
            ),
        ):
            with self.assertRaises(AccessError):
                door()

    def test_leads_of_other_companies_are_left_alone(self):
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self._create_lead(partner_id=self.contact.id, company_id=other.id)
        leads = self.contact.with_user(self.manager)._get_ai_leads()
        self.assertEqual(leads, self.lead)
        self.assertIn(foreign, self.contact._get_ai_leads())

    def test_the_export_holds_all_of_it(self):
        self.contact.write({"ai_consent": "given", "ai_consent_how": "By phone"})
        data = self.env["llm.contact.data"].with_user(self.manager)
        wizard = data.create({"partner_id": self.contact.id})
        self.assertEqual((wizard.lead_count, wizard.content_count), (1, 1))
        self.assertIn(f"id={wizard.id}", wizard.action_export()["url"])
        told = json.loads(base64.b64decode(wizard.with_context(bin_size=False).file))
        self.assertEqual(told["contact"]["ai_consent_how"], "By phone")
        [lead] = told["leads"]
        self.assertEqual(lead["ai_probability_score"], self.lead.ai_probability_score)
        self.assertEqual(lead["ai_override_reason"], "I know Anna")
        self.assertIn("facts", lead["ai_enrichment_data"])
        self.assertEqual(
            lead["ai_enrichment_data"]["parts"]["clarity"]["reasons"][0]["code"], "need"
        )
        [request] = lead["requests"]
        self.assertEqual(request["provider_name"], "Local")
        self.assertGreater(request["input_tokens"], 0)
        self.assertIn("desks", request["content"])
        self.assertEqual(len(lead["notes"]), 2)

    def test_no_score_is_exported_where_there_is_none(self):
        self.anyone.partner_id = self.env["res.partner"].create({"name": "Nobody"})
        partner = self.anyone.partner_id.with_user(self.manager)
        [lead] = partner._export_ai_data()["leads"]
        self.assertIsNone(lead["ai_probability_score"])
        self.assertIsNone(lead["ai_override_score"])
        self.assertEqual(lead["ai_enrichment_data"], {})

    def test_requests_about_merged_leads_stay_with_them(self):
        merged = (self.lead + self.anyone).with_user(self.manager).merge_opportunity()
        [request] = self._requests()
        self.assertEqual(request.lead_id, merged)
        self.assertTrue(request.content)

    def test_scores_of_leads_lost_long_ago_are_erased(self):
        recent, open_, won = (self._create_lead() for _ in range(3))
        for lead in recent + open_ + won:
            lead._enrich_lead()
        won.action_set_won()
        (self.lead + recent).action_set_lost()
        self._age(self.lead + won, days=40)
        self._age(recent, days=10)
        self.env["crm.lead"]._gc_lost_scores()
        self.assertTrue(self._get_held(self.lead))
        self._set(lost_score_days=30)
        self.env["crm.lead"]._gc_lost_scores()
        self.assertFalse(self._get_held(self.lead))
        self.assertFalse(self.lead._get_ai_notes())
        for lead in recent + open_ + won:
            self.assertTrue(lead.ai_grade)

    def _age(self, leads, days):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_lead SET date_closed = %s WHERE id = ANY(%s)",
            [fields.Datetime.now() - timedelta(days=days), leads.ids],
        )
        self.env.invalidate_all()

    def test_old_scores_go_in_batches_of_any_size(self):
        leads = self.env["crm.lead"].concat(*[self._create_lead() for _ in range(5)])
        leads.write({"ai_opinion": "agreed"})
        leads.action_set_lost()
        self._age(leads, days=40)
        self._set(lost_score_days=30)
        self.patch(erasure, "VACUUM_BATCH", 2)
        self.env["crm.lead"]._gc_lost_scores()
        self.assertFalse(any(leads.mapped("ai_opinion")))
