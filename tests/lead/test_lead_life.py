from odoo.tests import tagged

from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestLeadLife(LlmCase):
    """What becomes of scores when a lead is copied, merged, converted or sorted."""

    def test_a_copy_starts_without_a_score(self):
        lead = self._create_lead()
        lead._enrich_lead()
        copy = lead.copy()
        self.assertFalse(copy.ai_enrichment_status)
        self.assertFalse(copy.ai_grade)
        self.assertFalse(copy.ai_enrichment_data)
        self.assertEqual(copy.ai_probability_score, 0)

    def test_a_merged_lead_keeps_the_newest_enrichment(self):
        master, scored = self._create_lead(), self._create_lead()
        scored._enrich_lead()
        score, data = scored.ai_probability_score, scored.ai_enrichment_data
        leads = (master + scored).with_user(self.salesman)
        merged = leads.merge_opportunity()
        self.assertEqual(merged.ai_probability_score, score)
        self.assertEqual(merged.ai_enrichment_data, data)
        self.assertEqual(merged.ai_enrichment_status, "completed")

    def test_a_merged_lead_waits_if_a_part_did(self):
        leads = self._create_lead() + self._create_lead()
        leads[1].ai_enrichment_status = "pending"
        leads = leads.with_user(self.salesman)
        self.assertEqual(leads.merge_opportunity().ai_enrichment_status, "pending")

    def test_a_merged_lead_waits_if_a_part_that_is_gone_was_worked_on(self):
        head, other = self._create_lead(), self._create_lead()
        head.probability, other.probability = 90, 1
        other._move("processing", ai_enrichment_lease="2999-01-01")
        merged = (head + other).with_user(self.salesman).merge_opportunity()
        self.assertEqual(merged, head)
        self.assertEqual(merged.ai_enrichment_status, "pending")

    def test_work_on_the_lead_that_stays_goes_on(self):
        head, other = self._create_lead(), self._create_lead()
        head.probability, other.probability = 90, 1
        head._move("processing", ai_enrichment_lease="2999-01-01")
        merged = (head + other).with_user(self.salesman).merge_opportunity()
        self.assertEqual(merged, head)
        self.assertEqual(merged.ai_enrichment_status, "processing")

    def test_merging_leads_without_scores_asks_for_nothing(self):
        leads = self._create_lead() + self._create_lead()
        self.assertFalse(leads.merge_opportunity().ai_enrichment_status)

    def test_a_converted_lead_keeps_its_score(self):
        lead = self._create_lead(type="lead")
        lead._enrich_lead()
        score = lead.ai_probability_score
        lead.convert_opportunity(self.env["res.partner"])
        self.assertEqual(lead.type, "opportunity")
        self.assertEqual(lead.ai_probability_score, score)

    def test_enriching_does_not_touch_odoos_own_probability(self):
        lead = self._create_lead()
        automated = lead.is_automated_probability
        lead._enrich_lead()
        self.assertEqual(lead.is_automated_probability, automated)

    def test_leads_without_a_score_come_last_in_either_order(self):
        plain, scored = self._create_lead(), self._create_lead()
        scored._enrich_lead()
        ours = [("id", "in", (plain + scored).ids)]
        for order in ("ai_probability_score desc", "ai_probability_score asc"):
            found = self.env["crm.lead"].search(ours, order=order)
            self.assertEqual(found.ids, [scored.id, plain.id], order)

    def test_the_mean_score_leaves_out_leads_without_one(self):
        leads = self._create_lead() + self._create_lead()
        leads[0]._enrich_lead()
        [group] = self.env["crm.lead"].read_group(
            [("id", "in", leads.ids)], ["ai_probability_score"], []
        )
        self.assertAlmostEqual(
            group["ai_probability_score"], leads[0].ai_probability_score, places=1
        )
