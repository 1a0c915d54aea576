from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...engine.learning import metrics
from ..common import BrowserCase
from .learning_case import LearningCase


@tagged("post_install", "-at_install")
class TestAccuracy(LearningCase):
    def _open(self):
        action = self.env["llm.accuracy"].with_user(self.manager).action_open()
        page = self.env["llm.accuracy"].with_user(self.manager)
        return page.browse(action["res_id"])

    def test_few_leads_show_what_is_lacking_and_no_number(self):
        page = self._open()
        self.assertIn("40", page.lacking)
        self.assertFalse(page.ranking_ids or page.grade_ids or page.band_ids)

    def test_scores_given_after_closing_prove_nothing(self):
        self._give(self._close(200), days=-1)
        self.assertEqual(self._open().won, 0)

    def test_each_ranking_is_measured_and_each_bar_opens_its_leads(self):
        leads = self._close(300)
        self._give(leads)
        page = self._open()
        self.assertFalse(page.lacking)
        by_code = {line.code: line for line in page.ranking_ids}
        self.assertEqual(set(by_code), {"score", "chance", "odoo", "newest"})
        said = [0.75 if s.source_id == self.sources[0] else 0.25 for s in leads]
        came = leads.mapped("active")
        expected = metrics.auc(said, came)
        found = by_code["chance"]
        self.assertAlmostEqual(found.auc, expected.value, delta=0.001)
        self.assertAlmostEqual(found.brier, metrics.brier(said, came), delta=0.001)
        [low, high] = page.band_ids
        self.assertEqual((low.said, high.said), (25, 75))
        action = high.action_open_leads()
        shown = self.env["crm.lead"].with_context(active_test=False)
        shown = shown.search(action["domain"])
        referrals = leads.filtered(lambda lead: lead.source_id == self.sources[0])
        self.assertEqual(set(shown), set(referrals))
        self.assertEqual(page.grade_ids.mapped("name"), ["A", "B"])

    def test_page_tells_what_was_learned(self):
        self._close(400)
        self._learn()
        page = self._open()
        self.assertIn("AUC", page.training_text)
        self.assertTrue(page.is_published)

    def test_leaks_are_named(self):
        leads = self._close(300)
        won = leads.filtered("active")
        won.tag_ids = self.env["crm.tag"].create({"name": "Signed contract"})
        self._learn()
        self.assertIn("Tag", self._open().leak_text)

    def test_only_the_user_s_companies(self):
        other = self.env["res.company"].create({"name": "Others"})
        page = self._open()
        page.company_id = other
        page.action_refresh()
        self.assertEqual(page.company_id, self.manager.company_id)

    def test_salespeople_have_no_page(self):
        with self.assertRaises(AccessError):
            self.env["llm.accuracy"].with_user(self.salesman).action_open()

    def test_old_leads_are_out_of_the_period(self):
        leads = self._close(200)
        self._give(leads)
        page = self._open()
        before = page.won
        self.env.cr.execute(
            "UPDATE crm_lead SET date_closed = %s WHERE id = ANY(%s)",
            [fields.Datetime.now() - timedelta(days=800), leads.ids[:50]],
        )
        page.action_refresh()
        self.assertLess(page.won, before)


@tagged("post_install", "-at_install")
class TestAccuracyPage(LearningCase, BrowserCase):
    """The page as a sales manager meets it."""

    def test_a_manager_of_few_leads_sees_what_is_lacking(self):
        self.start_tour("/web", "llm_accuracy_few_tour", login="llm_manager")

    def test_a_manager_opens_the_leads_of_a_bar(self):
        self._give(self._close(400))
        self._learn()
        self.start_tour("/web", "llm_accuracy_tour", login="llm_manager")
