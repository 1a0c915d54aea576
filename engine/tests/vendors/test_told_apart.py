"""What is true of a whole provider, of one lead, or of a moment."""

import unittest

from ... import errors
from ...vendors.classify import DAILY_QUOTA_WAIT, error_of
from ...vendors.error_body import refused_subject
from ...vendors.hints import LONGEST_HINT, read_hint

NOW = 1_800_000_000.0


def nested(message, **more):
    return {"error": {"message": message, **more}}


class ToldApart(unittest.TestCase):
    def check(self, kind, *rows):
        for status, body in rows:
            with self.subTest(status=status, body=body):
                self.assertIs(type(error_of(status, body, {}, now=NOW)), kind)

    def test_the_place_or_the_account_is_forbidden_whatever_the_status(self):
        self.check(
            errors.Forbidden,
            (400, nested("User location is not supported for the API use.")),
            (400, nested("This service is not available in your region")),
            (400, nested("This organization has been disabled.")),
            (400, nested("Your account has been suspended")),
            (400, nested("The model `x` requires terms acceptance.")),
            (403, nested("no")),
        )

    def test_a_model_that_is_gone_or_cannot_be_loaded_fails_every_lead(self):
        self.check(
            errors.ModelNotFound,
            (400, nested("The model `x` has been decommissioned", code="y")),
            (400, nested("x", code="model_decommissioned")),
            (400, nested("The model x is deprecated and no longer available.")),
            (400, nested("Model y was retired on 2026-01-05")),
            (400, {"error": 'Failed to load model "x". Error loading model.'}),
            (500, {"error": "unable to load model: /models/x"}),
            (400, nested("No models loaded. Please load a model")),
            (400, {"error": '"x-embed" does not support chat'}),
            (400, nested("Bad request: the model `x` was shut down")),
            (400, nested("The model 'x/y-2.5' is not supported by provider z")),
            (400, nested("models/x-1.5-pro is no longer available to new users")),
        )

    def test_what_a_model_calls_deprecated_is_a_field(self):
        for message, subject in (
            ("`temperature` is deprecated for this model.", "temperature"),
            ("'max_tokens' is not supported with this model.", "limit"),
            ('"x" does not support thinking', "thinking"),
            ("Not with this model. The field temperature is deprecated", "temperature"),
            ("response_format is not supported by this model", "schema"),
        ):
            with self.subTest(message):
                found = error_of(400, nested(message), {}, now=NOW)
                self.assertIs(type(found), errors.ParameterRefused)
                self.assertEqual(refused_subject(found.param), subject)

    def test_a_grammar_that_fails_is_left_out(self):
        for status, message in (
            (400, "Failed to initialize samplers: failed to parse grammar"),
            (400, "Either json_schema or grammar can be specified"),
            (500, "invalid JSON schema in format"),
            (500, "Unexpected empty grammar stack after accepting piece"),
            (422, "guided_json is not supported by this backend"),
        ):
            with self.subTest(message):
                found = error_of(status, {"error": message}, {}, now=NOW)
                self.assertIs(type(found), errors.ParameterRefused)
                self.assertEqual(refused_subject(found.param), "schema")

    def test_a_failing_server_that_names_a_format_is_still_one(self):
        self.check(
            errors.ServerError,
            (500, nested("image: unknown format")),
            (500, nested("model runner has unexpectedly stopped")),
            (500, nested("the output does not match the expected format")),
        )

    def test_no_credit_is_said_with_any_status(self):
        self.check(
            errors.NoCredit,
            (403, {"code": "INSUFFICIENT_BALANCE", "message": "x"}),
            (403, nested("Insufficient account balance")),
            (500, nested("insufficient balance (1008)")),
            (401, {"message": "Inactive subscription or usage limit reached"}),
            (429, nested("suspended due to insufficient balance, please recharge")),
            (429, {"message": "Limited.", "detail": "429: Insufficient balance"}),
            (400, nested('litellm: b\'{"message":"reached your API usage limits"}\'')),
            (500, nested("upstream said: insufficient_quota")),
            (400, nested("Budget has been exceeded! Current cost: 5")),
        )

    def test_a_quota_that_fills_up_again_is_a_limit_and_no_lack_of_credit(self):
        self.check(
            errors.RateLimited,
            (
                429,
                nested(
                    "You exceeded your current quota, please check your plan and "
                    "billing details. Please retry in 38.2s."
                ),
            ),
            (429, {"error": "INSUFFICIENT QUOTA", "message": "Too many at once."}),
            (429, nested("free-models-per-day. Add 10 credits to unlock 1000")),
            (429, {"error": "you have reached your hourly usage limit"}),
        )

    def test_a_day_that_is_used_up_is_waited_for_in_hours(self):
        for message, wait in (
            ("Rate limit exceeded: free-models-per-day", DAILY_QUOTA_WAIT),
            ("used up the daily allocation", DAILY_QUOTA_WAIT),
            ("tokens per day (TPD). Please try again in 11m31s", 691.0),
            ("requests per minute", None),
        ):
            with self.subTest(message):
                found = error_of(429, nested(message), {}, now=NOW)
                self.assertEqual(found.retry_after, wait)

    def test_words_that_a_filter_says(self):
        self.check(
            errors.ContentRefused,
            (400, nested("Content Exists Risk")),
            (400, nested("x", code="data_inspection_failed")),
            (400, nested("Output blocked by content filtering policy")),
            (422, nested("Input data may contain inappropriate content.")),
            (400, nested("The user prompt was blocked due to safety")),
        )

    def test_too_much_for_a_minute_never_fits(self):
        self.check(
            errors.PromptTooLong,
            (
                429,
                nested(
                    "Request too large for x on tokens per min: Limit 3, Requested 4",
                    code="rate_limit_exceeded",
                ),
            ),
            (400, nested("Input exceeds the model's maximum number of tokens")),
        )

    def test_what_a_router_passes_on_counts(self):
        raw = '{"error": {"code": "context_length_exceeded", "message": "x"}}'
        for upstream in (raw, {"error": {"code": "context_length_exceeded"}}):
            body = nested("Provider returned error", metadata={"raw": upstream})
            self.check(errors.PromptTooLong, (400, body))


class HintsInOtherPlaces(unittest.TestCase):
    def check(self, *rows, headers=False):
        for told, expected in rows:
            with self.subTest(told):
                hint = (
                    read_hint(told, None, now=NOW)
                    if headers
                    else read_hint({}, told, now=NOW)
                )
                self.assertEqual(hint, expected)

    def test_in_words(self):
        self.check(
            (nested("Please retry in 38.214s."), 38.214),
            (nested("Please try again in 20 minutes."), 1200.0),
            (nested("Try again in 1 minute 30 seconds"), 90.0),
            (nested("Try again in 1 hour and 5 minutes"), 3900.0),
            (nested("Please wait 20 seconds and try again"), 20.0),
            (nested("Please retry your request after 7 secs"), 7.0),
            (nested("The limit resets in 2h"), 7200.0),
            (nested("try again in 250ms"), 0.25),
            (nested("Limit resets at: 2027-01-15 08:00:42 UTC"), 42.0),
            (nested("Limit resets at: 2020-01-15 08:00:42 UTC"), None),
            (nested("Please try again later. 5 minutes are free"), None),
            (nested("We waited 60s for it"), None),
            (nested("try again in a moment"), None),
        )

    def test_in_fields(self):
        self.check(
            (nested("x", metadata={"retry_after_seconds": 22}), 22.0),
            (nested("x", retryAfter="30s"), 30.0),
            (nested("x", retry_after_ms=1500), 1.5),
            ({"error": "loading", "estimated_time": 20.5}, 20.5),
            (nested("x", resets_at=NOW + 60), 60.0),
            (nested("x", resets_in_seconds=9), 9.0),
            (nested("x", retry_after=None), None),
            (nested("x", retry_after=True), None),
        )

    def test_in_headers_that_a_router_passes_on_in_the_body(self):
        def passed_on(**headers):
            return nested("x", metadata={"headers": headers})

        used_up = {"X-RateLimit-Remaining": "0"}
        reset = str(int(NOW + 36_000) * 1000)
        self.check(
            (passed_on(**used_up, **{"X-RateLimit-Reset": reset}), 36_000.0),
            (passed_on(**{"Retry-After": "12"}), 12.0),
            (passed_on(**{"X-RateLimit-Remaining": "3"}), None),
            (nested("x", metadata={"headers": "none"}), None),
        )

    def test_with_a_unit_or_as_a_moment(self):
        self.check(
            ({"retry-after": "30s"}, 30.0),
            ({"retry-after": "2 minutes"}, 120.0),
            ({"retry-after": str(int(NOW) + 30)}, 30.0),
            ({"retry-after": str(int(NOW) - 30)}, 0.0),
            ({"retry-after": "2027-01-15T08:00:09Z"}, 9.0),
            ({"retry-after": "9999999"}, LONGEST_HINT),
            headers=True,
        )
