"""How many requests a provider gets at once, and when trouble stops them."""

import unittest

from ...calling.throttle import FIRST, MORE, PROBE, TRIP, Throttle
from ...settings import Limits


def answered(throttle, now=0.0, tokens=10):
    throttle.leave(throttle.enter(now), tokens, answered=True)


def failed(throttle, now=0.0):
    throttle.leave(throttle.enter(now), 0, answered=False)


class InFlight(unittest.TestCase):
    def test_a_vendor_not_known_yet_is_met_by_few(self):
        throttle = Throttle(Limits(in_flight=16))
        self.assertEqual(throttle.places, FIRST)

    def test_every_answer_lets_more_in_up_to_the_limit(self):
        throttle = Throttle(Limits(in_flight=FIRST + 3))
        for expected in (FIRST + MORE, FIRST + 3, FIRST + 3):
            answered(throttle)
            self.assertEqual(throttle.places, expected)

    def test_a_full_provider_is_waited_for(self):
        throttle = Throttle(Limits(in_flight=1))
        self.assertEqual(throttle.seconds_to_wait(0.0), 0)
        ticket = throttle.enter(0.0)
        self.assertIsNone(throttle.seconds_to_wait(0.0))
        throttle.leave(ticket, 5, answered=True)
        self.assertEqual(throttle.seconds_to_wait(0.0), 0)


class Trouble(unittest.TestCase):
    def test_failures_in_a_row_are_trouble_single_ones_are_not(self):
        throttle = Throttle()
        for _failure in range(TRIP - 1):
            failed(throttle)
            self.assertFalse(throttle.is_in_trouble)
        answered(throttle)
        failed(throttle)
        self.assertFalse(throttle.is_in_trouble)
        for _failure in range(TRIP - 1):
            failed(throttle)
        self.assertTrue(throttle.is_in_trouble)
        self.assertEqual(throttle.places, 1)

    def test_after_trouble_one_answer_opens_and_one_failure_closes(self):
        throttle = Throttle()
        throttle.close_down()
        self.assertEqual(throttle.places, 1)
        answered(throttle)
        self.assertEqual(throttle.places, PROBE + MORE)
        self.assertFalse(throttle.is_in_trouble)
        throttle.close_down()
        failed(throttle)
        self.assertTrue(throttle.is_in_trouble)

    def test_a_local_server_with_one_place_survives_a_single_failure(self):
        throttle = Throttle(Limits(in_flight=1))
        answered(throttle)
        failed(throttle)
        self.assertFalse(throttle.is_in_trouble)


class Minute(unittest.TestCase):
    def test_requests_a_minute(self):
        throttle = Throttle(Limits(requests_minute=2))
        for moment in (0.0, 10.0):
            self.assertEqual(throttle.seconds_to_wait(moment), 0)
            answered(throttle, moment)
        self.assertEqual(throttle.seconds_to_wait(20.0), 40.0)
        self.assertEqual(throttle.seconds_to_wait(60.0), 0)

    def test_tokens_a_minute_count_what_was_billed(self):
        throttle = Throttle(Limits(tokens_minute=1000))
        answered(throttle, 0.0, tokens=900)
        self.assertEqual(throttle.seconds_to_wait(1.0), 0)
        answered(throttle, 1.0, tokens=200)
        self.assertEqual(throttle.seconds_to_wait(2.0), 58.0)

    def test_what_other_processes_sent_counts(self):
        throttle = Throttle(Limits(requests_minute=5))
        throttle.others = (5, 0)
        self.assertGreater(throttle.seconds_to_wait(0.0), 0)
        throttle.others = (4, 0)
        self.assertEqual(throttle.seconds_to_wait(0.0), 0)
