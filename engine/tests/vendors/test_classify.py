"""One table: what a status and a body mean."""

import json
import unittest

from ... import errors
from ...values import HttpResponse
from ...vendors.classify import read_error
from ...vendors.error_body import refused_subject
from ...wire.redact import clean

QUOTA = "You exceeded your current quota, please check your plan and billing details."


def nested(message="", **more):
    return {"error": {"message": message, **more}}


class TestClassify(unittest.TestCase):
    def read(self, status, body, headers=None):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return read_error(HttpResponse(status, headers or {}, raw), now=0.0)

    def check(self, table):
        for status, body, kind in table:
            with self.subTest(status=status, body=body):
                self.assertIs(type(self.read(status, body)), kind)

    def test_no_credit_in_every_disguise(self):
        kind = errors.NoCredit
        spend = {"details": {"error_code": "enforced_spend_limit_reached"}}
        self.check(
            (
                (402, {}, kind),
                (402, nested("Insufficient Balance"), kind),
                (429, nested(QUOTA, code="insufficient_quota"), kind),
                (429, nested(QUOTA), kind),
                (429, nested("x", code="credit_balance_exhausted"), kind),
                (429, nested("x", code="organization_spend_limit_exceeded"), kind),
                (429, nested("x", type="rate_limit_error", **spend), kind),
                (400, nested("Your credit balance is too low to access"), kind),
                (400, nested("You have reached your specified API usage limits"), kind),
                (400, nested("Budget has been exceeded", type="budget_exceeded"), kind),
                (403, {"code": "x", "error": "used all available credits"}, kind),
                (429, {"message": "limited to 1000 API calls / month"}, kind),
            )
        )

    def test_refused_keys(self):
        reason = {"@type": "t/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}
        kind = errors.KeyRefused
        self.check(
            (
                (
                    401,
                    nested("Incorrect API key provided", code="invalid_api_key"),
                    kind,
                ),
                (401, b"<html>Unauthorized</html>", kind),
                (401, {"detail": "Unauthorized"}, kind),
                (400, nested("bad", status="INVALID_ARGUMENT", details=[reason]), kind),
                (400, {"code": "x", "error": "Incorrect API key provided: a"}, kind),
                (498, {"message": "invalid token"}, kind),
                (403, nested("Method doesn't allow unregistered callers"), kind),
            )
        )

    def test_what_is_for_the_manager_to_mend(self):
        self.check(
            (
                (403, nested("country not supported"), errors.Forbidden),
                (404, nested("model: claude-9"), errors.ModelNotFound),
                (404, b"", errors.ModelNotFound),
                (410, {"error": "gone"}, errors.ModelNotFound),
                (400, nested("x", code="model_not_found"), errors.ModelNotFound),
                (400, nested("x", code="model_not_supported"), errors.ModelNotFound),
                (400, nested("Model Not Exist"), errors.ModelNotFound),
                (400, {"message": "Invalid model: x"}, errors.ModelNotFound),
                (
                    400,
                    {"message": "The provided model identifier is invalid."},
                    errors.ModelNotFound,
                ),
                (
                    500,
                    {"error": "model requires more system memory (5 GiB) than"},
                    errors.ModelNotFound,
                ),
            )
        )

    def test_what_is_wrong_with_this_one_lead(self):
        too_long, refused = errors.PromptTooLong, errors.ContentRefused
        self.check(
            (
                (
                    413,
                    nested("Request too large", code="rate_limit_exceeded"),
                    too_long,
                ),
                (400, nested("x", code="context_length_exceeded"), too_long),
                (400, nested("x", type="exceed_context_size_error"), too_long),
                (400, nested("prompt is too long: 9 > 5, max_tokens"), too_long),
                (400, nested("The input token count exceeds the maximum"), too_long),
                (400, nested("Please reduce the length of the messages"), too_long),
                (400, nested("x", code="content_filter"), refused),
                (400, nested("x", code="content_policy_violation"), refused),
                (
                    403,
                    nested("x", metadata={"error_type": "content_policy_violation"}),
                    refused,
                ),
            )
        )

    def test_what_passes(self):
        rate, full, server = errors.RateLimited, errors.Overloaded, errors.ServerError
        self.check(
            (
                (429, nested("Rate limit reached", code="rate_limit_exceeded"), rate),
                (429, {"message": "Requests rate limit exceeded"}, rate),
                (429, {"message": "Too many tokens, please wait"}, rate),
                (429, b"null", rate),
                (429, [nested("Resource exhausted", code=429)], rate),
                (429, {"message": "Service tier capacity exceeded"}, full),
                (429, nested("x", code="slow_down"), full),
                (503, {"error": "server busy"}, full),
                (529, nested("Overloaded", type="overloaded_error"), full),
                (498, nested("flex capacity exceeded"), full),
                (500, nested("oops"), server),
                (502, b"<html>Bad gateway</html>", server),
                (520, b"<html>Cloudflare</html>", server),
                (408, nested("timeout"), server),
                (409, nested("conflict"), server),
                (424, nested("upstream"), server),
            )
        )

    def test_what_nobody_foresaw_is_a_vendor_error(self):
        self.check(
            (
                (400, nested("something else"), errors.VendorError),
                (400, nested("Invalid token in prompt: 5"), errors.VendorError),
                (418, b"\xff\xfe", errors.VendorError),
                (400, b"[" * 100_000, errors.VendorError),
                (400, [], errors.VendorError),
                (400, {"error": 5}, errors.VendorError),
                (400, {"error": {"message": {"a": 1}}}, errors.VendorError),
            )
        )

    def test_bad_json_of_a_constrained_model_is_a_bad_answer(self):
        error = self.read(400, nested("x", code="json_validate_failed"))
        self.assertIsInstance(error, errors.UnreadableAnswer)

    def test_refused_fields_are_named(self):
        detail = [{"loc": ["body", "max_completion_tokens"], "msg": "extra"}]
        for status, body, subject in (
            (400, nested("x", param="temperature", code=None), "temperature"),
            (400, nested("'temperature' does not support 0.2"), "temperature"),
            (400, nested("x", param="max_tokens"), "limit"),
            (422, {"detail": detail}, "limit"),
            (400, nested("Invalid parameter: 'response_format' of type"), "schema"),
            (400, nested("does not support response format json_schema"), "schemas"),
            (
                400,
                {"error": "'response_format.type' must be 'json_schema' or 'text'"},
                "schema",
            ),
            (400, nested("output_config.format: not supported"), "schema"),
            (400, nested("x", param="reasoning_effort"), "thinking"),
            (400, nested("thinking.type: disabled is not allowed"), "thinking"),
            (400, {"error": '"qwen" does not support thinking'}, "thinking"),
            (400, nested("Unable to set thinkingConfig"), "thinking"),
            (
                404,
                nested("No endpoints found that can handle the requested parameters"),
                "schemas",
            ),
            (400, nested("logprobs?", param="logprobs"), ""),
        ):
            with self.subTest(body):
                error = self.read(status, body)
                self.assertIsInstance(error, errors.ParameterRefused)
                self.assertEqual(refused_subject(error.param), subject)

    def test_routers_pass_on_what_the_upstream_said(self):
        raw = json.dumps(nested("'temperature' is not supported"))
        body = nested("Provider returned error", code=400, metadata={"raw": raw})
        error = self.read(400, body)
        self.assertEqual(error.detail, "'temperature' is not supported")
        self.assertEqual(error.param, "temperature")

    def test_json_wrapped_in_a_message_is_unwrapped(self):
        wrapped = nested(json.dumps(nested("Resource has been exhausted")))
        self.assertEqual(self.read(429, wrapped).detail, "Resource has been exhausted")

    def test_html_leaves_only_its_status(self):
        error = self.read(502, b"<html><title>Bad gateway</title></html>")
        self.assertEqual((error.status, error.detail), (502, "HTTP 502"))

    def test_hints_are_kept_with_what_passes_only(self):
        headers = {"retry-after": "5"}
        self.assertEqual(self.read(429, nested("x"), headers).retry_after, 5)
        self.assertIsNone(self.read(401, nested("x"), headers).retry_after)

    def test_a_quota_with_a_hint_is_a_rate_limit(self):
        detail = {"@type": "t/RetryInfo", "retryDelay": "48s"}
        error = self.read(429, nested(QUOTA, details=[detail]))
        self.assertIsInstance(error, errors.RateLimited)
        self.assertEqual(error.retry_after, 48)

    def test_a_daily_quota_is_not_over_in_seconds(self):
        violation = {"quotaId": "GenerateRequestsPerDayPerProject-FreeTier"}
        details = [{"violations": [violation]}, {"retryDelay": "8s"}]
        error = self.read(429, nested(QUOTA, details=details))
        self.assertEqual(error.retry_after, 3600)

    def test_vendors_word_on_retrying_is_kept(self):
        headers = {"x-should-retry": "false"}
        self.assertIs(self.read(500, nested("x"), headers).should_retry, False)
        self.assertIsNone(self.read(401, nested("x"), headers).should_retry)


class TestClean(unittest.TestCase):
    def test_secrets_are_masked(self):
        for text in (
            "sk-abcDEF123456",
            "sk-ant-api03-abc_def-ghi",
            "Bearer abcdefgh",
            "AIzaSyA1234567890abcdefg",
            "hf_abcdefghijkl",
            "0123456789abcdef0123456789abcdef",
            "https://api.example/v1?key=secret",
            "123e4567-e89b-12d3-a456-426614174000",
        ):
            with self.subTest(text):
                self.assertEqual(clean(f"key {text} refused"), "key *** refused")

    def test_own_key_is_masked_whatever_it_looks_like(self):
        self.assertEqual(clean("got hunter2!", "hunter2"), "got ***!")
        self.assertEqual(clean("got hunter2!", " hunter2\n"), "got ***!")

    def test_names_of_models_are_not(self):
        for name in ("claude-haiku-5-5", "openai/gpt-oss-120b", "models/gemini-3.5"):
            with self.subTest(name):
                self.assertEqual(clean(name), name)

    def test_text_is_short_and_on_one_line(self):
        self.assertEqual(clean("a\n\tb\x00\x1b[31mc\u202ed"), "a b [31mc d")
        self.assertEqual(len(clean("word " * 1000)), 300)
