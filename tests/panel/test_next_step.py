from odoo import fields
from odoo.tests import Form, tagged

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestNextStep(LlmCase):
    """The next step as a button: guesses that a person corrects."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_lead(
            user_id=cls.salesman.id, email_from="anna@firma.example", phone="0405550120"
        )

    def _suggest(self, text):
        self._answer(next=text)
        self.lead._enrich_lead(insists=True)
        self.lead.invalidate_recordset()
        return self.lead.with_user(self.salesman)

    def _schedule(self, lead):
        action = lead.action_schedule_ai_step()
        model = self.env[action["res_model"]].with_user(self.salesman)
        with Form(model.with_context(**action["context"])) as form:
            form.save().action_schedule_activities()
        return lead.activity_ids

    def test_a_call_is_planned_with_the_models_words(self):
        lead = self._suggest("Call them about the budget")
        self.assertEqual(lead.ai_panel["step"]["kind"], "call")
        today = fields.Date.context_today(lead)
        activity = self._schedule(lead)
        call = self.env.ref("mail.mail_activity_data_call")
        self.assertEqual(activity.activity_type_id, call)
        self.assertEqual(activity.summary, "Call them about the budget")
        self.assertEqual(activity.user_id, self.salesman)
        self.assertGreater(activity.date_deadline, today)
        self.assertLess(activity.date_deadline.weekday(), 5)

    def test_a_way_that_nobody_can_go_is_not_suggested(self):
        self.lead.phone = False
        lead = self._suggest("Call them about the budget")
        self.assertEqual(lead.ai_panel["step"]["kind"], "mail")

    def test_where_odoos_kind_of_activity_is_archived_another_is_planned(self):
        self.env.ref("mail.mail_activity_data_call").active = False
        activity = self._schedule(self._suggest("Call them about the budget"))
        self.assertTrue(activity.activity_type_id.active)
        self.assertEqual(activity.summary, "Call them about the budget")

    def test_the_contact_that_is_written_to_has_the_name_on_file(self):
        for name, address, known_as in (
            ('Ann "AJ" Müller', "ann@firma.example", "Ann AJ Müller"),
            ("佐藤 健", "sato@firma.example", "佐藤 健"),
            ("", "info@firma.example", "info@firma.example"),
            ("", "Bob Roe <bob@firma.example>", "Bob Roe"),
        ):
            lead = self._create_lead(contact_name=name, email_from=address)
            self.assertEqual(lead._get_mail_partner().name, known_as)

    def test_questions_are_written_to_the_lead(self):
        lead = self._suggest("Send a quote")
        action = lead.action_write_ai_mail(["budget", "nonsense"])
        model = self.env[action["res_model"]].with_user(self.salesman)
        composer = Form(model.with_context(**action["context"])).save()
        self.assertIn("Which budget do you have in mind?", composer.body)
        self.assertEqual(composer.partner_ids.email, "anna@firma.example")
        self.assertIn(self.lead.name, composer.subject)
