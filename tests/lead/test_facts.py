from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestFacts(LlmCase):
    def _facts(self, lead):
        [facts] = lead._to_facts()
        return facts

    def test_who_wrote_tells_the_direction(self):
        lead = self._create_lead()
        self._message(lead, 3)
        self._message(lead, 2, author=self.salesman)
        note = self.env.ref("mail.mt_note").id
        self._message(lead, 1, author=self.salesman, subtype_id=note)
        directions = [contact.direction for contact in self._facts(lead).contacts]
        self.assertEqual(directions, ["in", "out", "note"])

    def test_automatic_messages_count_nothing(self):
        lead = self._create_lead()
        lead._message_log(body="Stage changed")
        self._message(lead, 1, message_type="auto_comment")
        self._message(lead, 1, author=self.env.ref("base.user_root"))
        self.assertFalse(self._facts(lead).contacts)

    def test_only_the_leads_own_words_are_read(self):
        lead = self._create_lead(description=False)
        self._message(lead, 2, body="<p>We need <b>desks</b>.</p>")
        self._message(lead, 1, author=self.salesman, body="<p>Our offer: 1 euro</p>")
        texts = [contact.text for contact in self._facts(lead).contacts]
        self.assertEqual(texts, ["We need desks.", ""])

    def test_a_mail_that_a_colleague_passed_on_is_the_leads(self):
        lead = self._create_lead(description=False)
        self._message(lead, 1, author=self.salesman, message_type="email")
        [contact] = self._facts(lead).contacts
        self.assertEqual((contact.direction, contact.text), ("in", "Words"))

    def test_activities_and_meetings_are_counted(self):
        lead = self._create_lead()
        today = fields.Date.today()
        for days in (-2, 3):
            lead.activity_schedule(
                "mail.mail_activity_data_call", today + timedelta(days=days)
            )
        now = fields.Datetime.now().replace(microsecond=0)
        meetings = self.env["calendar.event"].create(
            [
                {
                    "name": "Visit",
                    "opportunity_id": lead.id,
                    "start": now + timedelta(days=days),
                    "stop": now + timedelta(days=days, hours=1),
                }
                for days in (-5, 5)
            ]
        )
        facts = self._facts(lead)
        self.assertEqual((facts.planned_activities, facts.overdue_activities), (2, 1))
        self.assertEqual(facts.last_meeting, meetings[0].start)
        self.assertEqual(facts.next_meeting, meetings[1].start)

    def test_markup_is_read_as_text(self):
        lead = self._create_lead(
            description="<p>5 &lt; 6</p><script>alert(1)</script><p>Second</p>"
        )
        self.assertEqual(self._facts(lead).description, "5 < 6\n\nSecond")

    def test_many_leads_take_no_more_queries_than_one(self):
        leads = self.env["crm.lead"].browse()
        for number in range(20):
            leads += self._create_lead(name=str(number))
            self._message(leads[-1], 1)
            self._message(leads[-1], 1, author=self.salesman)
        self.env.flush_all()

        def queries(records):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records._to_facts()
            return self.env.cr.sql_log_count - before

        queries(leads)
        self.assertLessEqual(queries(leads), queries(leads[0]) + 2)
