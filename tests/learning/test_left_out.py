from odoo.exceptions import AccessError
from odoo.tests import tagged

from .learning_case import LearningCase


@tagged("post_install", "-at_install")
class TestLeftOut(LearningCase):
    """Who came to no outcome of its own teaches nothing."""

    def _closed_ids(self):
        closed, _opened = self.trainings._find_leads(self.company, 1000)
        return closed

    def test_archived_is_not_lost(self):
        lost, archived = self._create_lead(), self._create_lead()
        lost.with_user(self.salesman).action_set_lost()
        archived.with_user(self.salesman).action_archive()
        self.assertIn(lost.id, self._closed_ids())
        self.assertNotIn(archived.id, self._closed_ids())

    def test_archived_and_then_said_to_be_lost_is_lost(self):
        reason = self.env["crm.lost.reason"].create({"name": "Too dear"})
        for values in ({}, {"lost_reason_id": reason.id}):
            lead = self._create_lead()
            lead.action_archive()
            lead.action_set_lost(**values)
            self.assertIn(lead.id, self._closed_ids())

    def test_restored_and_won_counts(self):
        lead = self._create_lead()
        lead.action_archive()
        lead.action_unarchive()
        self.assertFalse(lead.ai_left_out)
        lead.action_set_won()
        self.assertIn(lead.id, self._closed_ids())

    def test_a_deal_that_was_won_and_then_archived_is_not_lost(self):
        lead = self._create_lead()
        lead.action_set_won()
        lead.action_archive()
        lead.ai_left_out = False  # as before this addon was there
        self.assertFalse(lead.probability)
        self.assertNotIn(lead.id, self._closed_ids())

    def test_a_lost_lead_that_gets_a_probability_again_is_lost(self):
        lead = self._create_lead()
        reason = self.env["crm.lost.reason"].create({"name": "Too dear"})
        lead.action_set_lost(lost_reason_id=reason.id)
        lead.probability = 12
        self.assertIn(lead.id, self._closed_ids())
        self.assertIs(self._read(lead).sample.won, False)

    def test_an_opened_lead_is_read_as_open(self):
        lead = self._create_lead()
        lead.action_set_lost()
        lead.action_unarchive()
        lead._enrich_lead()
        read = self._read(lead)
        self.assertIsNone(read.sample.won)
        self.assertTrue(
            any("need:for" in v for v in read.sample.values if isinstance(v, tuple))
        )

    def _read(self, lead):
        features = self.env["llm.feature"]._get_used()
        self.env.flush_all()
        [read] = self.env["llm.lead.reader"]._read_leads(lead.ids, features)
        return read

    def test_hidden_by_hand_is_neither_won_nor_lost(self):
        lead = self._create_lead()
        lead.probability = 30
        lead.active = False
        self.assertNotIn(lead.id, self._closed_ids())

    def test_a_duplicate_made_by_hand_teaches_nothing(self):
        lead = self._create_lead()
        twin = lead.with_user(self.salesman).copy()
        (lead + twin).action_set_won()
        self.assertIn(lead.id, self._closed_ids())
        self.assertNotIn(twin.id, self._closed_ids())

    def test_what_several_leads_became_teaches_nothing_and_has_a_chance(self):
        self._close(400)
        first, second = (
            self._create_lead(
                source_id=self.sources[0].id, email_from="ann@acme.test", **values
            )
            for values in ({}, {"phone": "+32 2 290 34 90"})
        )
        merged = (first + second).with_user(self.salesman).merge_opportunity()
        self.assertEqual(merged.sudo().ai_left_out, "merged")
        self._learn()
        self.assertTrue(merged.sudo().ai_win_date)
        merged.action_set_won()
        self.assertNotIn(merged.id, self._closed_ids())

    def test_a_manager_says_which_lost_reasons_teach_nothing(self):
        leads = self._close(200)
        lost = leads.filtered(lambda lead: not lead.active)
        values = [{"name": "Spam"}, {"name": "Duplicate"}, {"name": "Too dear"}]
        reasons = self.env["crm.lost.reason"].create(values)
        for number, reason in enumerate(reasons):
            lost[number].lost_reason_id = reason
        self.assertLessEqual(set(lost[:3].ids), set(self._closed_ids()))
        reasons[:2].with_user(self.manager).write({"ai_is_not_learned": True})
        self.assertFalse(set(lost[:2].ids) & set(self._closed_ids()))
        self.assertIn(lost[2].id, self._closed_ids())
        with self.assertRaises(AccessError):
            reasons[2].with_user(self.salesman).ai_is_not_learned = True

    def test_a_deleted_won_stage_takes_no_lead_with_it(self):
        leads = self._close(400)
        self._learn()
        stages = self.env["crm.stage"].search([("is_won", "=", True)])
        other = self.env["crm.stage"].search([("is_won", "=", False)], limit=1)
        self.env["crm.lead"].with_context(active_test=False).search(
            [("stage_id", "in", stages.ids)]
        ).stage_id = other
        stages.unlink()
        last = self._learn()
        self.assertEqual((last.outcome, last.won), ("too_few", 0))
        self.assertFalse(any(leads.filtered("active").mapped("ai_win_date")))

    def test_nobody_sets_the_mark_by_hand(self):
        lead = self._create_lead()
        with self.assertRaises(AccessError):
            lead.with_user(self.salesman).ai_left_out = "merged"
