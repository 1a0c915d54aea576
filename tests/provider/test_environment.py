import os
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ... import post_init_hook
from ...models.provider.import_environment import SOURCES, WANTED, ollama_address
from ..common import LlmCase

NAMES = {
    name for row in SOURCES for name in (*row.keys, *row.addresses, *row.models)
} | {WANTED}


@tagged("post_install", "-at_install")
class TestEnvironment(LlmCase):
    """Providers from the variables of the server's environment."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.dict(os.environ))
        for name in NAMES & set(os.environ):
            del os.environ[name]
        self.admins = self.env["llm.provider"].with_user(self.admin)

    def _import(self, **variables):
        os.environ.update(variables)
        return self.env["llm.provider"]._import_environment()

    def test_every_vendor_with_a_usual_variable_is_found(self):
        found = self._import(
            OPENAI_API_KEY="k1",
            ANTHROPIC_API_KEY="k2",
            GEMINI_API_KEY="k3",
            GROQ_API_KEY="k4",
            MISTRAL_API_KEY="k5",
            COHERE_API_KEY="k6",
            HF_TOKEN="k7",
            OPENROUTER_API_KEY="k8",
            DEEPSEEK_API_KEY="k9",
            XAI_API_KEY="k10",
            AZURE_OPENAI_API_KEY="k11",
            AZURE_OPENAI_ENDPOINT="https://acme.openai.azure.com",
            AZURE_OPENAI_DEPLOYMENT="scoring",
            OLLAMA_HOST="ollama:11434",
        )
        self.assertEqual(
            [(p.provider_type, p.get_api_key()) for p in found],
            [
                *(("openai", "k1"), ("anthropic", "k2"), ("google", "k3")),
                *(("groq", "k4"), ("mistral", "k5"), ("cohere", "k6")),
                *(("huggingface", "k7"), ("openrouter", "k8"), ("deepseek", "k9")),
                *(("xai", "k10"), ("azure_openai", "k11"), ("ollama", "")),
            ],
        )
        self.assertFalse(found.company_id)
        self.assertEqual(found[-2].api_endpoint, "https://acme.openai.azure.com")
        self.assertEqual(found[-2].model_name, "scoring")
        self.assertEqual(found[-1].api_endpoint, "http://ollama:11434")

    def test_the_other_names_of_a_key_count_too(self):
        found = self._import(GOOGLE_API_KEY="k1", CO_API_KEY="k2")
        self.assertEqual(found.mapped("provider_type"), ["google", "cohere"])
        self.assertEqual(found.mapped("key_source"), ["environment"] * 2)

    def test_a_key_is_referred_to_and_not_copied(self):
        provider = self._import(OPENAI_API_KEY="sk-from-outside-1234")
        self.assertEqual(provider.key_variable, "OPENAI_API_KEY")
        self.assertFalse(self.env["llm.provider.secret"]._fetch(provider))
        os.environ["OPENAI_API_KEY"] = "sk-replaced-outside-5678"
        self.assertEqual(provider.get_api_key(), "sk-replaced-outside-5678")

    def test_base_urls_are_honoured(self):
        found = self._import(
            OPENAI_API_KEY="k1",
            OPENAI_BASE_URL=f"{self.vendor.url}/v1",
            ANTHROPIC_API_KEY="k2",
            ANTHROPIC_BASE_URL=self.vendor.url,
        )
        for provider in found:
            shown = provider.action_test_connection()["params"]
            self.assertEqual(shown["type"], "success", shown)
        first, second = self.vendor.requests
        self.assertEqual(first.headers["authorization"], "Bearer k1")
        self.assertEqual(second.headers["x-api-key"], "k2")

    def test_nothing_is_imported_twice(self):
        first = self._import(OPENAI_API_KEY="k1", OLLAMA_HOST="ollama")
        self.assertEqual(len(first), 2)
        first.active = False
        self.assertFalse(self._import())
        self.assertEqual(len(self._import(GROQ_API_KEY="k2")), 1)

    def test_what_can_not_work_is_not_made(self):
        self.assertFalse(self._import(AZURE_OPENAI_API_KEY="k1"))
        self.assertFalse(self._import(OPENAI_API_KEY="  "))
        self.assertFalse(self._import(OPENAI_BASE_URL="http://localhost/v1"))
        self.assertFalse(self._import(OLLAMA_HOST="host:port"))

    def test_an_address_of_ollama_is_completed(self):
        for given, expected in (
            ("ollama", "http://ollama:11434"),
            ("ollama:8000", "http://ollama:8000"),
            (":8000", "http://localhost:8000"),
            ("0.0.0.0", "http://localhost:11434"),
            ("http://0.0.0.0:11434/", "http://localhost:11434"),
            ("https://llm.test", "https://llm.test:443"),
            ("http://llm.test", "http://llm.test:80"),
            ("[::1]:9000", "http://[::1]:9000"),
            ("", ""),
        ):
            self.assertEqual(ollama_address(given), expected, given)

    def test_installing_imports_only_where_that_is_wanted(self):
        before = self.env["llm.provider"].search_count([])
        os.environ["OPENAI_API_KEY"] = "k1"
        for answer in (None, "", "0", "false"):
            os.environ.pop(WANTED, None)
            if answer is not None:
                os.environ[WANTED] = answer
            post_init_hook(self.env)
        self.assertEqual(self.env["llm.provider"].search_count([]), before)
        os.environ[WANTED] = "1"
        post_init_hook(self.env)
        self.assertEqual(self.env["llm.provider"].search_count([]), before + 1)

    def test_an_administrator_imports_by_a_button(self):
        with self.assertRaises(UserError):
            self.admins.action_import_environment()
        os.environ["OPENAI_API_KEY"] = "k1"
        with self.assertRaises(AccessError):
            self.admins.with_user(self.manager).action_import_environment()
        shown = self.admins.action_import_environment()["params"]
        self.assertIn("OpenAI", shown["message"])
        self.assertNotIn("k1", shown["message"])
