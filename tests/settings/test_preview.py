from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ...engine.tests.fake_vendor import fail
from ..common import LlmCase

SECRETS = "<p>Write to anna@firma.example or +32 2 290 34 90. We need desks.</p>"


@tagged("post_install", "-at_install")
class TestPreview(LlmCase):
    def _open(self, lead, user=None):
        with Form(self.env["llm.preview"].with_user(user or self.manager)) as form:
            form.lead_id = lead
        return form.record

    def _enrich(self, lead):
        """The bytes that the vendor got."""
        before = len(self.vendor.requests)
        lead.with_user(self.manager).action_enrich_anew()
        return self.vendor.requests[before].raw

    def test_it_shows_the_bytes_that_the_vendor_gets(self):
        lead = self._create_lead(description=SECRETS)
        self._message(lead, 2, body="<p>Café 👩‍💻 &amp; “40” desks \u2028 سعر</p>")
        shown = self._open(lead)
        self.assertFalse(self.vendor.requests)
        self.assertEqual(shown.body.encode(), self._enrich(lead))
        self.assertEqual(shown.url, f"{self.vendor.url}/v1/chat/completions")
        self.assertEqual(shown.size, len(shown.body))
        for value in ("anna@firma.example", "290 34 90"):
            self.assertNotIn(value, shown.body + shown.words)
        self.assertIn("We need desks", shown.words)

    def test_it_follows_rules_and_what_was_learned_of_the_model(self):
        lead = self._create_lead(description=SECRETS)
        self._set(mask_email=False)
        error = {"error": {"message": "unsupported", "param": "max_tokens"}}
        self.vendor.then(fail(400, body=error))
        self._enrich(lead)
        shown = self._open(lead)
        self.assertIn("anna@firma.example", shown.words)
        self.assertNotIn('"max_tokens"', shown.body)
        self.assertEqual(shown.body.encode(), self._enrich(lead))

    def test_it_is_in_the_language_of_who_looks(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.manager.lang = "fr_FR"
        lead = self._create_lead()
        shown = self._open(lead)
        self.assertIn("French", shown.body)
        self.assertEqual(shown.body.encode(), self._enrich(lead))

    def test_it_says_why_nothing_would_be_sent(self):
        for values, words in (
            ({"description": False}, "wrote nothing"),
            ({"ai_never_send": True}, "is marked so"),
        ):
            shown = self._open(self._create_lead(**values))
            self.assertIn(words, shown.obstacle)
            self.assertFalse(shown.body)
        self.provider.active = False
        shown = self._open(self._create_lead())
        self.assertIn("no AI provider", shown.obstacle)

    def test_it_has_the_rights_of_who_looks(self):
        lead = self._create_lead()
        with self.assertRaises(AccessError):
            self._open(lead, self.salesman)
        fields = {"words": {}, "body": {}}
        salesman = self.env["llm.preview"].with_user(self.salesman)
        with self.assertRaises(AccessError):
            salesman.onchange({"lead_id": lead.id}, ["lead_id"], fields)
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self._create_lead(company_id=other.id)
        manager = self.env["llm.preview"].with_user(self.manager)
        for attempt in (
            lambda: manager.onchange({"lead_id": foreign.id}, ["lead_id"], fields),
            lambda: manager.create({"lead_id": foreign.id}).body,
        ):
            with self.assertRaises(AccessError):
                attempt()
