import json
from datetime import datetime, timedelta

from odoo.tests import BaseCase, tagged

from ...engine.scoring.enrich import formula_subscores
from ...engine.scoring.subscores.completeness import POINTS
from ...engine.values import Contact, LeadFacts
from ...models.lead.score_facts import facts_from, facts_used
from .review_case import ReviewCase


@tagged("post_install", "-at_install")
class TestExplanation(ReviewCase):
    def _stored(self, lead):
        return json.loads(lead.ai_enrichment_data)

    def test_a_score_is_recomputed_from_what_is_stored_alone(self):
        lead = self._create_lead(
            email_from="Anna <anna@desks.example>", phone="12", expected_revenue=5000
        )
        for days, author in ((200, None), (20, None), (19, self.salesman), (2, None)):
            self._message(lead, days, author=author)
        lead.activity_schedule("mail.mail_activity_data_call")
        lead._enrich_lead()
        outcome = self._stored(lead)
        self.assertGreater(lead.ai_engagement_score, 0)
        lead.unlink()
        self._set(weight_clarity=0.0, reuse_days=0.0)
        total = self.env["crm.lead"]._recompute_score(outcome)
        self.assertEqual(total, outcome["scores"]["overall"])

    def test_a_changed_fact_changes_the_recomputed_score(self):
        outcome = self._stored(self.lead)
        self.assertEqual(self.lead._recompute_score(outcome), self.score)
        outcome["facts"]["filled"].remove("description")
        self.assertLess(self.lead._recompute_score(outcome), self.score)

    def test_a_score_without_a_request_is_recomputed_as_well(self):
        lead = self._create_lead(description=False, phone="+49 40 5550120")
        lead._enrich_lead()
        total = lead._recompute_score(self._stored(lead))
        self.assertEqual(total, lead.ai_probability_score)

    def test_an_outcome_without_facts_is_not_recomputed(self):
        self.assertIsNone(self.lead._recompute_score({"scores": {"overall": 4}}))

    def test_model_and_prompt_version_are_kept_and_shown(self):
        outcome = self._stored(self.lead)
        self.assertEqual(outcome["model"], "small-model")
        self.assertTrue(outcome["prompt_version"])
        self.assertIn("small-model", self.lead.ai_explanation)
        self.assertIn(outcome["prompt_version"], self.lead.ai_explanation)

    def test_the_facts_hold_no_words_of_the_lead(self):
        lead = self._create_lead(
            phone="+49 40 5550120", email_from="anna@desks.example"
        )
        lead._enrich_lead()
        facts = json.dumps(self._stored(lead)["facts"])
        for text in ("5550120", "anna", "Desks", "budget"):
            self.assertNotIn(text, facts)


@tagged("post_install", "-at_install")
class TestScoreFacts(BaseCase):
    """The formulas can't tell what is stored from what was read."""

    NOW = datetime.fromisoformat("2024-05-03 12:00:00")

    def _check(self, **values):
        facts = LeadFacts(lead_id=1, now=self.NOW, **values)
        stored = json.loads(json.dumps(facts_used(facts)))
        self.assertEqual(
            formula_subscores(facts_from(stored)), formula_subscores(facts), values
        )

    def test_each_field_filled_wrong_or_empty(self):
        for name in POINTS:
            for value in ("Words", "a@b.example", "0123456789", "7", "-", ""):
                if name != "expected_revenue":
                    self._check(**{name: value})
        for revenue in (0.0, 1.0, -3.0, float("inf")):
            self._check(expected_revenue=revenue)

    def test_contacts_of_every_age_and_side(self):
        ages = (-3, -0.5, 0, 2, 13, 44, 89, 91, 119, 121, 400)
        for first in ages:
            for second in ages:
                contacts = tuple(
                    Contact(self.NOW - timedelta(days=days), way, "Words")
                    for days, way in ((first, "in"), (second, "out"), (30, "note"))
                )
                self._check(contacts=contacts)

    def test_a_long_conversation(self):
        for every in (1, 7, 30):
            contacts = tuple(
                Contact(self.NOW - timedelta(days=number * every), way, "Words")
                for number in reversed(range(12))
                for way in ("in", "out", "note")[: 1 + number % 3]
            )
            self._check(contacts=contacts)
            self._check(contacts=contacts[::-1])

    def test_activities_and_meetings(self):
        day = timedelta(days=1)
        for planned, overdue, done in ((0, 0, 0), (2, 1, 9), (1, 1, 0)):
            for meeting in (None, self.NOW - 7 * day, self.NOW + day):
                self._check(
                    planned_activities=planned,
                    overdue_activities=overdue,
                    done_activities=done,
                    last_meeting=meeting,
                    next_meeting=meeting,
                )
