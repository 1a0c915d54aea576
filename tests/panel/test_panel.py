from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged, users

from ...models.panel.why import strongest
from ..common import LlmCase

VAGUE = "<p>Hello, I saw your website. Could you tell me more?</p>"


@tagged("post_install", "-at_install")
class TestPanel(LlmCase):
    """What a salesperson reads above the tabs, in each state of a lead."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_lead(user_id=cls.salesman.id)

    def _panel(self, user=None):
        self.lead.invalidate_recordset()
        return self.lead.with_user(user or self.salesman)._get_panel()

    def _marks(self):
        return {mark["code"]: mark["text"] for mark in self._panel()["marks"]}

    def test_a_lead_that_was_never_scored_invites(self):
        panel = self._panel()
        self.assertEqual(panel["state"], "new")
        self.assertTrue(panel["may_ask"])
        self.assertNotIn("score", panel)

    def test_a_scored_lead_says_why_in_its_own_words(self):
        self.lead._enrich_lead()
        panel = self._panel()
        self.assertEqual(panel["state"], "scored")
        self.assertEqual(panel["score"], round(self.lead.ai_probability_score))
        self.assertEqual(panel["grade"], self.lead.ai_grade.upper())
        self.assertEqual(len(panel["for"]), 2)
        self.assertEqual(panel["for"][0]["text"], "Need")
        self.assertIn("need 24 height-adjustable desks", panel["for"][0]["quote"])
        self.assertEqual(len(panel["against"]), 2)
        self.assertIn({"name": "phone", "label": "Phone"}, panel["fields"])
        self.assertFalse(panel["trend"])

    def test_two_reasons_do_not_show_the_same_words(self):
        self._answer(need="24 height-adjustable desks", scope="24 height")
        self.lead._enrich_lead()
        quotes = [reason["quote"] for reason in self._panel()["for"]]
        self.assertEqual(len(set(quotes)), 2)
        self.assertNotIn("24 height", quotes)

    def test_the_leads_own_words_go_before_what_is_counted(self):
        parts = {
            "clarity": {"weight": 0.4, "reasons": [_reason("budget", 15, "€ 9,000")]},
            "engagement": {"weight": 0.3, "reasons": [_reason("last_inbound", 25)]},
        }
        told, _against = strongest(parts)
        self.assertEqual([reason.code for reason in told], ["budget", "last_inbound"])

    def test_what_was_said_against_goes_before_what_was_not_said(self):
        self.lead._enrich_lead()
        outcome = self.lead._get_outcome()
        budget = next(
            reason
            for reason in outcome["parts"]["clarity"]["reasons"]
            if reason["code"] == "budget"
        )
        budget.update(points=0, stance="against", quote="no money this year")
        panel = self.lead._prepare_verdict(outcome, "scored")
        told = {"text": "Budget", "quote": "no money this year", "source": ""}
        self.assertEqual(panel["against"][0], told)
        self.assertNotIn("budget", [q["code"] for q in panel["questions"]])

    def test_the_trend_tells_how_far_the_score_moved(self):
        self.lead._enrich_lead()
        before = round(self.lead.ai_probability_score)
        self.lead.phone = "+49 40 5550 1200"
        self.lead._enrich_lead()
        change = round(self.lead.ai_probability_score) - before
        self.assertGreater(change, 0)
        self.assertEqual(self._panel()["trend"]["change"], change)
        self.assertIn(f"+{change} today", self._panel()["trend"]["text"])
        self.lead._enrich_lead(insists=True)  # the same score: the trend stays
        self.assertEqual(self._panel()["trend"]["change"], change)

    def test_the_trend_names_the_day_by_the_readers_clock(self):
        lead = self.lead.with_context(tz="Asia/Tokyo", lang="en_US")
        for since, words in (
            ("2026-05-04 23:30:00", "+5 today"),
            ("2026-05-03 23:30:00", "+5 since Monday"),
            ("2026-03-31 23:30:00", "+5 since 1 Apr"),
        ):
            with freeze_time("2026-05-05 01:00:00"):
                moment = fields.Datetime.to_datetime(since)
                self.assertIn(words, lead._tell_change(5, moment))

    def test_a_vague_message_is_asked_for_more(self):
        self.lead.description = VAGUE
        self._answer(**dict.fromkeys(CRITERIA, ""), evidence=QUOTE)
        self.lead._enrich_lead()
        panel = self._panel()
        self.assertEqual(panel["state"], "little")
        self.assertEqual(panel["questions"][0]["code"], "need")
        self.assertTrue(panel["questions"][0]["question"].endswith("?"))

    def test_what_is_no_inquiry_lacks_nothing(self):
        self._answer(kind="spam")
        self.lead._enrich_lead()
        panel = self._panel()
        self.assertTrue(panel["step"])
        self.assertFalse(panel["fields"] + panel["questions"])

    def test_what_a_program_wrote_lacks_nothing_and_wants_no_answer(self):
        self.lead.description = False
        self._message(
            self.lead, 1, subject="Undelivered Mail Returned to Sender", body="<p>x</p>"
        )
        self.lead._enrich_lead()
        panel = self._panel()
        self.assertEqual(panel["state"], "unjudged")
        self.assertIn("Only automatic messages", panel["line"])
        self.assertFalse(panel["fields"] + panel["questions"])
        self.assertFalse(panel["step"])
        self._message(self.lead, 0, body="<p>We need desks after all.</p>")
        self.lead._enrich_lead()
        self.assertTrue(self._panel()["fields"])
        self.assertTrue(self._panel()["step"])

    def test_a_lead_that_wrote_nothing_has_no_letter(self):
        self.lead.description = False
        self.lead._enrich_lead()
        panel = self._panel()
        self.assertEqual(panel["state"], "unjudged")
        self.assertFalse(panel["grade"])
        self.assertIn("nothing to judge", panel["line"])
        self.assertTrue(panel["fields"])

    def test_a_waiting_lead_tells_its_place_and_how_long(self):
        before = self._create_lead()
        self.lead = self._create_lead(user_id=self.salesman.id)
        (before + self.lead).write({"ai_enrichment_status": "pending"})
        panel = self._panel()
        self.assertEqual(panel["state"], "waiting")
        self.assertEqual(panel["place"], 2)
        self.assertIn("1 before it, about", panel["line"])
        self.assertTrue(panel["may_stop"])
        self.assertFalse(panel["may_ask"])

    def test_a_lead_that_waits_for_later_tells_when_and_why(self):
        self.lead.write({"ai_enrichment_status": "pending"})
        self.lead.write(
            {
                "ai_enrichment_next_attempt": fields.Datetime.now()
                + timedelta(hours=1),
                "ai_failure_type": "overloaded",
                "ai_failure_provider": "Local",
            }
        )
        self.assertIn("Local is overloaded. Next try:", self._panel()["line"])
        self.assertNotIn("Try again", self._panel()["line"])
        self.assertTrue(self._panel()["is_later"])
        self.assertFalse(self._panel()["mend"])
        self.lead.ai_failure_type = "no_credit"
        self.assertTrue(self.lead.with_user(self.manager)._get_panel()["mend"])
        self.lead.ai_enrichment_next_attempt = "2999-05-03 10:00:00"
        self.assertIn("2999", self._panel()["line"], "not today: the day is told")

    def test_while_everybody_is_left_alone_it_tells_until_when_and_why(self):
        self.vendor.fail_with(401)
        self._create_lead()._enrich_lead()
        self.lead.write({"ai_enrichment_status": "pending"})
        panel = self.lead.with_user(self.manager)._get_panel()
        self.assertIn("was refused", panel["line"])
        self.assertIn("Next try:", panel["line"])
        self.assertTrue(panel["is_later"])
        self.assertTrue(panel["mend"])

    def test_a_lead_in_work_says_so(self):
        self.lead._move("processing")
        self.assertEqual(self._panel()["state"], "working")

    def test_a_failure_tells_a_salesperson_whom_to_ask(self):
        self.vendor.fail_with(401)
        self.lead._enrich_lead()
        panel = self._panel()
        self.assertEqual(panel["state"], "failed")
        self.assertIn(self.manager.name, panel["line"])
        self.assertNotIn("key", panel["line"].lower())
        self.assertFalse(panel["mend"])
        self.assertTrue(panel["may_ask"])

    def test_the_same_failure_tells_a_manager_what_to_mend(self):
        self.vendor.fail_with(401)
        self.lead._enrich_lead()
        panel = self._panel(self.manager)
        self.assertIn("The key of Local was refused", panel["line"])
        self.assertIn("llm_provider_action", panel["mend"]["action"])

    def test_an_answer_that_does_not_stand_is_told_in_plain_words(self):
        self.vendor.answer_with(lambda record: "nothing")
        self.lead._enrich_lead()
        for user in self.salesman, self.manager:
            self.assertNotIn("stands in", self._panel(user)["line"])
        self.assertIn("no usable answer", self._panel()["line"])

    def test_a_failure_keeps_showing_the_last_good_score(self):
        self.lead._enrich_lead()
        self.vendor.fail_with(401)
        self.lead._enrich_lead(insists=True)
        self.assertEqual(self._panel()["state"], "failed")
        self.assertTrue(self._panel()["score"])

    def test_what_to_know_before_trusting_a_score(self):
        self.lead._enrich_lead()
        self.assertFalse(self._marks())
        self.lead.with_user(self.salesman).expected_revenue = 100
        self.lead.with_user(self.manager)._override_score(91, "I know them")
        self.lead.with_user(self.salesman)._contest_score("They bought before")
        self.lead.ai_never_send = True
        marks = self._marks()
        self.assertEqual(set(marks), {"stale", "contested", "overridden", "forbidden"})
        self.assertEqual(marks["contested"], "They bought before")
        self.assertEqual(marks["overridden"], "I know them")
        self.assertIn("may not be sent", marks["forbidden"])
        self.assertFalse(self._panel()["may_ask"])

    def test_a_lead_that_may_not_be_sent_waits_for_nothing(self):
        self.lead.write({"ai_enrichment_status": "pending"})
        self.lead.ai_never_send = True
        panel = self._panel()
        self.assertEqual(panel["state"], "forbidden")
        self.assertIn("may not be sent", panel["line"])
        self.assertFalse(panel["may_ask"])

    @users("llm_salesman")
    def test_a_click_queues_and_returns(self):
        lead = self.lead.with_user(self.env.user)
        self.assertEqual(lead.action_score_with_ai()["state"], "waiting")
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertEqual(lead.ai_enrichment_user_id, self.env.user)
        self.assertFalse(self.vendor.requests)

    @users("llm_salesman")
    def test_a_click_can_be_taken_back(self):
        lead = self.lead.with_user(self.env.user)
        lead.action_score_with_ai()
        self.assertEqual(lead.action_cancel_ai_score()["state"], "new")
        self.assertFalse(lead.ai_enrichment_status)
        lead._enrich_lead()
        lead.action_score_with_ai(insists=True)
        self.assertEqual(lead.action_cancel_ai_score()["state"], "scored")

    @users("llm_salesman")
    def test_a_click_before_the_set_up_says_whom_to_ask(self):
        self.provider.active = False
        lead = self.lead.with_user(self.env.user)
        panel = lead.action_score_with_ai()
        self.assertIn("not set up yet", panel["line"])
        self.assertIn(self.manager.name, panel["line"])
        self.assertFalse(lead.ai_enrichment_status)

    def test_nobody_asks_for_a_lead_that_is_not_his(self):
        self.lead.user_id = self.manager
        for method in ("action_score_with_ai", "action_cancel_ai_score"):
            with self.assertRaises(AccessError):
                getattr(self.lead.with_user(self.salesman), method)()


CRITERIA = ("need", "scope", "budget", "timeline", "authority", "next_step")
QUOTE = "I saw your website"


def _reason(code, points, quote=""):
    return {"code": code, "points": points, "out_of": points, "quote": quote}
