"""What resellers see of leads that are assigned to them, and may do to them."""

import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..rights.rights_table import METHODS
from .neighbour_case import ADDON, MARK, NeighbourCase


@tagged("post_install", "-at_install")
class TestPartnerPortal(NeighbourCase):
    ADDON = "website_crm_partner_assign"

    def setUp(self):
        super().setUp()
        company = self.reseller.partner_id.commercial_partner_id
        self.lead, self.opportunity = (
            self._create_marked_lead(type=kind, partner_assigned_id=company.id)
            for kind in ("lead", "opportunity")
        )
        for lead in self.lead, self.opportunity:
            lead.message_post(
                body="SAIDTOYOU",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        self.authenticate("llm_reseller", "llm_reseller")

    def _rpc(self, method, *args, **kwargs):
        params = {"model": "crm.lead", "method": method, "args": args, "kwargs": kwargs}
        with mute_logger("odoo.http", "odoo.models"):
            return json.loads(self._call("/web/dataset/call_kw", **params))

    def _assert_refused(self, method, *args, **kwargs):
        answer = self._rpc(method, *args, **kwargs)
        self.assertIn("error", answer, method)
        name = answer["error"]["data"]["name"]
        self.assertEqual(name, "odoo.exceptions.AccessError", method)

    def test_pages_show_leads_and_nothing_of_ours(self):
        paths = (
            "/my/leads",
            "/my/opportunities",
            f"/my/lead/{self.lead.id}",
            f"/my/opportunity/{self.opportunity.id}",
        )
        for path in paths:
            page = self.url_open(path)
            self.assertEqual(page.status_code, 200, path)
            self.assertIn("Desks", page.text)
            self.assertNotIn(MARK, page.text, path)

    def test_the_chatter_shows_messages_and_no_note_of_ours(self):
        params = {"res_model": "crm.lead", "res_id": self.lead.id}
        for route in ("/mail/chatter_init", "/mail/chatter_fetch"):
            text = self._call(route, **params)
            self.assertIn("SAIDTOYOU", text)
            self.assertNotIn(MARK, text)
        params = {"thread_model": "crm.lead", "thread_id": self.lead.id}
        text = self._call("/mail/thread/messages", **params)
        self.assertIn("SAIDTOYOU", text)
        self.assertNotIn(MARK, text)

    @mute_logger("odoo.http")
    def test_a_note_of_ours_is_not_made_public(self):
        for note in self.lead._get_ai_notes():
            params = {"message_id": note.id, "is_internal": False}
            self.assertIn(
                "AccessError", self._call("/mail/update_is_internal", **params)
            )

    def test_a_file_is_not_named_after_a_field_of_ours(self):
        partner = self.reseller.partner_id
        partner.write({"ai_consent": "given", "ai_consent_how": MARK})
        path = f"/web/content/res.partner/{partner.id}/avatar_128?download=1"
        plain = self.url_open(path)
        self.assertEqual(plain.status_code, 200)
        with mute_logger("odoo.http"):
            named = self.url_open(f"{path}&filename_field=ai_consent_how")
        self.assertNotIn(MARK, str(named.headers))

    def test_nothing_is_read_over_rpc(self):
        listed = self._rpc("fields_get")["result"]
        self.assertIn("partner_assigned_id", listed)
        self.assertFalse(listed.keys() & set(self.fields))
        ids = self._rpc("search", [("type", "=", "lead")])["result"]
        self.assertEqual(ids, self.lead.ids)
        self._assert_refused("search", [("ai_grade", "!=", False)])
        for name in self.fields:
            self._assert_refused("read", ids, [name])

    def test_nothing_is_asked_for_over_rpc(self):
        ids = self.lead.ids
        self._assert_refused("write", ids, {"ai_enrichment_status": "pending"})
        self._assert_refused("write", ids, {"auto_enrich": False})
        for name in METHODS:
            model, _dot, method = name.partition("(")[0].rpartition(".")
            if model == "crm.lead":
                self._assert_refused(method, ids)
        self.assertEqual(self.lead.ai_enrichment_status, "completed")
        self.assertFalse(self.vendor.requests)

    @mute_logger("odoo.http")
    def test_a_server_action_is_run_for_nobody_outside(self):
        self.lead.description = "We need 30 desks."
        actions = self.env["ir.actions.server"].search(
            [("model_name", "=", "crm.lead")]
        )
        found = actions.get_external_id()
        ours = [id_ for id_, xmlid in found.items() if xmlid.startswith(f"{ADDON}.")]
        self.assertTrue(ours)
        context = {"active_model": "crm.lead", "active_ids": self.lead.ids}
        context["active_id"] = self.lead.id
        for action_id in ours:
            params = {"action_id": action_id, "context": context}
            text = self._call("/web/action/run", **params)
            self.assertIn("AccessError", text, found[action_id])
        self.assertEqual(self.lead.ai_enrichment_status, "completed")
        self.assertFalse(self.vendor.requests)

    def test_what_the_portal_is_for_still_works(self):
        lead, opportunity = self.lead, self.opportunity
        opportunity.ai_is_stale = False
        values = {"expected_revenue": 9000, "probability": 20, "priority": "1"}
        dates = {"date_deadline": False, "activity_date_deadline": False}
        done = self._rpc("update_lead_portal", opportunity.ids, {**values, **dates})
        self.assertNotIn("error", done)
        self.assertEqual(opportunity.expected_revenue, 9000)
        self.assertTrue(opportunity.ai_is_stale)
        values = {"phone": "+32 2 555 12 12", "email_from": "b@example.com"}
        done = self._rpc("update_contact_details_from_portal", opportunity.ids, values)
        self.assertNotIn("error", done)
        self.assertNotIn("error", self._rpc("partner_interested", lead.ids, "Yes"))
        self.assertEqual(lead.type, "opportunity")
        done = self._rpc("partner_desinterested", opportunity.ids, "No", True, True)
        self.assertNotIn("error", done)
        self.assertFalse(opportunity.partner_assigned_id)
        for each in lead, opportunity:
            self.assertEqual(each.ai_enrichment_status, "completed")
            self.assertEqual(each.ai_analysis_summary, MARK)
        self.assertFalse(self.vendor.requests)

    def test_contact_details_set_nothing_of_ours(self):
        for name in self.fields:
            values = {"phone": "1", name: "pending"}
            done = self._rpc(
                "update_contact_details_from_portal", self.lead.ids, values
            )
            self.assertIn("error", done, name)

    def test_an_opportunity_of_a_reseller_sets_nothing_of_ours(self):
        grade = self.env["res.partner.grade"].create({"name": "Gold"})
        self.reseller.partner_id.grade_id = grade
        values = {"contact_name": "C", "description": "D", "title": "T"}
        crafted = {**dict.fromkeys(self.fields, "pending"), **values}
        [created] = self._rpc("create_opp_portal", crafted)["result"].values()
        self._assert_nothing_of_ours(self.env["crm.lead"].browse(created))
