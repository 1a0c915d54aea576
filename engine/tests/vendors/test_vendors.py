"""The rows of VENDORS: addresses, headers, and what every wire has in common."""

import json
import time
import unittest
from unittest.mock import patch

from ...calling import client
from ...settings import Endpoint
from ...values import Message, Prompt
from ...vendors import VENDORS, Dialect
from ...vendors.base import PLAIN
from ..fake_vendor import FakeVendor

SCHEMA = {"type": "object", "required": [], "properties": {}}
PROMPT = Prompt("rules", (Message("user", "lead"),), schema=SCHEMA)
NAMES = (
    "openai azure_openai anthropic google groq mistral cohere huggingface openrouter "
    "deepseek xai ollama custom"
).split()


def endpoint(vendor, **more):
    return Endpoint(1, "x", vendor, **{"model_name": "m", "api_key": "k", **more})


def body(vendor, prompt=PROMPT, dialect=PLAIN, **more):
    return VENDORS[vendor].build_body(endpoint(vendor, **more), prompt, dialect)


CHAT = "https://h.example/v1/chat/completions"
AZURE = "https://r.openai.azure.com"
OLD_AZURE = f"{AZURE}/openai/deployments/d/chat/completions?api-version=2024-10-21"
PREVIOUS_AZURE = f"{AZURE}/openai/responses?api-version=2025-04-01-preview"
GROQ = "https://p.x/openai/v1/chat/completions"
GEMINI = "models/m:generateContent"
# Vendor, what a user typed into the field, and where it is sent.
PASTED = (
    ("custom", "https://h.example", CHAT),
    ("custom", " https://h.example/ ", CHAT),
    ("custom", "https://h.example/v1", CHAT),
    ("custom", "https://h.example/v1/", CHAT),
    ("custom", "https://h.example/v1/chat/completions/", CHAT),
    ("custom", "https://h.example/v1/models", CHAT),
    ("custom", "h.example/v1", CHAT),
    ("custom", "localhost:8080", "http://localhost:8080/v1/chat/completions"),
    ("custom", "10.0.0.5:1/v1", "http://10.0.0.5:1/v1/chat/completions"),
    ("custom", "http://h/llm/v3", "http://h/llm/v3/chat/completions"),
    ("custom", "http://h/chat/completions", "http://h/chat/completions"),
    ("custom", "https://h.example/v1/responses/", "https://h.example/v1/responses"),
    ("openai", "https://h.example/responses", "https://h.example/responses"),
    ("groq", "https://p.x/openai/v1/responses", GROQ),
    ("groq", "https://p.x/openai", GROQ),
    ("deepseek", "https://h.x/v1", "https://h.x/v1/chat/completions"),
    ("azure_openai", AZURE, f"{AZURE}/openai/v1/chat/completions"),
    ("azure_openai", f"{AZURE}/openai/v1/", f"{AZURE}/openai/v1/chat/completions"),
    ("azure_openai", OLD_AZURE, OLD_AZURE),
    ("azure_openai", PREVIOUS_AZURE, PREVIOUS_AZURE),
    ("anthropic", "https://h.x", "https://h.x/v1/messages"),
    ("anthropic", "https://h.x/v1/", "https://h.x/v1/messages"),
    ("anthropic", "https://h.x/v1/messages", "https://h.x/v1/messages"),
    ("anthropic", "https://h.x/anthropic", "https://h.x/anthropic/v1/messages"),
    ("google", "https://h.x", f"https://h.x/v1/{GEMINI}"),
    ("google", "https://h.x/v1beta/", f"https://h.x/v1beta/{GEMINI}"),
    ("google", "https://h.x/v1/models/y:generateContent", f"https://h.x/v1/{GEMINI}"),
    ("cohere", "https://h.x/v2", "https://h.x/v2/chat"),
    ("cohere", "https://h.x/v2/chat", "https://h.x/v2/chat"),
    ("ollama", "host:11434", "http://host:11434/api/chat"),
    ("ollama", "http://host:11434/v1", "http://host:11434/api/chat"),
    ("ollama", "http://host:11434/api/", "http://host:11434/api/chat"),
    ("ollama", "ollama.com", "https://ollama.com/api/chat"),
)


class TestRows(unittest.TestCase):
    def test_all_types_are_there_in_order(self):
        self.assertEqual(list(VENDORS), NAMES)

    def test_a_vendor_of_a_known_format_is_one_more_row(self):
        formats = {type(vendor) for vendor in VENDORS.values()}
        self.assertEqual(len(formats), 6)
        with FakeVendor() as vendor:
            vendor.answer_with("hello")
            for format_ in formats:
                with self.subTest(format_.__name__):
                    row = format_(label="New", key_header="x-new-key", key_prefix="")
                    self.ask(row, vendor)

    def ask(self, row, vendor):
        with patch.dict(VENDORS, {"new": row}):
            asked = endpoint("new", base_url=vendor.url, allow_private=True)
            deadline = time.monotonic() + 60
            reply = client.complete(PROMPT, [asked], deadline=deadline)
        self.assertEqual(reply.value.text, "hello")
        last = vendor.requests[-1]
        self.assertEqual(last.headers["x-new-key"], "k")
        self.assertEqual((last.method, last.text), ("POST", "lead"))

    def test_every_row_suggests_its_default_model_and_where_to_get_a_key(self):
        for name, vendor in VENDORS.items():
            with self.subTest(name):
                self.assertTrue(vendor.label)
                if vendor.default_model:
                    self.assertEqual(vendor.models[0], vendor.default_model)
                if vendor.key_required:
                    self.assertTrue(vendor.key_url.startswith("https://"))

    def test_vendors_own_address_is_used_without_another(self):
        google = "https://generativelanguage.googleapis.com/v1/models"
        for name, url in (
            ("openai", "https://api.openai.com/v1/chat/completions"),
            ("anthropic", "https://api.anthropic.com/v1/messages"),
            ("google", f"{google}/m:generateContent"),
            ("groq", "https://api.groq.com/openai/v1/chat/completions"),
            ("mistral", "https://api.mistral.ai/v1/chat/completions"),
            ("cohere", "https://api.cohere.com/v2/chat"),
            ("huggingface", "https://router.huggingface.co/v1/chat/completions"),
            ("openrouter", "https://openrouter.ai/api/v1/chat/completions"),
            ("deepseek", "https://api.deepseek.com/chat/completions"),
            ("xai", "https://api.x.ai/v1/chat/completions"),
            ("ollama", "http://localhost:11434/api/chat"),
        ):
            with self.subTest(name):
                self.assertEqual(VENDORS[name].url(endpoint(name)), url)

    def test_addresses_are_understood_as_users_paste_them(self):
        for name, given, url in PASTED:
            with self.subTest(vendor=name, given=given):
                asked = endpoint(name, base_url=given)
                self.assertEqual(VENDORS[name].url(asked), url)

    def test_lists_of_models_are_where_they_are(self):
        for name, url in (
            ("openai", "https://api.openai.com/v1/models"),
            ("anthropic", "https://api.anthropic.com/v1/models?limit=1000"),
            ("cohere", "https://api.cohere.com/v1/models?endpoint=chat&page_size=1000"),
            ("ollama", "http://localhost:11434/api/tags"),
        ):
            with self.subTest(name):
                request = VENDORS[name].models_request(endpoint(name))
                self.assertEqual(request.url, url)
                self.assertIsNone(request.body)


class TestHeaders(unittest.TestCase):
    def test_key_is_in_its_header_and_nowhere_else(self):
        special = {
            "azure_openai": ("api-key", "topsecret"),
            "anthropic": ("x-api-key", "topsecret"),
            "google": ("x-goog-api-key", "topsecret"),
        }
        for name, vendor in VENDORS.items():
            with self.subTest(name):
                asked = endpoint(name, api_key=" topsecret\n", base_url="https://h.x")
                request = vendor.build_request(asked, PROMPT)
                header, value = special.get(name, ("Authorization", "Bearer topsecret"))
                self.assertEqual(request.headers[header], value)
                self.assertNotIn("topsecret", request.url + json.dumps(request.body))
                self.assertNotIn("topsecret", repr(request))

    def test_no_key_no_header(self):
        for name, vendor in VENDORS.items():
            with self.subTest(name):
                headers = vendor.headers(endpoint(name, api_key=" "))
                self.assertNotIn(vendor.key_header, headers)


class TestBodies(unittest.TestCase):
    def test_what_stays_the_same_comes_before_the_lead(self):
        for name in VENDORS:
            with self.subTest(name):
                text = json.dumps(body(name))
                self.assertLess(text.index("rules"), text.index('"lead"'))
                self.assertGreater(text.index('"lead"'), text.rindex("required"))

    def test_temperature_is_sent_only_if_set_and_taken(self):
        for name in VENDORS:
            with self.subTest(name):
                takes = name != "anthropic"
                self.assertNotIn("temperature", json.dumps(body(name)))
                sent = json.dumps(body(name, temperature=0.0))
                self.assertEqual('"temperature": 0.0' in sent, takes)
                refused = Dialect(no_temperature=True)
                sent = json.dumps(body(name, dialect=refused, temperature=0.0))
                self.assertNotIn("temperature", sent)

    def test_without_schema_free_text_is_asked_for(self):
        prompt = Prompt("rules", PROMPT.messages)
        for name in VENDORS:
            with self.subTest(name):
                text = json.dumps(body(name, prompt=prompt))
                for word in ("response_format", "output_config", "responseJson"):
                    self.assertNotIn(word, text)
                self.assertNotIn("JSON schema", text)

    def test_every_ladder_ends_with_the_schema_in_words(self):
        for name, vendor in VENDORS.items():
            with self.subTest(name):
                last = Dialect(schema_mode=len(vendor.schema_modes) - 1)
                sent = body(name, dialect=last)
                self.assertIn("follows this JSON schema", json.dumps(sent))
                self.assertIsNone(vendor.step_down(last, "schema"))
                for word in ("response_format", "output_config", "format", "mime"):
                    self.assertNotIn(word, sent)

    def test_less_thinking_is_asked_for_until_refused(self):
        for name, words in (
            ("openai", '"reasoning_effort": "none"'),
            ("anthropic", '"thinking": {"type": "disabled"}'),
            ("google", '"thinkingConfig": {"thinkingLevel": "MINIMAL"}'),
            ("groq", '"reasoning_effort": "low"'),
            ("deepseek", '"thinking": {"type": "disabled"}'),
            ("ollama", '"think": false'),
        ):
            with self.subTest(name):
                self.assertIn(words, json.dumps(body(name)))
                refused = json.dumps(body(name, dialect=Dialect(no_thinking=True)))
                self.assertNotIn(words, refused)

    def test_no_model_means_the_default_one(self):
        self.assertEqual(body("openai", model_name=" ")["model"], "gpt-6-luna")
        url = VENDORS["google"].url(endpoint("google", model_name=""))
        self.assertIn("/models/gemini-3.5-flash-lite:", url)

    def test_what_one_vendor_alone_needs(self):
        deny = {"data_collection": "deny"}
        routed = body("openrouter")
        self.assertEqual(routed["provider"], {**deny, "require_parameters": True})
        routed = body("openrouter", dialect=Dialect(schema_mode=2))
        self.assertEqual(routed["provider"], deny)
        self.assertEqual(body("deepseek")["response_format"], {"type": "json_object"})
        for name in ("mistral", "huggingface", "deepseek", "custom"):
            self.assertIn("max_tokens", body(name))
        for name in ("openai", "azure_openai", "groq", "xai"):
            self.assertIn("max_completion_tokens", body(name))

    def test_no_other_name_of_the_limit_where_there_is_none(self):
        for name in ("mistral", "deepseek"):
            other = body(name, dialect=Dialect(other_limit=True))
            self.assertEqual(other, body(name))


class TestPortability(unittest.TestCase):
    def test_roles_of_a_conversation_survive_every_wire(self):
        turns = (
            Message("user", "one"),
            Message("assistant", "two"),
            Message("user", "three"),
        )
        for name in VENDORS:
            with self.subTest(name):
                sent = body(name, prompt=Prompt("", turns))
                said = sent.get("messages") or sent["contents"]
                roles = [turn["role"] for turn in said]
                other = "model" if name == "google" else "assistant"
                self.assertEqual(roles, ["user", other, "user"])
