import json

from odoo.tests import tagged

from ...engine.scoring.answer_text import LINK
from ..common import LlmCase
from .review_case import TALKS


@tagged("post_install", "-at_install")
class TestSuspicion(LlmCase):
    def test_a_text_that_talks_to_the_ai_is_shown_as_such(self):
        lead = self._create_lead(description=TALKS)
        lead._enrich_lead()
        self.assertTrue(lead.ai_is_suspicious)
        self.assertIn("set instructions aside", lead.ai_suspicion)
        self.assertIn("instructions", json.loads(lead.ai_enrichment_data)["suspicious"])
        self.assertIn("tries to steer the AI", lead.message_ids[0].body)
        found = self.env["crm.lead"].search([("ai_is_suspicious", "=", True)])
        self.assertEqual(found, lead)

    def test_an_ordinary_lead_is_not(self):
        lead = self._create_lead()
        lead._enrich_lead()
        self.assertFalse(lead.ai_is_suspicious)
        self.assertFalse(lead.ai_suspicion)
        self.assertNotIn("tries to steer", lead.message_ids[0].body)

    def test_the_mark_goes_with_the_words(self):
        lead = self._create_lead(description=TALKS)
        lead._enrich_lead()
        lead.description = "<p>We need 24 desks by 1 March.</p>"
        lead._enrich_lead()
        self.assertFalse(lead.ai_is_suspicious)

    def test_every_sign_has_words(self):
        lead = self.env["crm.lead"]
        words = lead._get_sign_words()
        self.assertIn(LINK, words)
        self.assertEqual(lead._explain_signs(["unheard_of"]), "unheard_of")

    def test_a_merged_lead_stays_marked(self):
        leads = self._create_lead(description=TALKS) + self._create_lead()
        leads[0]._enrich_lead()
        self.assertTrue(leads.merge_opportunity().ai_is_suspicious)
