"""Where no source proves what a vendor does: each way that it may be is understood."""

import json
import unittest
from itertools import product

from ... import errors
from ...scoring.prompt import schema
from ...settings import CRITERIA, Endpoint
from ...values import HttpResponse, Message, Prompt
from ...vendors import VENDORS, Dialect
from ...vendors.classify import read_error
from ...vendors.error_body import refused_subject

# What a strict mode may allow is nowhere listed in full; this much all of them take.
COMMON_KEYWORDS = {
    "type",
    "enum",
    "description",
    "items",
    "properties",
    "required",
    "additionalProperties",
}
# Refused by some, and which ones do is not known for all.
NEVER_SENT = ("stop", "n", "top_p", "presence_penalty", "frequency_penalty", "seed")
PROMPT = Prompt("rules", (Message("user", "lead"),), schema=schema(CRITERIA))

NoCredit, KeyRefused = errors.NoCredit, errors.KeyRefused
Refused, TooLong = errors.ContentRefused, errors.PromptTooLong
Unknown, BadJson = errors.ModelNotFound, errors.UnreadableAnswer
Rate, Server = errors.RateLimited, errors.ServerError


def nested(message, **more):
    return {"error": {"message": message, **more}}


def xai(message):
    return {"code": "Client specified an invalid argument", "error": message}


FILTERED = {"hate": {"filtered": True, "severity": "high"}}
AZURE_FILTER = {
    "code": "ResponsibleAIPolicyViolation",
    "content_filter_result": FILTERED,
}
LITELLM = "litellm.UnsupportedParamsError: m does not support parameters: "
VLLM = {"object": "error", "type": "BadRequestError", "param": None, "code": 400}
LENGTH = "This model's maximum context length is 4096 tokens."
NO_KEY = "Incorrect API key provided: a***z."
NO_MONEY = "Your team has either used all available credits or reached its limit."
GEMINI_LENGTH = "The input token count (9) exceeds the maximum number of tokens (5)."
SAFETY = "Content violates usage guidelines. Failed check: SAFETY_CHECK"

# vendor, status, body, what it is
ANSWERS = (
    ("openai", 401, nested("x", code="invalid_api_key"), KeyRefused),
    ("openai", 401, nested(NO_KEY), KeyRefused),
    ("openai", 400, nested(LENGTH, code="context_length_exceeded"), TooLong),
    ("openai", 400, nested(LENGTH), TooLong),
    ("openai", 400, nested("x", code="context_length_exceeded"), TooLong),
    ("openai", 429, nested("Flex is busy", code="resource_unavailable"), Rate),
    ("openai", 400, nested("x", code="invalid_prompt"), Refused),
    ("openai", 400, nested("Your prompt was flagged by our policy"), Refused),
    (
        "azure",
        400,
        nested("x", code="content_filter", innererror=AZURE_FILTER),
        Refused,
    ),
    ("azure", 400, nested("x", code=None, innererror=AZURE_FILTER), Refused),
    (
        "azure",
        400,
        nested("The prompt triggers our content management policy"),
        Refused,
    ),
    ("azure", 401, nested("Access denied", code="401"), KeyRefused),
    ("azure", 401, {"statusCode": 401, "message": "Access denied"}, KeyRefused),
    ("azure", 404, nested("x", code="DeploymentNotFound"), Unknown),
    ("azure", 404, {"statusCode": 404, "message": "Resource not found"}, Unknown),
    ("azure", 429, nested("Too many calls", code="429"), Rate),
    ("azure", 429, {"statusCode": 429, "message": "Rate limit is exceeded"}, Rate),
    ("azure", 429, nested("x", type="insufficient_quota"), NoCredit),
    ("anthropic", 400, nested("Your credit balance is too low"), NoCredit),
    ("anthropic", 402, nested("Your credit balance is too low"), NoCredit),
    ("anthropic", 403, nested("Your credit balance is too low"), NoCredit),
    ("gemini", 400, nested(GEMINI_LENGTH, status="INVALID_ARGUMENT"), TooLong),
    ("gemini", 400, nested("Request payload size exceeds the limit"), TooLong),
    ("gemini", 402, nested("x", status="FAILED_PRECONDITION"), NoCredit),
    ("gemini", 429, nested("Your prepaid credits are depleted."), NoCredit),
    ("groq", 400, nested("x", code="json_validate_failed"), BadJson),
    ("groq", 400, nested("Failed to generate JSON.", failed_generation=""), BadJson),
    ("groq", 400, nested("Generated JSON does not match the schema."), BadJson),
    ("groq", 413, nested("Request Entity Too Large"), TooLong),
    ("groq", 498, nested("Flex tier capacity exceeded"), errors.Overloaded),
    ("groq", 499, nested("Request cancelled"), Server),
    ("mistral", 402, {"message": "Workspace limit"}, NoCredit),
    ("mistral", 429, {"message": "Monthly usage limit reached"}, NoCredit),
    ("mistral", 429, {"message": "The workspace limit is reached"}, NoCredit),
    ("mistral", 404, {"message": "no such model"}, Unknown),
    ("mistral", 400, {"message": "x", "type": "invalid_model"}, Unknown),
    ("huggingface", 402, {"error": "Pre-paid credits required"}, NoCredit),
    (
        "huggingface",
        403,
        {"error": "You have exceeded your monthly included credits"},
        NoCredit,
    ),
    ("huggingface", 400, nested("x", code="model_not_supported"), Unknown),
    (
        "huggingface",
        400,
        nested("The requested model 'm' is not supported by any provider"),
        Unknown,
    ),
    ("openrouter", 403, nested("Your input was flagged", code=403), Refused),
    ("openrouter", 403, nested("Your account was flagged"), errors.Forbidden),
    ("xai", 400, xai(NO_KEY), KeyRefused),
    ("xai", 401, {"error": NO_KEY}, KeyRefused),
    ("xai", 400, nested(NO_KEY), KeyRefused),
    ("xai", 400, {"error": "No API key was sent"}, KeyRefused),
    ("xai", 403, xai(NO_MONEY), NoCredit),
    ("xai", 429, {"error": NO_MONEY}, NoCredit),
    ("xai", 403, xai("Your new team doesn't have any credits yet."), NoCredit),
    ("xai", 404, xai("The model m does not exist"), Unknown),
    ("xai", 400, {"error": "Model not found: m"}, Unknown),
    ("xai", 400, nested("Model not found: m"), Unknown),
    ("xai", 403, xai(SAFETY), Refused),
    ("vllm", 400, {**VLLM, "message": LENGTH}, TooLong),
    ("vllm", 400, {"error": {**VLLM, "message": LENGTH}}, TooLong),
    ("llama.cpp", 503, nested("Loading model", code=503), errors.Overloaded),
)

# vendor, status, body, which part of the request is left out
FIELDS = (
    ("openai", 400, nested("x", param="temperature"), "temperature"),
    (
        "openai",
        400,
        nested("x", param="temperature", code="unsupported_value"),
        "temperature",
    ),
    (
        "openai",
        400,
        nested("x", param="temperature", code="unsupported_parameter"),
        "temperature",
    ),
    ("gemini", 400, nested("Thinking level is not supported for m."), "thinking"),
    ("gemini", 400, nested("Thinking budget is not supported for m."), "thinking"),
    ("gemini", 400, nested('Unknown name "responseJsonSchema"'), "schema"),
    ("xai", 400, xai("Argument not supported on m: reasoningEffort"), "thinking"),
    ("xai", 400, xai("m does not support parameter reasoningEffort."), "thinking"),
    ("lm studio", 400, {"error": "'response_format.type' must be 'text'"}, "schema"),
    ("litellm", 400, nested(LITELLM + "['temperature']"), "temperature"),
    ("litellm", 400, nested(LITELLM + "['response_format']"), "json"),
    ("deepseek", 400, nested("This response_format type is unavailable"), "schemas"),
    ("vllm", 400, {**VLLM, "message": "guided json_schema failed"}, "schema"),
    ("anthropic", 400, nested("output_format: Extra inputs"), "schema"),
)


class TestUnconfirmed(unittest.TestCase):
    def test_every_shape_that_an_error_may_have(self):
        for vendor, status, body, kind in ANSWERS:
            with self.subTest(vendor=vendor, status=status, body=body):
                self.assertIs(type(read(status, body)), kind)

    def test_every_way_to_refuse_a_field(self):
        for vendor, status, body, subject in FIELDS:
            with self.subTest(vendor=vendor, body=body):
                error = read(status, body)
                self.assertIs(type(error), errors.ParameterRefused)
                self.assertEqual(refused_subject(error.param), subject)

    def test_one_lead_cannot_pause_a_provider(self):
        for vendor, status, body, kind in ANSWERS:
            if kind is Refused:
                with self.subTest(vendor=vendor, body=body):
                    self.assertFalse(read(status, body).pauses_provider)

    def test_schema_is_of_keywords_that_every_vendor_takes(self):
        for name, body in bodies():
            if VENDORS[name].is_local or name == "deepseek":  # it gets json_object
                continue
            with self.subTest(name):
                found = sent_schema(body)
                self.assertEqual(set(found["required"]), set(found["properties"]))
                self.assertIs(found["additionalProperties"], False)
                for part in objects_in(found):
                    self.assertLessEqual(set(part), COMMON_KEYWORDS)

    def test_fields_that_somebody_refuses_are_never_sent(self):
        for name, body in bodies():
            for part in (
                body,
                body.get("options", {}),
                body.get("generationConfig", {}),
            ):
                with self.subTest(name):
                    self.assertTrue(set(NEVER_SENT).isdisjoint(part))


def read(status, body):
    return read_error(HttpResponse(status, {}, json.dumps(body).encode()), now=0.0)


def bodies():
    """(vendor, body) of each vendor, over each of its wires."""
    for name, responses in product(VENDORS, (False, True)):
        asked = Endpoint(1, "x", name, "m", temperature=0.5)
        dialect = Dialect(responses=responses)
        yield name, VENDORS[name].build_body(asked, PROMPT, dialect)


def sent_schema(value):
    """The answer's schema, wherever it stands in a body; {} where it is in words."""
    if isinstance(value, dict):
        if value.get("required"):
            return value
        found = (sent_schema(child) for child in value.values())
        return next((part for part in found if part), {})
    return {}


def objects_in(part):
    """A schema and the schemas of its parts."""
    yield part
    inside = [*part.get("properties", {}).values(), part.get("items")]
    for child in filter(None, inside):
        yield from objects_in(child)
