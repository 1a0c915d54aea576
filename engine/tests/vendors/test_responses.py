"""OpenAI's Responses: what is sent and what comes back."""

import json
import unittest

from ... import errors
from ...settings import Endpoint
from ...values import Message, Prompt, TokenUsage
from ...vendors import VENDORS, Dialect
from ...vendors.openai_responses import OpenAIResponses

SCHEMA = {"type": "object", "required": [], "properties": {"a": {"maxLength": 9}}}
PLAIN_SCHEMA = {**SCHEMA, "properties": {"a": {}}}
LEAD = Message("user", "lead")
PROMPT = Prompt("rules", (LEAD,), schema=SCHEMA, schema_name="reading")
BOTH_WIRES = ("openai", "azure_openai", "xai", "custom")
RESPONSES = Dialect(responses=True)


def said(*blocks, **more):
    return {"type": "message", "role": "assistant", "content": list(blocks), **more}


def text(words):
    return {"type": "output_text", "text": words, "annotations": []}


def response(*output, status="completed", **more):
    return {"object": "response", "status": status, "output": list(output), **more}


class TestBody(unittest.TestCase):
    def body(self, vendor="openai", prompt=PROMPT, dialect=RESPONSES, **more):
        asked = Endpoint(1, "x", vendor, "m", **more)
        return VENDORS[vendor].build_body(asked, prompt, dialect)

    def test_whole_body(self):
        schema = {"name": "reading", "schema": PLAIN_SCHEMA, "strict": True}
        self.assertEqual(
            self.body(temperature=0.5, max_tokens=700),
            {
                "model": "m",
                "max_output_tokens": 700,
                "temperature": 0.5,
                "reasoning": {"effort": "none"},
                "store": False,
                "text": {"format": {"type": "json_schema", **schema}},
                "instructions": "rules",
                "input": [{"role": "user", "content": "lead"}],
            },
        )

    def test_leads_are_not_kept_by_the_vendor(self):
        for name in BOTH_WIRES:
            with self.subTest(name):
                self.assertIs(self.body(name)["store"], False)

    def test_free_text_has_no_format(self):
        sent = self.body(prompt=Prompt("", (LEAD, Message("assistant", "yes"), LEAD)))
        self.assertNotIn("text", sent)
        self.assertNotIn("instructions", sent)
        roles = [turn["role"] for turn in sent["input"]]
        self.assertEqual(roles, ["user", "assistant", "user"])

    def test_what_was_refused_is_not_sent(self):
        refused = Dialect(responses=True, no_temperature=True, no_thinking=True)
        sent = self.body(dialect=refused, temperature=0.5)
        self.assertNotIn("temperature", sent)
        self.assertNotIn("reasoning", sent)

    def test_limit_is_raised_and_has_no_other_name(self):
        raised = self.body(dialect=Dialect(responses=True, more_output=True))
        self.assertEqual(raised["max_output_tokens"], 8000)
        other = self.body(dialect=Dialect(responses=True, other_limit=True))
        self.assertEqual(other, self.body())

    def test_what_a_row_adds_is_sent_here_as_well(self):
        row = OpenAIResponses("New", extra={"a": 1}, schema_extra={"b": 2})
        asked = Endpoint(1, "x", "new", "m")
        for prompt, expected in ((PROMPT, (1, 2)), (Prompt("", (LEAD,)), (1, None))):
            sent = row.build_body(asked, prompt, RESPONSES)
            self.assertEqual((sent["a"], sent.get("b")), expected)

    def test_schema_modes(self):
        for name, mode, kind, strict, schema in (
            ("openai", 0, "json_schema", True, PLAIN_SCHEMA),
            ("openai", 1, "json_schema", False, PLAIN_SCHEMA),
            ("openai", 2, "json_object", None, None),
            ("custom", 0, "json_schema", True, SCHEMA),
        ):
            with self.subTest(name=name, mode=mode):
                sent = self.body(name, dialect=Dialect(mode, responses=True))
                found = sent["text"]["format"]
                self.assertEqual(found["type"], kind)
                self.assertIs(found.get("strict"), strict)
                self.assertEqual(found.get("schema"), schema)

    def test_json_object_has_the_word_among_the_turns(self):
        sent = self.body(dialect=Dialect(2, responses=True))
        self.assertNotIn("instructions", sent)
        self.assertEqual(sent["input"][0]["role"], "system")
        self.assertIn("rules", sent["input"][0]["content"])
        self.assertIn("JSON", sent["input"][0]["content"])

    def test_last_step_is_the_schema_in_words(self):
        sent = self.body(dialect=Dialect(3, responses=True))
        self.assertNotIn("text", sent)
        self.assertIn(json.dumps(PLAIN_SCHEMA), sent["instructions"])


class TestStep(unittest.TestCase):
    def test_there_is_one_step_to_this_wire_and_only_for_those_that_have_it(self):
        for name, vendor in VENDORS.items():
            with self.subTest(name):
                expected = RESPONSES if name in BOTH_WIRES else None
                self.assertEqual(vendor.step_down(Dialect(), "responses"), expected)
                self.assertIsNone(vendor.step_down(RESPONSES, "responses"))


CUT = {"incomplete_details": {"reason": "max_output_tokens"}}
BLOCKED = {"incomplete_details": {"reason": "content_filter"}}
REFUSAL = {"type": "refusal", "refusal": "I can't"}


def failed(code):
    error = {"code": code, "message": "x"}
    return response(status="failed", error=error)


FAILURES = (
    (response(said(REFUSAL)), errors.ContentRefused),
    (
        response(said(text("half")), status="incomplete", **BLOCKED),
        errors.ContentRefused,
    ),
    (response(status="incomplete", **CUT), errors.Truncated),
    (failed("server_error"), errors.ServerError),
    (failed("something_new"), errors.ServerError),
    (failed("rate_limit_exceeded"), errors.RateLimited),
    (failed("insufficient_quota"), errors.NoCredit),
    (failed("invalid_prompt"), errors.ContentRefused),
    (failed("bio_policy"), errors.ContentRefused),
    (failed("context_length_exceeded"), errors.PromptTooLong),
    (response(status="failed"), errors.ServerError),
    (response(status="failed", error="text"), errors.ServerError),
    (response(status="cancelled"), errors.ServerError),
    (response(status="queued"), errors.Overloaded),
    (response(), errors.EmptyAnswer),
    (response(said()), errors.EmptyAnswer),
    (response({"type": "message", "content": 5}), errors.EmptyAnswer),
    ({"object": "response", "output": None}, errors.EmptyAnswer),
)


class TestReading(unittest.TestCase):
    def read(self, payload, vendor="openai"):
        return VENDORS[vendor].read_completion(payload)

    def test_text_is_what_messages_say(self):
        thought = {"type": "reasoning", "content": [{"type": "reasoning_text"}]}
        search = {"type": "web_search_call", "content": [text("found")]}
        remark = said(text("let me look"), phase="commentary")
        for output, expected in (
            ([said(text("hi"))], "hi"),
            ([thought, search, said(text("hi"))], "hi"),
            ([said(text("a"), text("b")), {"type": "new"}, said(text("c"))], "abc"),
            ([remark, said(text("hi"), phase="final_answer")], "hi"),
            ([remark], "let me look"),
            ([said(text("<think>hm</think>hi"))], "hi"),
            ([said({"type": "new", "text": "x"}, text("hi")), "x", None], "hi"),
        ):
            with self.subTest(output):
                self.assertEqual(self.read(response(*output)).text, expected)

    def test_the_rest_of_a_completion(self):
        found = self.read(response(said(text("hi")), id="resp_7", model="m-2026"))
        self.assertEqual((found.request_id, found.model_name), ("resp_7", "m-2026"))
        self.assertFalse(found.truncated)

    def test_what_some_vendors_add_is_passed_over(self):
        more = {"citations": ["https://x"], "content_filters": [{}], "error": None}
        found = self.read(response(said(text("hi")), **more), "xai")
        self.assertEqual(found.text, "hi")

    def test_an_incomplete_answer_was_cut(self):
        for reason in ("max_output_tokens", "something_new", None):
            details = {"reason": reason} if reason else None
            payload = response(
                said(text("hal")), status="incomplete", incomplete_details=details
            )
            with self.subTest(reason):
                self.assertTrue(self.read(payload).truncated)

    def test_failures_inside_a_200(self):
        for payload, kind in FAILURES:
            with self.subTest(payload):
                with self.assertRaises(kind) as caught:
                    self.read(payload)
                self.assertIs(type(caught.exception), kind)

    def test_chat_completions_are_told_apart(self):
        chat = {"choices": [{"message": {"content": "hi"}}]}
        for name in BOTH_WIRES:
            with self.subTest(name):
                self.assertEqual(self.read(chat, name).text, "hi")
                self.assertEqual(self.read(response(said(text("ho"))), name).text, "ho")

    def test_usage(self):
        usage = {"input_tokens": 10, "output_tokens": 5}
        details = {
            "input_tokens_details": {"cached_tokens": 4},
            "output_tokens_details": {"reasoning_tokens": 3},
        }
        for name in BOTH_WIRES:
            for given, expected in (
                (usage, TokenUsage(10, 0, 5, 0)),
                ({**usage, **details}, TokenUsage(10, 4, 5, 3)),
                (None, TokenUsage()),
            ):
                for payload in (response(), {"object": "response"}, {"output": []}):
                    with self.subTest(name=name, usage=given, payload=payload):
                        found = VENDORS[name].read_usage({**payload, "usage": given})
                        self.assertEqual(found, expected)
