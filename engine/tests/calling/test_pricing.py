"""What requests cost, and that a call never spends more than it was given."""

import json
import time
import unittest
from dataclasses import replace
from datetime import datetime

from ...calling import client, pricing
from ...errors import EmptyAnswer, OverBudget
from ...settings import Endpoint, Prices
from ...values import Attempt, Message, Prompt, TokenUsage
from ..fake_server import Step
from ..fake_vendor import FakeVendor, answer

PRICES = Prices(input=1.0, cached=0.1, output=5.0)


class Cost(unittest.TestCase):
    def test_by_kind_of_token(self):
        for usage, expected in (
            (TokenUsage(), 0),
            (TokenUsage(input_tokens=1_000_000), 1.0),
            (TokenUsage(output_tokens=1_000_000, reasoning_tokens=900_000), 5.0),
            (TokenUsage(input_tokens=1_000_000, cached_tokens=1_000_000), 0.1),
            (
                TokenUsage(input_tokens=1000, cached_tokens=500, output_tokens=100),
                1.05e-3,
            ),
            (TokenUsage(input_tokens=1_000_000, written_tokens=400_000), 1.1),
            (TokenUsage(1_000_000, 800_000, written_tokens=400_000), 0.33),
        ):
            with self.subTest(usage=usage):
                self.assertAlmostEqual(pricing.cost(usage, PRICES), expected)

    def test_cached_tokens_without_a_price_cost_what_others_do(self):
        usage = TokenUsage(input_tokens=1_000_000, cached_tokens=400_000)
        self.assertAlmostEqual(pricing.cost(usage, Prices(2.0, 0.0, 0.0)), 2.0)

    def test_a_request_never_costs_more_than_its_ceiling(self):
        endpoint = Endpoint(1, "a", "custom", "m", prices=PRICES)
        body = {"messages": [{"role": "user", "content": "ありがとう 😀" * 10}]}
        size = len(json.dumps(body, ensure_ascii=False).encode())
        usage = TokenUsage(input_tokens=size, output_tokens=50)
        self.assertGreaterEqual(
            pricing.ceiling(body, 50, endpoint), pricing.cost(usage, PRICES)
        )


class AnswersWithoutUsage(unittest.TestCase):
    def test_what_is_not_told_is_guessed_from_the_length(self):
        body = {"messages": [{"role": "user", "content": "x" * 2970}]}
        for usage, tokens in (
            (TokenUsage(), (1006, 10)),
            (TokenUsage(input_tokens=7), (7, 10)),
            (TokenUsage(output_tokens=7), (1006, 7)),
            (TokenUsage(5, 0, 6), (5, 6)),
        ):
            with self.subTest(usage):
                found = pricing.with_guesses(usage, body, "x" * 30)
                self.assertEqual((found.input_tokens, found.output_tokens), tokens)

    def test_no_guess_is_above_the_ceiling(self):
        endpoint = Endpoint(1, "a", "custom", "m", prices=PRICES)
        for words in ("plain", "ありがとう", "😀", "\ud800"):
            body = {"messages": [{"role": "user", "content": words * 50}]}
            usage = pricing.with_guesses(TokenUsage(output_tokens=9), body, "")
            with self.subTest(words):
                self.assertLessEqual(
                    pricing.cost(usage, PRICES), pricing.ceiling(body, 9, endpoint)
                )


class Settled(unittest.TestCase):
    def attempt(self, cost, error_code=""):
        now = datetime(2026, 1, 1)  # noqa: DTZ001 - naive UTC, as everywhere
        return Attempt(1, "m", now, 1.0, error_code=error_code, cost=cost)

    def test_what_was_paid_counts(self):
        attempts = [self.attempt(0.25), self.attempt(0.0, "server_error")]
        self.assertEqual(pricing.settled(attempts, 2.0), 0.25)
        self.assertEqual(pricing.settled([], 2.0), 0)

    def test_all_that_was_held_counts_where_nobody_knows(self):
        attempts = [self.attempt(0.0, "timed_out"), self.attempt(0.25)]
        self.assertEqual(pricing.settled(attempts, 2.0), 2.0)
        broken = replace(self.attempt(0.0, "unreachable"), perhaps_billed=True)
        self.assertEqual(pricing.settled([broken], 2.0), 2.0)
        refused = self.attempt(0.0, "unreachable")
        self.assertEqual(pricing.settled([refused], 2.0), 0)


class Allowance(unittest.TestCase):
    def complete(self, vendor, allowance, max_tokens=100):
        endpoint = Endpoint(
            1,
            "a",
            "custom",
            "m",
            base_url=f"{vendor.url}/v1",
            allow_private=True,
            prices=PRICES,
            max_tokens=max_tokens,
        )
        prompt = Prompt("", (Message("user", "Say hello"),))
        return client.complete(
            prompt, [endpoint], deadline=time.monotonic() + 60, allowance=allowance
        )

    def test_what_could_cost_more_is_not_sent(self):
        with FakeVendor() as vendor:
            with self.assertRaises(OverBudget):
                self.complete(vendor, allowance=0.0004)
            self.assertFalse(vendor.requests)

    def test_what_fits_is_sent_and_priced(self):
        with FakeVendor() as vendor:
            vendor.then(answer("hello"))
            reply = self.complete(vendor, allowance=0.01)
        [attempt] = reply.attempts
        self.assertEqual(attempt.cost, pricing.cost(attempt.usage, PRICES))
        self.assertGreater(attempt.cost, 0)

    def test_an_answer_costs_though_its_vendor_tells_no_usage(self):
        for text, kind in (("hello", None), ("", EmptyAnswer)):
            said = {"choices": [{"message": {"content": text}}]}
            with self.subTest(text), FakeVendor() as vendor:
                vendor.then(Step(body=said), Step(body=said))
                try:
                    attempts = self.complete(vendor, allowance=0.01).attempts
                except EmptyAnswer as error:
                    self.assertIs(kind, EmptyAnswer)
                    attempts = error.attempts
                for attempt in attempts:
                    self.assertGreater(attempt.cost, 0)
