import os
from pathlib import Path

from odoo.tests import tagged

from ..engine.tests import lead_reader
from ..engine.tests.fake_vendor import FakeVendor, fail
from ..engine.vendors import VENDORS
from .common import BrowserCase, LlmCase

VAGUE = "<p>We need some desks.</p>"


class KeyedVendor(FakeVendor):
    """Knows one key and refuses all others."""

    def is_right(self, record):
        return record.headers.get("authorization") == "Bearer sk-right-9876543210"

    def take(self, record):
        step = super().take(record)
        return step if self.is_right(record) else fail(401)


class SqueamishVendor(FakeVendor):
    """Refuses to read of chairs, and of lamps once."""

    refusal = fail(400, body={"error": {"code": "content_filter"}})

    def take(self, record):
        step = super().take(record)
        lamps = [earlier for earlier in self.requests if "Lamps" in earlier.text]
        refused = "Chairs" in record.text or lamps == [record]
        return self.refusal if refused else step


@tagged("post_install", "-at_install")
class TestTours(LlmCase, BrowserCase):
    """What people do in the browser, as the users who do it."""

    def start_tour(self, url_path, tour_name, **kwargs):
        """With axe-core, where dev/test has brought it along."""
        script = os.environ.get("LLM_AXE")
        if script and "code" not in kwargs:
            axe = Path(script).read_text(encoding="utf-8")
            kwargs["code"] = f"{axe}\nodoo.startTour('{tour_name}')"
        return super().start_tour(url_path, tour_name, **kwargs)

    def test_a_salesperson_asks_for_a_score(self):
        lead = self._create_opportunity("Desks for the new office", self.salesman)
        self.start_tour("/web", "llm_enrich_tour", login="llm_salesman")
        self.assertEqual(lead.ai_enrichment_status, "completed")
        self.assertEqual(len(self.vendor.requests), 1)

    def test_a_salesperson_meets_a_refused_key(self):
        self.vendor.fail_with(401)
        lead = self._create_opportunity("Desks for the new office", self.salesman)
        self.start_tour("/web", "llm_enrich_refused_tour", login="llm_salesman")
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertFalse(lead.ai_grade)

    def test_a_salesperson_takes_the_next_step(self):
        lead = self._create_opportunity("Desks for the new office", self.salesman)
        lead.write({"description": VAGUE, "email_from": "anna@firma.example"})
        lead._enrich_lead()
        self.start_tour("/web", "llm_next_step_tour", login="llm_salesman")
        self.assertEqual(lead.activity_ids.user_id, self.salesman)

    def test_a_manager_sets_up_providers_and_rules(self):
        lead = self._create_opportunity("Desks for the new office", self.salesman)
        lead.description += "<p>anna@firma.example</p>"
        self.start_tour("/web", "llm_manager_tour", login="llm_manager")
        provider = self.env["llm.provider"].search([("name", "=", "Second account")])
        self.assertEqual(provider.provider_type, "anthropic")
        others = VENDORS["anthropic"].models[1:]
        self.assertIn(provider.model_name, others)
        self.assertEqual(provider.sudo().get_api_key(), "sk-ant-0123456789")
        self.assertEqual(len(self.vendor.requests), 1)
        self.assertEqual(self._get_settings().weight_clarity, 55)

    def test_a_manager_sets_up_from_nothing_to_the_first_score(self):
        lead = self._create_opportunity("Desks for the new office", self.salesman)
        self.env["crm.lead"].search([("id", "!=", lead.id)]).active = False
        self.provider.unlink()
        with KeyedVendor(lead_reader.read) as vendor:
            self._start_life(vendor.url, "llm_first_steps_tour")
        self.assertEqual(lead.ai_enrichment_status, "completed")
        provider = self.env["llm.provider"].search([])
        self.assertEqual(provider.get_api_key(), "sk-right-9876543210")

    def test_a_salesperson_reads_whom_to_ask(self):
        self.provider.unlink()
        self._create_opportunity("Desks for the new office", self.salesman)
        self.start_tour("/web", "llm_not_set_up_tour", login="llm_salesman")

    def test_a_manager_opens_what_a_number_is_of(self):
        self._create_opportunity(
            "Desks for the new office", self.manager
        )._enrich_lead()
        waiting = self._create_opportunity("Chairs that wait", self.manager)
        waiting.ai_enrichment_status = "pending"
        self.start_tour("/web", "llm_dashboard_tour", login="llm_manager")

    def test_a_provider_lives_its_whole_life(self):
        lead = self._create_opportunity("Desks for the new office", self.admin)
        with KeyedVendor(lead_reader.read) as vendor:
            self._start_life(vendor.url)
            sent = [(r.method, vendor.is_right(r)) for r in vendor.requests]
        self.assertEqual(
            sent,
            [("POST", False), ("POST", True), ("GET", True), ("POST", True)],
        )
        self.assertEqual(vendor.requests[-1].body["model"], "large-model")
        self.assertEqual(lead.ai_enrichment_status, "completed")
        self.assertFalse(self.vendor.requests)

    def _start_life(self, url, tour="llm_provider_life_tour"):
        tell = f"sessionStorage.setItem('llm_vendor_url', '{url}');"
        code = f"{tell} odoo.startTour('{tour}')"
        self.start_tour("/web", tour, login="llm_admin", code=code)

    def test_an_administrator_switches_automatic_enrichment_on(self):
        self.start_tour("/web", "llm_settings_tour", login="llm_admin")
        self.assertTrue(self._get_settings().auto_enrich_enabled)
        self.assertTrue(self._get_settings().auto_enrich_new_leads)

    def test_a_salesperson_scores_a_selection(self):
        self.provider.write({"input_price": 2.0, "output_price": 8.0})
        chairs = self._create_opportunity("Chairs", self.salesman)
        lamps = self._create_opportunity("Lamps", self.salesman)
        scored = self._create_opportunity("Scored", self.salesman)
        scored.write({"ai_probability_score": 81.5, "ai_grade": "a"})
        self.start_tour("/web", "llm_selection_tour", login="llm_salesman")
        self.assertEqual(
            (chairs + lamps).mapped("ai_enrichment_status"), ["completed"] * 2
        )
        self.assertEqual((chairs + lamps).ai_enrichment_user_id, self.salesman)
        self.assertFalse(scored.ai_enrichment_status)

    def test_a_salesperson_sees_a_selection_fail(self):
        chairs = self._create_opportunity("Chairs", self.salesman)
        lamps = self._create_opportunity("Lamps", self.salesman)
        with SqueamishVendor(lead_reader.read) as vendor:
            self.provider.api_endpoint = f"{vendor.url}/v1"
            self.start_tour("/web", "llm_selection_fails_tour", login="llm_salesman")
        self.assertEqual(lamps.ai_enrichment_status, "completed")
        self.assertEqual(chairs.ai_enrichment_status, "failed")
        self.assertEqual(len(vendor.requests), 4)

    def test_each_component_by_itself(self):
        """The tests in static/tests/unit."""
        self.browser_js(
            "/web/tests?module=llm_lead_scoring",
            code="",
            login="admin",
            error_checker=lambda message: "tests failed." in message,
        )

    def _create_opportunity(self, name, user):
        return self._create_lead(name=name, type="opportunity", user_id=user.id)

    def _get_settings(self):
        return self.env["crm.lead"]._get_llm_config(self.env.company.id)
