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

    def test_what_a_colleague_passed_on_is_read_below_his_note(self):
        lead = self._create_lead(description=False)
        body = (
            "<p>Morning, could be something for the north team</p>"
            "<p>Von: Ida Falk &lt;ida@falk.example&gt;<br>Gesendet: 2. Mai 2025 08:15"
            "<br>An: Vertrieb<br>Betreff: Regale</p><p>Wir suchen 12 Regale.</p>"
        )
        self._message(lead, 2, self.salesman, message_type="email", body=body)
        [contact] = self._facts(lead).contacts
        self.assertIn("Wir suchen 12 Regale.", contact.text)

    def test_the_name_tells_that_the_description_was_passed_on(self):
        block = (
            "From: Ida Falk <ida@falk.example>\nSent: 2 May 2025 08:15\n"
            "To: Sales\nSubject: shelves\n\nWe look for 12 shelves."
        )
        for name, is_read in (("FW: shelves", True), ("Re: shelves", False)):
            text = f"Interesting one, I met her at the fair\n\n{block}"
            lead = self._create_lead(name=name, description=text)
            found = "12 shelves" in self._facts(lead).description
            self.assertEqual(found, is_read, name)

    def test_what_a_colleague_answered_with_the_lead_in_copy_is_not_the_leads(self):
        lead = self._create_lead(description=False)
        body = (
            "<p>Dear Ida,</p><p>they cost 99 euros.</p><div class='gmail_quote'>"
            "On 2 May 2025 at 08:15 Ida Falk &lt;ida@falk.example&gt; wrote:"
            "<blockquote>We look for 12 shelves.</blockquote></div>"
        )
        values = {"message_type": "email", "subject": "Re: shelves", "body": body}
        self._message(lead, 2, self.salesman, **values)
        [contact] = self._facts(lead).contacts
        self.assertIn("12 shelves", contact.text)
        self.assertNotIn("99 euros", contact.text)

    def test_a_mail_of_ours_below_an_answer_is_not_the_leads(self):
        self.env.company.email = "Sales <sales@shop.example>"
        headers = "From: {}<br>Sent: 2 May 2025 08:15<br>To: {}<br>Subject: shelves"
        ours, theirs = "Ida Sales &lt;ida@shop.example&gt;", "bo@falk.example"
        for sender, receiver, is_read in ((ours, theirs, False), (theirs, ours, True)):
            lead = self._create_lead(description=False)
            block = headers.format(sender, receiver)
            body = f"<p>Hm, interesting</p><p>{block}</p><p>About shelves.</p>"
            self._message(lead, 1, subject="FW: shelves", body=body)
            [contact] = self._facts(lead).contacts
            self.assertEqual("About shelves." in contact.text, is_read, sender)

    def test_answers_of_programs_are_no_conversation(self):
        lead = self._create_lead(description=False)
        for values in (
            {"subject": "Abwesenheitsnotiz: Regale", "body": "<p>Bin im Urlaub</p>"},
            {"body": "<p>I am out of the office. When I return, I answer.</p>"},
            {"email_from": "MAILER-DAEMON@mx.example", "body": "<p>550</p>"},
            {"subject": "Undeliverable: shelves"},
            {
                "body": "<p>The following email sent to a@b.example cannot be accepted "
                "because this is a private email address.</p>"
            },
        ):
            self._message(lead, 1, **values)
        self.assertFalse(self._facts(lead).contacts)

    def test_fields_of_the_websites_form_are_read(self):
        description = (
            "Shelves for a new shop.<br>\n<br>\nOther Information:<br>\n___________"
            "<br>\n<br>\nBudget : 3000 EUR<br>\nOpening : 1 July<br>\n<br>\n"
        )
        facts = self._facts(self._create_lead(description=description))
        self.assertIn("Budget : 3000 EUR\nOpening : 1 July", facts.description)

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
