"""Wait how long, or give up: tables."""

import time
import unittest
from email.utils import formatdate

from ... import errors
from ...calling import retry
from ...errors import LLMError

NOW = 1_800_000_000.0


def middle() -> float:
    return 0.5


class TestHints(unittest.TestCase):
    def hint(self, headers=None, body=None):
        return retry.read_hint(headers or {}, body, now=NOW)

    def test_headers_say_how_long_to_wait(self):
        for headers, expected in (
            ({}, None),
            ({"retry-after": "7"}, 7.0),
            ({"retry-after": " 7 "}, 7.0),
            ({"retry-after": "0.25"}, 0.25),
            ({"retry-after-ms": "1500"}, 1.5),
            ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
            ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
            ({"retry-after": "soon"}, None),
            ({"retry-after": ""}, None),
            ({"retry-after": "nan"}, None),
            ({"retry-after": "-5"}, 0.0),
            ({"retry-after": "1e300"}, retry.LONGEST_HINT),
            ({"retry-after": "inf"}, None),
            ({"retry-after": "Wed, 99 Foo 2026 99:99:99 GMT"}, None),
        ):
            with self.subTest(headers):
                self.assertEqual(self.hint(headers), expected)

    def test_a_date_counts_from_now(self):
        for seconds, expected in ((30, 30), (-30, 0)):
            with self.subTest(seconds):
                date = formatdate(time.time() + seconds, usegmt=True)
                self.assertAlmostEqual(
                    self.hint({"retry-after": date}), expected, delta=1.5
                )

    def test_reset_of_a_used_up_limit_is_waited_for(self):
        def limits(reset, remaining="0"):
            return {
                "x-ratelimit-remaining-requests": remaining,
                "x-ratelimit-reset-requests": reset,
            }

        for headers, expected in (
            (limits("1s"), 1.0),
            (limits("6m0s"), 360.0),
            (limits("120ms"), 0.12),
            (limits("1h2m3.5s"), 3723.5),
            (limits("12"), 12.0),
            (limits(str(int(NOW) + 40)), 40.0),
            (limits(str((int(NOW) + 40) * 1000)), 40.0),
            (limits("2027-01-15T08:00:09Z"), 9.0),
            (limits("2027-01-15T08:00:09"), 9.0),
            (limits("2020-01-15T08:00:09Z"), None),
            (limits("1s", remaining="5"), None),
            (limits("later"), None),
            (limits("0", remaining="-1"), None),
            ({"x-ratelimit-reset": str(int(NOW) + 40)}, 40.0),
            ({"x-ratelimit-reset": "40"}, None),
            (
                {
                    "anthropic-ratelimit-tokens-remaining": "0",
                    "anthropic-ratelimit-tokens-reset": "2027-01-15T08:00:05Z",
                    **limits("8s"),
                },
                8.0,
            ),
        ):
            with self.subTest(headers):
                self.assertEqual(self.hint(headers), expected)

    def test_body_says_how_long_to_wait(self):
        info = {"@type": "type.googleapis.com/google.rpc.RetryInfo"}
        for body, expected in (
            ({"error": {"details": [{**info, "retryDelay": "38.2s"}]}}, 38.2),
            ([{"error": {"details": [{**info, "retryDelay": "65205s"}]}}], 65205.0),
            ({"error": {"details": [{**info, "retryDelay": {}}]}}, None),
            ({"error": {"message": "Please try again in 3.89s."}}, 3.89),
            ({"error": {"message": "try again in 6m0.5s"}}, 360.5),
            ({"error": {"message": "Please try again later."}}, None),
            ("try again in 250ms", 0.25),
            ({"message": "Please retry after 26 seconds."}, 26.0),
            ({"message": "Try again in 1 second."}, 1.0),
            (None, None),
        ):
            with self.subTest(body):
                self.assertEqual(self.hint(body=body), expected)

    def test_header_wins_over_body(self):
        body = {"message": "try again in 20s"}
        self.assertEqual(self.hint({"retry-after": "3"}, body), 3.0)


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


class TestShouldRetry(unittest.TestCase):
    def test_header_is_a_word(self):
        for word, expected in (
            ("true", True),
            (" False ", False),
            ("maybe", None),
            ("", None),
        ):
            with self.subTest(word):
                found = retry.read_should_retry({"x-should-retry": word})
                self.assertIs(found, expected)


def all_errors(kind):
    yield kind
    for child in kind.__subclasses__():
        yield from all_errors(child)
