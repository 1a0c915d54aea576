import dataclasses

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from ...engine.settings import Settings
from ..common import LlmCase

JOB = "llm_lead_scoring.ir_cron_enrich_leads"


@tagged("post_install", "-at_install")
class TestSettings(LlmCase):
    def _config(self):
        return self.env["crm.lead"]._get_llm_config(self.env.company.id)

    def _weights(self):
        return self.env["llm.service"]._get_scoring_weights(self.env.company.id)

    def _save(self, **values):
        self.env["res.config.settings"].create(values).execute()

    def test_defaults_hold_before_anything_is_stored(self):
        self.assertEqual(self._config(), Settings())
        self.assertEqual(
            dict(self._weights()),
            {"completeness": 0.3, "clarity": 0.4, "engagement": 0.3},
        )

    def test_switching_on_is_all_that_the_job_needs_and_off_stops_it(self):
        self._save(auto_enrich_enabled=True)
        self.assertTrue(self._config().auto_enrich_enabled)
        self.assertTrue(self.env.ref(JOB).active)
        self._save(auto_enrich_enabled=False)
        self.assertFalse(self._config().auto_enrich_enabled)
        self.assertFalse(self.env.ref(JOB).active)

    def test_a_weight_of_zero_stays_zero(self):
        self._save(weight_completeness=0, weight_clarity=50, weight_engagement=50)
        self.assertEqual(self._config().weight_completeness, 0)
        shown = self.env["res.config.settings"].create({})
        self.assertEqual(shown.weight_completeness, 0)
        self.assertEqual(self._weights()["completeness"], 0)
        self.assertEqual(sum(self._weights().values()), 1)

    def test_every_toggle_switched_off_stays_off(self):
        toggles = [
            field.name
            for field in dataclasses.fields(Settings)
            if isinstance(field.default, bool)
        ]
        self._save(**dict.fromkeys(toggles, True))
        self.assertTrue(all(getattr(self._config(), name) for name in toggles))
        self._save(**dict.fromkeys(toggles, False))
        self.assertFalse(any(getattr(self._config(), name) for name in toggles))

    def test_only_zeros_and_negative_weights_are_refused(self):
        nothing = dict.fromkeys(
            ("weight_completeness", "weight_clarity", "weight_engagement"), 0
        )
        for wrong in (nothing, {"weight_clarity": -1}):
            with self.assertRaises(ValidationError):
                self.env["res.config.settings"].create(wrong)

    def test_a_stored_text_is_read_by_type(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("llm_lead_scoring.auto_enrich_enabled", "False")
        parameters.set_param("llm_lead_scoring.weight_clarity", "nonsense")
        self.assertFalse(self._config().auto_enrich_enabled)
        self.assertEqual(self._config().weight_clarity, 40)

    def test_a_change_past_the_page_is_seen_at_once(self):
        self.assertEqual(self._config().weight_clarity, 40)
        self._set(weight_clarity=10.0)
        self.assertEqual(self._config().weight_clarity, 10)

    def test_settings_can_not_be_changed_in_the_cache(self):
        with self.assertRaises(dataclasses.FrozenInstanceError):
            self._config().weight_clarity = 1
        with self.assertRaises(NotImplementedError):
            self._weights()["clarity"] = 1

    def test_a_sales_manager_reads_and_changes_them_on_a_page_of_his_own(self):
        settings = self.env["llm.settings"].with_user(self.manager)
        with Form(settings) as form:
            self.assertEqual(form.weight_clarity, 40)
            form.auto_enrich_enabled = True
            form.weight_clarity = 60
        form.record.action_save()
        self.assertTrue(self.env.ref(JOB).active)
        self.assertEqual(self._config().weight_clarity, 60)

    def test_the_page_shows_what_each_weight_comes_to(self):
        with Form(self.env["llm.settings"].with_user(self.manager)) as form:
            expected = "100: Completeness 30 %, Clarity 40 %, Engagement 30 %"
            self.assertEqual(form.weight_shares, expected)
            form.weight_fit = 100
            self.assertTrue(form.weight_shares.startswith("200: Completeness 15 %"))
            form.weight_fit = 0

    def test_each_setting_has_one_place(self):
        """On the page Rules; what is stored by code through Odoo's settings holds."""
        page = self.env["llm.settings"].get_view()["arch"]
        odoos = self.env["res.config.settings"].get_view()["arch"]
        for field in dataclasses.fields(Settings):
            named = f'name="{field.name}"'
            self.assertEqual((page.count(named), odoos.count(named)), (1, 0), named)

    def test_a_salesperson_does_not_change_them(self):
        with self.assertRaises(AccessError):
            self.env["llm.settings"].with_user(self.salesman).create({})

    def test_saving_without_a_change_stores_nothing(self):
        self._save()
        stored = [("key", "=like", "llm_lead_scoring.%")]
        self.assertFalse(self.env["ir.config_parameter"].search(stored))
