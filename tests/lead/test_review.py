from ast import literal_eval

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged, users

from ...models.lead.guard import GUARDED_FIELDS
from ..common import BrowserCase, LlmCase
from .review_case import TALKS, ReviewCase


@tagged("post_install", "-at_install")
class TestReview(ReviewCase):
    @users("llm_salesman")
    def test_a_salesperson_contests_a_score(self):
        self._review(self.env.user, "contest", reason="They bought before")
        lead = self.lead.with_user(self.env.user)
        self.assertEqual(lead.ai_opinion, "contested")
        self.assertEqual(lead.ai_opinion_score, self.score)
        self.assertEqual(lead.ai_opinion_user_id, self.env.user)
        self.assertTrue(lead.ai_opinion_date)
        self.assertEqual(lead.ai_probability_score, self.score)
        note = lead.message_ids[0]
        self.assertEqual(note.author_id, self.env.user.partner_id)
        self.assertTrue(note.is_internal)
        self.assertIn("AI score contested", note.body)
        self.assertIn("They bought before", note.body)

    def test_a_salesperson_agrees_with_a_score(self):
        self._review(self.salesman, "contest", reason="No")
        self.lead.with_user(self.salesman).action_agree_with_ai_score()
        self.assertEqual(self.lead.ai_opinion, "agreed")
        self.assertFalse(self.lead.ai_opinion_reason)
        self.assertIn("AI score agreed with", self.lead.message_ids[0].body)

    def test_a_salesperson_does_not_contest_what_he_may_not_change(self):
        self.lead.user_id = self.manager
        with self.assertRaises(AccessError):
            self._review(self.salesman, "contest", reason="No")
        with self.assertRaises(AccessError):
            self.lead.with_user(self.salesman).action_agree_with_ai_score()

    def test_a_contested_score_waits_for_a_manager_who_keeps_it(self):
        action = self.env.ref("llm_lead_scoring.crm_lead_action_review")
        domain = literal_eval(action.domain)
        with self.assertRaisesRegex(UserError, "not contested"):
            self._review(self.manager, "keep", reason="Fine")
        self._review(self.salesman, "contest", reason="They bought before")
        self.assertIn(self.lead, self.lead.search(domain))
        self._review(self.manager, "keep", reason="That was long ago")
        self.assertNotIn(self.lead, self.lead.search(domain))
        self.assertEqual(self.lead.ai_opinion, "contested")
        self.assertEqual(self.lead.ai_probability_score, self.score)
        self._review(self.salesman, "contest", reason="And last month too")
        self.assertIn(self.lead, self.lead.search(domain))

    def test_who_contested_hears_what_came_of_it(self):
        for action, values in {
            "keep": {"reason": "That was long ago"},
            "override": {"score": 91, "reason": "You are right"},
        }.items():
            self._review(self.salesman, "contest", reason="They bought before")
            before = self._get_notices()
            self._review(self.manager, action, **values)
            notice = self._get_notices() - before
            self.assertIn(values["reason"], notice.body)
            self.assertIn(self.lead.name, notice.subject)
            self.assertEqual(notice.author_id, self.manager.partner_id)

    def test_who_changes_his_own_mind_is_told_nothing(self):
        self._review(self.salesman, "contest", reason="They bought before")
        self.lead.with_user(self.salesman).action_agree_with_ai_score()
        self.assertFalse(self._get_notices())
        self._review(self.salesman, "contest", reason="No")
        self.lead.with_user(self.manager).action_agree_with_ai_score()
        self.assertEqual(len(self._get_notices()), 1)

    def _get_notices(self):
        partner = self.salesman.partner_id
        return (
            self.env["mail.notification"]
            .search([("res_partner_id", "=", partner.id)])
            .mail_message_id
        )

    def test_a_manager_puts_his_score_beside_the_ais_own(self):
        self._review(self.manager, "override", score=91.5, reason="I know them")
        self.assertEqual(self.lead.ai_probability_score, self.score)
        self.assertEqual(self.lead.ai_override_score, 91.5)
        self.assertEqual(self.lead.ai_override_reason, "I know them")
        self.assertEqual(self.lead.ai_override_user_id, self.manager)
        self.assertTrue(self.lead.ai_override_date)
        note = self.lead.message_ids[0]
        self.assertEqual(note.author_id, self.manager.partner_id)
        self.assertIn(f"{self.score:g}", note.body)
        self.assertIn("91.5", note.body)
        self.assertIn("I know them", note.body)

    def test_only_a_manager_overrides_and_lifts(self):
        self.lead.with_user(self.manager)._override_score(91, "I know them")
        lead = self.lead.with_user(self.salesman)
        dialogs = self.env["llm.review"].with_user(self.salesman)
        for action in ("override", "lift"):
            dialog = dialogs.create(
                {"lead_id": lead.id, "action": action, "score": 1, "reason": "No"}
            )
            with self.assertRaises(AccessError):
                dialog.action_apply()
        for button in (lead.action_override_ai_score, lead.action_lift_ai_override):
            with self.assertRaises(AccessError):
                button()
        self.assertEqual(self.lead.ai_override_score, 91)

    def test_nobody_writes_a_score_or_a_review_by_hand(self):
        for user in (self.salesman, self.manager, self.admin):
            leads = self.env["crm.lead"].with_user(user)
            for name in GUARDED_FIELDS:
                with self.assertRaises(AccessError):
                    self.lead.with_user(user).write({name: False})
                with self.assertRaises(AccessError):
                    leads.create({"name": "Mine", name: False})

    def test_no_default_slips_a_score_in(self):
        leads = self.env["crm.lead"].with_user(self.salesman)
        with self.assertRaises(AccessError):
            leads.with_context(default_ai_probability_score=99).create({"name": "Mine"})
        self.env["ir.default"].set("crm.lead", "ai_grade", "a")
        with self.assertRaises(AccessError):
            leads.create({"name": "Mine"})

    def test_waiting_is_written_by_anyone_who_may_change_the_lead(self):
        leads = self.env["crm.lead"].with_user(self.salesman)
        asked = {"ai_enrichment_status": "pending", "ai_enrichment_insists": True}
        for lead in (leads.create({"name": "Mine", **asked}), self.lead):
            lead.with_user(self.salesman).write({**asked, "name": "Ours"})
            self.assertEqual(lead.ai_enrichment_status, "pending")
            self.assertEqual(lead.ai_enrichment_user_id, self.salesman)
        with self.assertRaises(AccessError):
            leads.browse(self.lead.id).write(
                {**asked, "ai_enrichment_user_id": self.manager.id}
            )

    def test_a_reason_and_a_score_that_makes_sense_are_needed(self):
        for values in (
            {"score": 50, "reason": "  "},
            {"score": -1, "reason": "Why"},
            {"score": 100.5, "reason": "Why"},
        ):
            with self.assertRaises(UserError):
                self._review(self.manager, "override", **values)
        with self.assertRaises(UserError):
            self._review(self.salesman, "contest", reason=" ")
        self.assertFalse(self.lead.ai_override_date)
        self.assertFalse(self.lead.ai_opinion)

    def test_there_is_nothing_to_contest_without_a_score(self):
        self.lead = self._create_lead()
        for action in ("contest", "override"):
            with self.assertRaisesRegex(UserError, "no AI score"):
                self._review(self.manager, action, reason="Why")

    def test_an_override_outlives_the_next_enrichment_until_it_is_lifted(self):
        self._review(self.manager, "override", score=0, reason="A competitor")
        self._answer(kind="support")
        self.lead._enrich_lead(insists=True)
        self.assertNotEqual(self.lead.ai_probability_score, self.score)
        self.assertTrue(self.lead.ai_override_date)
        self.assertEqual(self.lead.ai_override_reason, "A competitor")
        self._review(self.manager, "lift", reason="Not one any more")
        self.assertFalse(self.lead.ai_override_date)
        self.assertIn("Not one any more", self.lead.message_ids[0].body)
        self.env.cr.execute(
            "SELECT ai_override_score FROM crm_lead WHERE id = %s", [self.lead.id]
        )
        self.assertEqual(self.env.cr.fetchone(), (None,))
        with self.assertRaises(UserError):
            self._review(self.manager, "lift", reason="Again")

    def test_the_dialog_begins_with_the_score_that_holds(self):
        dialog = self.env["llm.review"].with_context(default_lead_id=self.lead.id)
        found = dialog.default_get(["lead_id", "score"])
        self.assertEqual(found["score"], self.score)
        self._review(self.manager, "override", score=7, reason="Why")
        self.assertEqual(dialog.default_get(["lead_id", "score"])["score"], 7)

    def test_a_merged_lead_keeps_opinion_and_override(self):
        self._review(self.manager, "override", score=91, reason="I know them")
        self._review(self.salesman, "contest", reason="They bought before")
        plain = self._create_lead(expected_revenue=1_000_000)
        for leads in (plain + self.lead, self.lead + plain):
            with self.env.cr.savepoint() as savepoint:
                merged = leads.with_user(self.salesman).merge_opportunity()
                self.assertEqual(merged.ai_override_score, 91)
                self.assertEqual(merged.ai_override_user_id, self.manager)
                self.assertEqual(merged.ai_opinion, "contested")
                savepoint.rollback()
            self.env.invalidate_all()

    def test_a_merge_makes_up_no_override(self):
        merged = (self.lead + self._create_lead()).merge_opportunity()
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT ai_override_score FROM crm_lead WHERE id = %s", [merged.id]
        )
        self.assertEqual(self.env.cr.fetchone(), (None,))

    def test_a_copy_has_neither(self):
        self._review(self.manager, "override", score=91, reason="I know them")
        copy = self.lead.with_user(self.salesman).copy()
        self.assertEqual(copy.ai_left_out, "copied")
        scores = set(GUARDED_FIELDS) - {"ai_left_out"}
        self.assertFalse(any(copy[name] for name in scores))

    def test_words_of_a_reason_are_shown_as_text(self):
        self._review(self.salesman, "contest", reason="<img src=x onerror=alert(1)>")
        self.assertNotIn("<img", self.lead.message_ids[0].body)


@tagged("post_install", "-at_install")
class TestReviewTour(LlmCase, BrowserCase):
    def test_a_score_is_contested_then_overridden(self):
        lead = self._create_lead(
            name="Desks that talk",
            description=TALKS,
            type="opportunity",
            user_id=self.salesman.id,
        )
        lead._enrich_lead()
        self.start_tour("/web", "llm_contest_tour", login="llm_salesman")
        self.assertEqual(lead.ai_opinion, "contested")
        lead.user_id = self.manager
        self.start_tour("/web", "llm_override_tour", login="llm_manager")
        self.assertFalse(lead.ai_override_date)
        self.assertEqual(lead.ai_opinion_user_id, self.salesman)

    def test_a_contested_score_is_found_and_kept(self):
        lead = self._create_lead(
            name="Desks that talk", type="opportunity", user_id=self.salesman.id
        )
        lead._enrich_lead()
        lead.with_user(self.salesman)._contest_score("They bought from us before")
        self.start_tour("/web", "llm_to_review_tour", login="llm_manager")
        self.assertTrue(lead.ai_settled_date)
        self.assertEqual(lead.ai_opinion, "contested")
