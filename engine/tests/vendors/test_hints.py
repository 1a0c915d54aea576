"""How long vendors ask to be left alone: tables."""

import unittest
from email.utils import formatdate

from ...vendors import hints

NOW = 1_800_000_000.0


def limits(reset, remaining="0"):
    return {
        "x-ratelimit-remaining-requests": remaining,
        "x-ratelimit-reset-requests": reset,
    }


RESETS = (
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
)


class TestHints(unittest.TestCase):
    def hint(self, headers=None, body=None):
        return hints.read_hint(headers or {}, body, now=NOW)

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
            ({"retry-after": "1e300"}, hints.LONGEST_HINT),
            ({"retry-after": "inf"}, None),
            ({"retry-after": "Wed, 99 Foo 2026 99:99:99 GMT"}, None),
        ):
            with self.subTest(headers):
                self.assertEqual(self.hint(headers), expected)

    def test_a_date_counts_from_now(self):
        for seconds, expected in ((30, 30), (-30, 0)):
            with self.subTest(seconds):
                date = formatdate(NOW + seconds, usegmt=True)
                self.assertEqual(self.hint({"retry-after": date}), expected)

    def test_reset_of_a_used_up_limit_is_waited_for(self):
        for headers, expected in RESETS:
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


class TestShouldRetry(unittest.TestCase):
    def test_header_is_a_word(self):
        for word, expected in (
            ("true", True),
            (" False ", False),
            ("maybe", None),
            ("", None),
        ):
            with self.subTest(word):
                found = hints.read_should_retry({"x-should-retry": word})
                self.assertIs(found, expected)
