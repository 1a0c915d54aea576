"""What visitors may set by the website's contact form."""

from odoo.tests import tagged

from ...engine.tests import lead_reader
from ...engine.tests.fake_vendor import FakeVendor
from .neighbour_case import NeighbourCase

INQUIRY = {
    "name": "Desks",
    "contact_name": "Ann",
    "email_from": "ann@example.com",
    "description": "We need 24 desks.",
}
# Neither is shown to visitors, nor has it a meaning that is not theirs to say.
THEIRS_TO_SAY = {
    "auto_enrich",
    "ai_never_send",
    "ai_consent",
    "ai_consent_date",
    "ai_consent_how",
}


@tagged("post_install", "-at_install")
class TestWebsiteForm(NeighbourCase):
    ADDON = "website_crm"

    def _post(self, **values):
        answer = self.url_open("/website/form/crm.lead", data={**INQUIRY, **values})
        self.assertEqual(answer.status_code, 200)
        lead = self.env["crm.lead"].browse(answer.json()["id"])
        self.assertEqual(lead.contact_name, "Ann")
        return lead

    def _crafted(self):
        texts = {name: "pending" for name in self.fields}
        return {**texts, "ai_consent": "given", "ai_opinion": "agreed", "ai_grade": "a"}

    def test_a_crafted_form_sets_nothing_of_ours(self):
        self._assert_nothing_of_ours(self._post(**self._crafted()))

    def test_a_context_sets_nothing_of_ours(self):
        context = '{"default_ai_enrichment_status": "pending", "default_ai_grade": "a"}'
        self._assert_nothing_of_ours(self._post(context=context))

    def test_a_designer_opens_no_more_than_is_the_writers_to_say(self):
        model_fields = self.env["ir.model.fields"].with_user(
            self.env.ref("base.user_admin")
        )
        model_fields.formbuilder_whitelist("crm.lead", self.fields)
        model = self.env["ir.model"].sudo()._get("crm.lead")
        open_ = set(model._get_form_writable_fields()) & set(self.fields)
        self.assertLessEqual(open_, THEIRS_TO_SAY)
        lead = self._post(ai_consent="given")
        self.assertEqual(lead.ai_consent, "given")
        self.assertTrue(lead.ai_consent_text)

    def test_leads_of_two_websites_have_the_vendors_of_their_companies(self):
        other = self.env["res.company"].create({"name": "Other"})
        vendor = FakeVendor(lead_reader.read).start()
        self.addCleanup(vendor.stop)
        provider = self._create_provider(vendor, company_id=other.id, is_default=True)
        websites = self.env["website"].create(
            {"name": "Second", "company_id": other.id}
        )
        first = self._post()
        websites.domain = self.base_url()
        second = self._post()
        self.assertEqual(
            (first.company_id, second.company_id), (self.env.company, other)
        )
        (first | second)._enrich_lead()
        self.assertEqual(len(self.vendor.requests), 1)
        self.assertEqual(provider.request_ids.lead_id, second)

    def test_a_form_asks_only_where_the_rules_do(self):
        self.assertFalse(self._post().ai_enrichment_status)
        self._set(auto_enrich_enabled=True, auto_enrich_new_leads=True)
        lead = self._post(ai_enrichment_user_id="2", ai_enrichment_insists="1")
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertFalse(lead.ai_enrichment_user_id)
        self.assertFalse(lead.ai_enrichment_insists)
        self.assertFalse(self.vendor.requests)
