"""What one call gives, and for how long it may take."""

import time
import unittest

from ... import errors
from ...calling import client
from .. import fake_vendor
from ..deadlines import hold_deadlines
from ..fake_vendor import FakeVendor
from .client_case import PROMPT, ClientCase, World, endpoint, ok


class TestAnswer(ClientCase):
    def test_reply_holds_value_completion_and_attempt(self):
        world = World(ok("fine", input_tokens=7, output_tokens=2))
        reply = world.complete(check=lambda completion: completion.text.upper())
        self.assertEqual(reply.value, "FINE")
        self.assertEqual(reply.completion.text, "fine")
        (attempt,) = reply.attempts
        self.assertEqual((attempt.provider_id, attempt.model_name), (1, "m"))
        self.assertEqual((attempt.status, attempt.error_code), (200, ""))
        self.assertEqual((attempt.seconds, attempt.cooldown), (1.0, 0.0))
        self.assertEqual(attempt.usage.input_tokens, 7)
        self.assertEqual(attempt.request_id, "chatcmpl-1")
        self.assertIsNone(attempt.started_at.tzinfo)

    def test_nobody_to_ask_is_no_provider(self):
        with self.assertRaises(errors.NoProvider) as caught:
            client.complete(PROMPT, [], deadline=time.monotonic() + 60)
        self.assertEqual(caught.exception.attempts, ())

    def test_no_time_sends_nothing(self):
        world = World()
        self.fails(world, seconds=0.0, kind=errors.DeadlineExceeded)
        self.assertEqual(world.requests, [])

    def test_request_may_take_the_endpoints_time_or_what_is_left(self):
        for timeout, seconds, expected in ((30.0, 60.0, 30.0), (30.0, 12.0, 12.0)):
            with self.subTest(timeout=timeout, seconds=seconds):
                world = World(ok())
                world.complete(endpoint(timeout=timeout), seconds=seconds)
                self.assertEqual(world.deadlines, [expected])


class TestOverTheWire(unittest.TestCase):
    """The same with the real transport, against the fake vendor."""

    @classmethod
    def setUpClass(cls):
        cls.vendor = FakeVendor().start()
        cls.addClassCleanup(cls.vendor.stop)

    def setUp(self):
        self.vendor.reset()
        self.vendor.answer_with("fine")

    def at(self, number=1, vendor="openai", **more):
        url = self.vendor.url
        return endpoint(number, vendor, base_url=url, allow_private=True, **more)

    def complete(self, *endpoints, seconds=30.0):
        deadline = time.monotonic() + seconds
        return client.complete(PROMPT, endpoints, deadline=deadline, random=lambda: 0)

    def test_every_wire_is_spoken(self):
        for vendor in ("openai", "anthropic", "google", "cohere", "ollama", "custom"):
            with self.subTest(vendor):
                reply = self.complete(self.at(vendor=vendor))
                self.assertEqual(reply.completion.text, "fine")
                self.assertGreater(reply.completion.usage.input_tokens, 0)
                record = self.vendor.requests[-1]
                self.assertTrue(record.system.startswith("rules"))
                self.assertEqual(record.text, "lead")
                self.assertNotIn("secret-1", record.path)

    def test_models_are_listed(self):
        for vendor in ("openai", "anthropic", "google", "cohere", "ollama", "custom"):
            with self.subTest(vendor):
                found = client.list_models(
                    self.at(vendor=vendor), deadline=time.monotonic() + 60
                )
                self.assertEqual(found, ("large-model", "small-model"))

    def test_listing_models_with_a_bad_key_says_so(self):
        self.vendor.fail_with(401, body={"error": "secret-1?"})
        with self.assertRaises(errors.KeyRefused) as caught:
            client.list_models(self.at(), deadline=time.monotonic() + 60)
        self.assertEqual(caught.exception.detail, "***?")

    def test_a_key_that_no_header_can_carry_pauses_its_provider_unsent(self):
        with self.assertRaises(errors.KeyRefused) as caught:
            self.complete(self.at(api_key="\x7f"))
        (attempt,) = caught.exception.attempts
        self.assertEqual((attempt.unsent, attempt.cooldown), (True, 900.0))
        self.assertEqual(self.vendor.requests, [])
        reply = self.complete(self.at(1, api_key="\x7f"), self.at(2))
        self.assertEqual([a.unsent for a in reply.attempts], [True, False])

    def test_failures_are_retried_over_the_wire(self):
        self.vendor.fail_with(503, {"Retry-After": "0"}, times=2)
        self.assertEqual(len(self.complete(self.at()).attempts), 3)

    def test_hanging_vendor_is_left_for_the_next(self):
        self.vendor.then(fake_vendor.hang(hold_deadlines(self).come))
        reply = self.complete(self.at(1), self.at(2), seconds=60.0)
        self.assertEqual([a.error_code for a in reply.attempts], ["timed_out", ""])

    def test_a_broken_answer_is_unreadable(self):
        self.vendor.then(fake_vendor.garbage(), fake_vendor.garbage())
        with self.assertRaises(errors.UnreadableAnswer):
            self.complete(self.at())

    def test_a_page_is_a_wrong_address_and_not_asked_for_again(self):
        self.vendor.then(fake_vendor.html())
        with self.assertRaises(errors.AddressRefused) as caught:
            self.complete(self.at())
        [attempt] = caught.exception.attempts
        self.assertEqual((attempt.status, attempt.cooldown), (200, 900))

    def test_error_inside_a_200_is_that_error(self):
        self.vendor.then(fake_vendor.error_inside(402, "no credits"))
        with self.assertRaises(errors.NoCredit) as caught:
            self.complete(self.at(vendor="openrouter"))
        self.assertEqual(caught.exception.attempts[0].status, 200)
