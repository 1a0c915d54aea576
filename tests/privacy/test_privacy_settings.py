from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .privacy_case import PrivacyCase


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
