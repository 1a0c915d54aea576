from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged, users

from .privacy_case import PrivacyCase


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
            before = fields.Date.context_today(record)
            record.write({"ai_consent": "given", "ai_consent_how": "By phone"})
            self.assertEqual(record.ai_consent_user_id, self.env.user)
            self.assertGreaterEqual(record.ai_consent_date, before)
            self.assertLessEqual(
                record.ai_consent_date, fields.Date.context_today(record)
            )
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
