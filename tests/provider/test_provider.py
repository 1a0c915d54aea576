from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ...engine.vendors import VENDORS
from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestProvider(LlmCase):
    def test_every_vendor_can_be_chosen(self):
        selection = self.env["llm.provider"]._fields["provider_type"]
        offered = [key for key, _label in selection._description_selection(self.env)]
        self.assertEqual(offered, list(VENDORS))

    def test_limits_hold(self):
        for wrong in (
            {"temperature": 2.1},
            {"temperature": -0.1},
            {"max_tokens": 99},
            {"max_tokens": 100_001},
            {"timeout": 4},
            {"timeout": 301},
        ):
            with self.assertRaises(ValidationError, msg=wrong):
                self.provider.write(wrong)
        self.provider.write({"temperature": 2, "max_tokens": 100, "timeout": 300})

    def test_a_company_has_one_default(self):
        own = {"company_id": self.env.company.id, "is_default": True}
        self._create_provider(self.vendor, **own)
        with self.assertRaises(ValidationError):
            self._create_provider(self.vendor, **own)
        other = self.env["res.company"].create({"name": "Other"})
        self._create_provider(self.vendor, company_id=other.id, is_default=True)

    def test_making_a_default_takes_it_from_the_other(self):
        first = self._create_provider(self.vendor, is_default=True)
        second = self._create_provider(self.vendor)
        second.action_make_default()
        self.assertTrue(second.is_default)
        self.assertFalse(first.is_default)

    def test_the_default_is_asked_first_then_by_sequence(self):
        self.provider.sequence = 5
        late = self._create_provider(self.vendor, name="Late", sequence=30)
        early = self._create_provider(self.vendor, name="Early", sequence=1)
        providers = self.env["llm.provider"]
        self.assertEqual(providers.get_default_provider(), early)
        late.is_default = True
        everyone = late + early + self.provider
        self.assertEqual(providers._get_candidates(self.env.company), everyone)
        everyone.active = False
        self.assertFalse(providers.get_default_provider())

    def test_shared_providers_are_found_others_companies_are_not(self):
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self._create_provider(self.vendor, company_id=other.id)
        found = self.env["llm.provider"]._get_candidates(self.env.company)
        self.assertIn(self.provider, found)
        self.assertNotIn(foreign, found)

    def test_a_key_is_stored_and_never_read_back(self):
        self.assertFalse(self.provider.api_key)
        self.assertEqual(self.provider.get_api_key(), "sk-secret-0123456789")
        self.assertEqual(self.provider.api_key_hint, "…6789")
        self.assertTrue(self.provider.api_key_date)
        for user in (self.salesman, self.manager, self.admin):
            provider = self.provider.with_user(user)
            with self.assertRaises(AccessError):
                provider.get_api_key()
            with self.assertRaises(AccessError):
                provider.get_api_headers()
        self.assertNotIn("sk-secret", str(self.provider.with_user(self.admin).read()))

    def test_a_copy_has_no_key(self):
        self.assertFalse(self.provider.copy().get_api_key())

    def test_a_key_is_cut_of_its_white_space_and_replaced(self):
        self.provider.with_user(self.manager).api_key = " sk-second-0123456789\n"
        self.assertEqual(self.provider.get_api_key(), "sk-second-0123456789")

    def test_only_an_administrator_sets_an_address(self):
        manager = self.provider.with_user(self.manager)
        manager.name = "Renamed"
        with self.assertRaises(AccessError):
            manager.api_endpoint = "http://169.254.169.254/latest"
        with self.assertRaises(AccessError):
            manager.copy()
        self.provider.with_user(self.admin).api_endpoint = self.vendor.url

    def test_the_parts_of_a_request_for_other_addons(self):
        messages = [{"role": "user", "content": "Hello"}]
        payload = self.provider.format_request_payload(messages, system_prompt="Rules")
        self.assertEqual(payload["model"], "small-model")
        self.assertEqual([m["role"] for m in payload["messages"]], ["system", "user"])
        self.assertEqual(messages, [{"role": "user", "content": "Hello"}])
        self.assertNotIn("temperature", payload)
        self.provider.temperature = 0.7
        payload = self.provider.format_request_payload(messages)
        self.assertEqual(payload["temperature"], 0.7)
        self.assertEqual(
            self.provider.get_api_url(), f"{self.vendor.url}/v1/chat/completions"
        )
        headers = self.provider.get_api_headers()
        self.assertEqual(headers["Authorization"], "Bearer sk-secret-0123456789")

    def test_every_vendor_is_told_that_the_body_is_json(self):
        for vendor in VENDORS:
            with self.subTest(vendor):
                self.provider.provider_type = vendor
                headers = self.provider.get_api_headers()
                self.assertEqual(headers["Content-Type"], "application/json")
                self.assertTrue(any("sk-secret" in text for text in headers.values()))

    def test_an_answer_is_read_or_refused_never_made_up(self):
        answer = {"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]}
        self.assertEqual(self.provider.parse_response(answer), "Hi")
        for wrong in ({}, {"choices": []}, {"error": {"message": "no"}}):
            with self.assertRaises(UserError):
                self.provider.parse_response(wrong)

    def test_usage_is_counted(self):
        self.provider.increment_usage()
        self.provider.increment_usage(success=False)
        self.assertEqual(self.provider.total_requests, 2)
        self.assertEqual(self.provider.failed_requests, 1)
        self.assertTrue(self.provider.last_used)

    def test_the_connection_test_tells_what_happened(self):
        self.vendor.answer_with("ready")
        provider = self.provider.with_user(self.manager)
        self.assertEqual(provider.action_test_connection()["params"]["type"], "success")
        self.vendor.fail_with(401)
        shown = provider.action_test_connection()["params"]
        self.assertEqual(shown["type"], "danger")
        self.assertIn("refused", shown["message"])
        with self.assertRaises(AccessError):
            self.provider.with_user(self.salesman).action_test_connection()

    def test_a_new_key_ends_the_rest_of_a_provider(self):
        self.provider.cooldown_until = "2999-01-01 00:00:00"
        self.provider.with_user(self.manager).api_key = "sk-third-0123456789"
        self.assertFalse(self.provider.cooldown_until)

    def test_a_pause_says_why_and_until_when(self):
        self.assertFalse(self.provider.pause_reason)
        self.vendor.fail_with(402)
        self.provider.action_test_connection()
        self.provider.invalidate_recordset()
        reason = self.provider.with_user(self.manager).pause_reason
        self.assertIn("no credit left", reason)
        self.assertIn("Next try:", reason)

    def test_of_two_cooldowns_the_longer_wins(self):
        now = self.env.cr.now().replace(microsecond=0)
        for minutes in (10, 1):
            until = now + timedelta(minutes=minutes)
            self.provider._extend_cooldown(self.provider.id, until)
        self.provider.invalidate_recordset()
        self.assertEqual(self.provider.cooldown_until, now + timedelta(minutes=10))

    def test_a_request_survives_its_provider(self):
        self.provider.increment_usage()
        row = self.provider.request_ids
        self.provider.unlink()
        self.assertEqual(row.provider_name, "Local")
        self.assertFalse(row.provider_id)

    def test_models_are_fetched_and_one_is_picked(self):
        provider = self.provider.with_user(self.manager)
        action = provider.action_fetch_models()
        choices = self.env[action["res_model"]].with_user(self.manager)
        choices = choices.search(action["domain"])
        self.assertEqual(choices.mapped("name"), ["large-model", "small-model"])
        choices[0].action_use()
        self.assertEqual(provider.model_name, "large-model")
        self.assertEqual(self.vendor.requests[0].method, "GET")

    def test_a_refused_key_is_told_when_models_are_fetched(self):
        self.vendor.fail_with(401)
        shown = self.provider.with_user(self.manager).action_fetch_models()["params"]
        self.assertIn("was refused", shown["message"])
        with self.assertRaises(AccessError):
            self.provider.with_user(self.salesman).action_fetch_models()

    def test_every_vendor_names_where_keys_are_issued(self):
        self.provider.provider_type = "openai"
        self.assertTrue(self.provider.key_url.startswith("https://"))
        self.provider.provider_type = "custom"
        self.assertFalse(self.provider.key_url)

    def test_the_form_shows_the_address_that_is_asked_before_it_is_saved(self):
        with Form(self.env["llm.provider"].with_user(self.admin)) as form:
            form.name = "New"
            form.provider_type = "openai"
            self.assertEqual(
                form.request_url, "https://api.openai.com/v1/chat/completions"
            )
            form.provider_type = "custom"
            self.assertFalse(form.request_url)
            form.api_endpoint = "http://localhost:8080"
            self.assertEqual(
                form.request_url, "http://localhost:8080/v1/chat/completions"
            )
            form.model_name = "small-model"
            form.api_endpoint = self.vendor.url
        self.vendor.answer_with("ready")
        form.record.action_test_connection()
        self.assertTrue(form.record.request_url.endswith(self.vendor.requests[0].path))

    def test_models_are_suggested_without_asking_the_vendor(self):
        provider = self.env["llm.provider"].new({"provider_type": "anthropic"})
        self.assertEqual(provider.suggested_models, list(VENDORS["anthropic"].models))
        self.assertFalse(self.vendor.requests)

    def test_what_is_missing_is_told_without_a_request(self):
        provider = self._create_provider(
            self.vendor, provider_type="openai", api_key=False, api_endpoint=False
        ).with_user(self.manager)
        for action in ("action_test_connection", "action_fetch_models"):
            shown = getattr(provider, action)()["params"]
            self.assertIn("There is no key yet", shown["message"])
        provider.provider_type = "custom"
        shown = provider.action_test_connection()["params"]
        self.assertIn("give a base URL", shown["message"])

    def test_a_failed_test_tells_status_vendors_words_and_what_to_try(self):
        self.vendor.fail_with(404, body={"error": {"message": "no such model here"}})
        shown = self.provider.action_test_connection()["params"]["message"]
        self.assertIn("pick another one", shown)
        self.assertIn("(HTTP 404: no such model here)", shown)
        self.provider.api_endpoint = "http://127.0.0.1:9/v1"
        shown = self.provider.action_test_connection()["params"]["message"]
        self.assertIn("Is a server running at http://127.0.0.1:9/v1?", shown)

    def test_a_provider_that_answers_a_test_is_no_longer_left_alone(self):
        self.provider.cooldown_until = "2999-01-01 00:00:00"
        self.vendor.answer_with("ready")
        self.provider.with_user(self.manager).action_test_connection()
        self.assertFalse(self.provider.cooldown_until)

    def test_parts_of_a_request_are_for_those_who_may_see_providers(self):
        provider = self.provider.with_user(self.salesman)
        for look in (
            lambda: provider.get_api_url(),
            lambda: provider.format_request_payload([]),
            lambda: provider.parse_response({}),
        ):
            with self.assertRaises(AccessError):
                look()
