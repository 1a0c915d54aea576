from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import LlmCase

KEY = "sk-new-0123456789"


@tagged("post_install", "-at_install")
class TestSetup(LlmCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].search([]).active = False

    def setUp(self):
        super().setUp()
        self.steps = self.env["llm.setup"].with_user(self.manager)

    def test_first_there_is_nothing_but_vendors_to_choose_from(self):
        self.provider.unlink()
        self._create_lead()
        steps = self.steps.get_steps()
        found = steps["provider"], steps["lead"], steps["leads"]
        self.assertEqual(found, (None, None, []))
        by_type = {vendor["type"]: vendor for vendor in steps["vendors"]}
        self.assertEqual(by_type["openai"]["label"], "OpenAI")
        self.assertTrue(by_type["custom"]["needs_url"])
        self.assertFalse(by_type["ollama"]["needs_key"])
        self.assertFalse(steps["may_set_url"])

    def test_a_key_makes_a_provider_with_its_prices(self):
        self.provider.unlink()
        steps = self.steps.add_provider("openai", "gpt-6-luna", KEY)
        provider = self.env["llm.provider"].browse(steps["provider"]["id"])
        self.assertEqual(provider.sudo().get_api_key(), KEY)
        self.assertEqual((provider.name, provider.input_price), ("OpenAI", 0.10))
        self.assertFalse(steps["provider"]["answered"])
        self.assertNotIn(KEY, str(steps))

    def test_an_address_is_needed_and_only_for_administrators(self):
        for vendor in ("custom", "nonsense"):
            with self.assertRaises(ValidationError):
                self.steps.add_provider(vendor, "m", KEY)
        url = f"{self.vendor.url}/v1"
        with self.assertRaises(AccessError):
            self.steps.add_provider("custom", "m", KEY, url)
        admin = self.steps.with_user(self.admin)
        self.assertTrue(admin.get_steps()["may_set_url"])
        admin.add_provider("custom", "m", KEY, f" {url} ")
        self.assertTrue(self.env["llm.provider"].search([("api_endpoint", "=", url)]))

    def test_what_was_done_is_ticked(self):
        lead = self._create_lead()
        silent = self._create_lead(description="<p><br></p>")
        refused = self._create_lead(ai_never_send=True)
        steps = self.steps.get_steps()
        offered = [found["id"] for found in steps["leads"]]
        self.assertEqual(offered, [lead.id])
        self.assertNotIn(silent.id, offered)
        self.assertNotIn(refused.id, offered)
        self.assertFalse(steps["provider"]["answered"])
        self.provider.with_user(self.manager).action_test_connection()
        self.assertTrue(self.steps.get_steps()["provider"]["answered"])
        lead.with_user(self.manager).action_enrich_with_ai()
        found = self.steps.get_steps()["lead"]
        self.assertEqual(found["id"], lead.id)
        self.assertEqual(found["score"], round(lead.ai_probability_score))

    def test_who_wrote_most_is_offered_first(self):
        short = self._create_lead(description="<p>A quote, please.</p>")
        long = self._create_lead(description="<p>We need 24 desks by May. A quote?</p>")
        shorter = self._create_lead(description="<p>A quote?</p>")
        offered = [found["id"] for found in self.steps.get_steps()["leads"]]
        self.assertEqual(offered[:3], [long.id, short.id, shorter.id])

    def test_the_menu_leads_to_the_first_steps_until_there_is_a_provider(self):
        self.assertEqual(self._open_menu()["res_model"], "llm.provider")
        self.provider.active = False
        self.assertEqual(self._open_menu()["res_model"], "llm.provider")
        self.provider.unlink()
        self.assertEqual(self._open_menu()["tag"], "llm_lead_scoring.setup")

    def test_the_settings_lead_where_the_menu_leads(self):
        views = self.env["res.config.settings"].with_user(self.admin)
        page = etree.fromstring(views.get_view(view_type="form")["arch"])
        [button] = page.xpath("//setting[@id='llm_providers']//button")
        menu = self.env.ref("llm_lead_scoring.menu_llm_provider")
        self.assertEqual(int(button.get("name")), menu.action.id)

    def _open_menu(self):
        menu = self.env.ref("llm_lead_scoring.menu_llm_provider")
        return menu.action.with_user(self.manager).run()

    def test_nobody_is_told_that_he_did_something_invalid(self):
        """The browser titles an error by its class: this one has its own title."""
        self.provider.unlink()
        lead = self._create_lead()
        with self.assertRaises(UserError) as caught:
            lead.with_user(self.salesman).action_enrich_with_ai()
        self.assertIn("is not set up yet", str(caught.exception))
        self.assertIn(self.manager.name, str(caught.exception))
        kind = type(caught.exception)
        self.assertEqual(
            f"{kind.__module__}.{kind.__name__}",
            "odoo.addons.llm_lead_scoring.models.lead.ask.NotSetUp",
        )
        panel = lead.with_user(self.manager).action_score_with_ai()
        action = self.env.ref(panel["mend"]["action"])
        self.assertEqual(action.tag, "llm_lead_scoring.setup")
