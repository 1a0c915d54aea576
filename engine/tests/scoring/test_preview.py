"""What is shown as what would be sent is what is sent, byte for byte."""

import time
import unittest
from dataclasses import replace
from urllib.parse import urlsplit

from ...calling.memory import Memory
from ...scoring.enrich import enrich, preview
from ...settings import Endpoint, Settings
from ...vendors import VENDORS
from .. import lead_reader
from ..fake_vendor import FakeVendor, fail
from .road_case import LEAD

# Texts that people found broken elsewhere: emoji of two halves, half an emoji, marks
# that turn the direction, characters that JSON escapes, a line end of another system.
ODD = '👩‍💻 \ud83d \u202ereversed\u202c \u2028 \x7f \\ " </script>\r\nWe need 40 desks.'
SETTINGS = Settings(mask_names=True)


class Preview(unittest.TestCase):
    def setUp(self):
        super().setUp()
        self.vendor = FakeVendor(lead_reader.read).start()
        self.addCleanup(self.vendor.stop)

    def _endpoint(self, vendor):
        base = f"{self.vendor.url}/v1" if vendor in ("openai", "custom") else ""
        return Endpoint(
            1,
            "Ours",
            vendor,
            "reader",
            api_key="k",
            base_url=base or self.vendor.url,
            allow_private=True,
        )

    def _send(self, facts, endpoint, memory):
        enrich(
            facts,
            SETTINGS,
            [endpoint],
            deadline=time.monotonic() + 60,
            memory=memory,
        )
        return self.vendor.requests

    def _assert_same(self, facts, endpoint, memory):
        shown = preview(facts, SETTINGS, replace(endpoint, api_key=""), memory)
        before = len(self.vendor.requests)
        sent = self._send(facts, endpoint, memory)[before]
        self.assertEqual(shown.body, sent.raw)
        parts = urlsplit(shown.url)
        query = parts.query and f"?{parts.query}"
        self.assertEqual(f"{parts.path}{query}", sent.path)
        self.assertIn(shown.prompt.messages[-1].content[-40:], sent.text)

    def test_the_bytes_are_those_that_go_out_on_every_wire(self):
        for vendor in VENDORS:
            with self.subTest(vendor):
                self._assert_same(LEAD, self._endpoint(vendor), Memory())

    def test_odd_texts_too(self):
        for text in (ODD, "𝟒𝟎 desks", "سعر ٤٠ مكتبًا", "<p>&lt;b&gt; desks</p>"):
            with self.subTest(text):
                facts = replace(LEAD, description=text)
                self._assert_same(facts, self._endpoint("custom"), Memory())

    def test_what_was_learned_of_the_model_shows(self):
        endpoint, memory = self._endpoint("openai"), Memory()
        plain = preview(LEAD, SETTINGS, endpoint, memory).body
        error = {"error": {"message": "unsupported", "param": "response_format"}}
        self.vendor.then(fail(400, body=error))
        self._send(LEAD, endpoint, memory)
        self.assertNotEqual(preview(LEAD, SETTINGS, endpoint, memory).body, plain)
        self._assert_same(LEAD, endpoint, memory)

    def test_it_is_masked_and_holds_no_key(self):
        facts = replace(LEAD, description=f"{LEAD.description}\nann@example.com, ACME")
        endpoint = replace(self._endpoint("google"), api_key="sk-very-secret")
        shown = preview(facts, SETTINGS, endpoint, Memory())
        for word in (b"ann@example.com", b"ACME", b"sk-very-secret"):
            self.assertNotIn(word, shown.body)
        self.assertNotIn("sk-very-secret", shown.url)

    def test_a_lead_that_wrote_nothing_sends_nothing(self):
        silent = replace(LEAD, description="", contacts=())
        endpoint = self._endpoint("custom")
        self.assertIsNone(preview(silent, SETTINGS, endpoint, Memory()))
        self.assertFalse(self._send(silent, endpoint, Memory()))
