"""Wait how long, or give up: tables."""

import unittest

from ... import errors
from ...calling import retry
from ...errors import LLMError


def middle() -> float:
    return 0.5


class TestWaiting(unittest.TestCase):
    def wait(self, error, retries=0, remaining=60.0, random=middle):
        return retry.wait_before_retry(
            error, retries, remaining=remaining, random=random
        )

    def test_only_what_may_pass_is_repeated(self):
        for kind in all_errors(LLMError):
            was_sent = issubclass(kind, (errors.TransportError, errors.VendorError))
            with self.subTest(kind.__name__):
                expected = kind.retryable and was_sent
                self.assertEqual(self.wait(kind()) is not None, expected)

    def test_what_may_have_been_paid_is_not_sent_again(self):
        for kind in (errors.TimedOut, errors.Unreachable):
            error = kind()
            error.sent = True
            with self.subTest(kind.__name__):
                self.assertIsNone(self.wait(error))

    def test_vendors_word_overrules_the_status(self):
        refused, invited = errors.RateLimited(), errors.VendorError()
        refused.should_retry, invited.should_retry = False, True
        self.assertIsNone(self.wait(refused))
        self.assertIsNotNone(self.wait(invited))

    def test_two_retries_at_most(self):
        waits = [self.wait(errors.ServerError(), retries) for retries in range(4)]
        self.assertEqual(waits, [0.25, 0.5, None, None])

    def test_backoff_is_full_jitter_with_a_cap(self):
        for retries, random, expected in (
            (0, 0.0, 0.0),
            (0, 1.0, 0.5),
            (3, 1.0, 4.0),
            (9, 1.0, 8.0),
            (9, 0.25, 2.0),
        ):
            with self.subTest(retries=retries, random=random):
                wait = retry.backoff(retries, random=lambda r=random: r)
                self.assertEqual(wait, expected)

    def test_hint_is_waited_in_full_or_not_at_all(self):
        for hint, remaining, expected in (
            (3.0, 60.0, 3.0),
            (10.0, 60.0, 10.0),
            (10.1, 60.0, None),
            (3600.0, 7200.0, None),
            (3.0, 3.5, None),
            (0.0, 60.0, 0.0),
        ):
            with self.subTest(hint=hint, remaining=remaining):
                error = errors.RateLimited(retry_after=hint)
                wait = self.wait(error, remaining=remaining, random=lambda: 0.0)
                self.assertEqual(wait, expected)

    def test_jitter_never_comes_before_the_hint(self):
        wait = self.wait(errors.RateLimited(retry_after=4.0), random=lambda: 1.0)
        self.assertAlmostEqual(wait, 4.4)

    def test_nothing_is_repeated_in_the_last_moments(self):
        self.assertIsNone(self.wait(errors.ServerError(), remaining=1.0))
        self.assertIsNone(self.wait(errors.ServerError(), remaining=-5.0))


class TestCooldowns(unittest.TestCase):
    def test_every_pausing_error_has_a_cooldown_and_no_other(self):
        for kind in all_errors(LLMError):
            with self.subTest(kind.__name__):
                self.assertEqual(retry.cooldown(kind()) > 0, kind.pauses_provider)

    def test_vendors_hint_is_the_cooldown(self):
        self.assertEqual(retry.cooldown(errors.RateLimited(retry_after=120)), 120)
        self.assertEqual(retry.cooldown(errors.RateLimited(retry_after=0)), 1)


def all_errors(kind):
    yield kind
    for child in kind.__subclasses__():
        yield from all_errors(child)
