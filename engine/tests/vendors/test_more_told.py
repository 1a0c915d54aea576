"""Errors, waiting times and answers as routers, clouds and local servers word them."""

import unittest

from ... import errors
from ...vendors import VENDORS
from ...vendors.classify import error_of
from ...vendors.error_body import refused_subject
from ...vendors.hints import read_hint
from .test_said import OBJECT, BodyCase, chat

NOW = 1_800_000_000.0


def nested(message, **more):
    return {"error": {"message": message, **more}}


class Errors(unittest.TestCase):
    def test_of_every_kind(self):
        for status, body, kind in (
            (403, nested("no access", code="model_not_found"), errors.ModelNotFound),
            (400, {"errors": [{"message": "No such model"}]}, errors.ModelNotFound),
            (400, nested("API Key not found."), errors.KeyRefused),
            (400, nested("Organization has been restricted."), errors.Forbidden),
            (400, nested("Unsupported region for this model"), errors.Forbidden),
            (451, nested("Unavailable For Legal Reasons"), errors.Forbidden),
            (400, nested("x", code="Arrearage"), errors.NoCredit),
            (400, nested("Arrearage"), errors.NoCredit),
            (400, nested("your account is in good standing."), errors.NoCredit),
            (400, nested("ContextWindowExceededError: x"), errors.PromptTooLong),
        ):
            with self.subTest(status=status, body=body):
                self.assertIs(type(error_of(status, body, {}, now=NOW)), kind)

    def test_without_json_mode_no_schema_is_enforced(self):
        error = error_of(400, nested("JSON mode is not enabled for this model"), {})
        self.assertEqual(refused_subject(error.param), "json")


class Hints(unittest.TestCase):
    def test_words_and_fields(self):
        for body, expected in (
            (nested("Retry-After: 7"), 7.0),
            (nested("retry_after=12, x"), 12.0),
            (nested("Request again after 20 seconds"), 20.0),
            (nested("retry after 2.5.1"), None),
            ({"error": {"reset_time": NOW + 50}}, 50.0),
            ({"error": {"retry_after_secs": 5}}, 5.0),
            ({"wait_seconds": 4}, 4.0),
        ):
            with self.subTest(body):
                self.assertEqual(read_hint({}, body, now=NOW), expected)


class Answers(BodyCase):
    def test_in_unusual_places(self):
        delta = {"choices": [{"delta": {"content": OBJECT}, "finish_reason": "stop"}]}
        details = [{"type": "reasoning.text", "text": OBJECT}]
        self.assert_text("custom", delta, chat("", reasoning_details=details))

    def test_a_message_of_words_is_a_failure(self):
        for vendor in ("cohere", "ollama"):
            with self.subTest(vendor), self.assertRaises(errors.ServerError):
                VENDORS[vendor].read_completion({"message": "internal server error"})


class Usage(unittest.TestCase):
    def test_what_only_the_total_tells(self):
        for vendor, body in (
            ("custom", {"usage": {"prompt_tokens": 12, "total_tokens": 15}}),
            (
                "google",
                {"usageMetadata": {"promptTokenCount": 12, "totalTokenCount": 15}},
            ),
        ):
            with self.subTest(vendor):
                usage = VENDORS[vendor].read_usage(body)
                self.assertEqual((usage.input_tokens, usage.output_tokens), (12, 3))
