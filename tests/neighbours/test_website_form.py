"""What visitors may set by the website's contact form."""

import json

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
# A page of the website's designer: fields that Odoo doesn't know, under their labels.
FIELD = """<div class="s_website_form_field s_website_form_custom">
    <label class="s_website_form_label" for="f{0}">{1}</label>
    <input class="form-control s_website_form_input" type="text" id="f{0}" name="{1}"/>
</div>"""
PAGE = """<t t-name="website.llm_ask"><t t-call="website.layout"><div id="wrap">
    <section class="s_website_form" data-snippet="s_website_form">
        <form action="/website/form/" method="post" enctype="multipart/form-data"
              data-model_name="crm.lead" data-success-mode="message">
            <div class="s_website_form_rows">{}</div>
            <div class="s_website_form_submit">
                <span id="s_website_form_result"/>
                <a href="#" role="button" class="s_website_form_send">Submit</a>
            </div>
        </form>
        <div class="s_website_form_end_message d-none">Thanks</div>
    </section>
</div></t></t>"""
CUSTOM = {
    "Budget": "a budget of 9000 euros, approved by our board",
    "Quantity": "24 standing desks",
    "Needed": "by June",
}
READY = (
    "document.querySelector('.s_website_form_send') && "
    "document.readyState === 'complete' && "
    "!document.body.classList.contains('o_lazy_js_waiting')"
)
SUBMIT = """
    for (const [name, value] of Object.entries(%s)) {
        const input = document.querySelector(`.s_website_form_input[name="${name}"]`);
        input.setAttribute("value", value); // stays when the form starts anew
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const send = document.querySelector(".s_website_form_send");
    let sent = false; // the form begins to listen at a time of its own
    const wait = setInterval(() => {
        if (!sent) {
            send.click();
            sent = send.classList.contains("disabled");
        }
        if (document.querySelector(".s_website_form_end_message:not(.d-none)")) {
            clearInterval(wait);
            console.log("test successful");
        }
    }, 100);
"""
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

    def test_fields_of_the_designers_own_are_read_and_quoted(self):
        values = {**INQUIRY, **CUSTOM}
        rows = (FIELD.format(number, name) for number, name in enumerate(values))
        self.env["website.page"].create(
            {
                "name": "Ask",
                "type": "qweb",
                "url": "/ask",
                "key": "website.llm_ask",
                "arch": PAGE.format("".join(rows)),
                "is_published": True,
            }
        )
        self.browser_js(
            "/ask",
            SUBMIT % json.dumps(values),
            READY,
        )
        lead = self.env["crm.lead"].search([("contact_name", "=", "Ann")])
        [facts] = lead._to_facts()
        for name, value in CUSTOM.items():
            self.assertIn(f"{name} : {value}", facts.description)
        lead._enrich_lead()
        self.assertIn("9000 euros", self.vendor.requests[-1].text)
        clarity = json.loads(lead.ai_enrichment_data)["parts"]["clarity"]
        quotes = {reason["code"]: reason["quote"] for reason in clarity["reasons"]}
        self.assertIn("9000 euros", quotes["budget"])

    def test_a_form_asks_only_where_the_rules_do(self):
        self.assertFalse(self._post().ai_enrichment_status)
        self._set(auto_enrich_enabled=True, auto_enrich_new_leads=True)
        lead = self._post(ai_enrichment_user_id="2", ai_enrichment_insists="1")
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertFalse(lead.ai_enrichment_user_id)
        self.assertFalse(lead.ai_enrichment_insists)
        self.assertFalse(self.vendor.requests)
