"""What refusals lead to, one request after the other, against the fake vendor."""

import json
import time
import unittest

from ... import errors
from ...calling import client
from ...calling.memory import Memory
from ...settings import Endpoint
from ...values import Message, Prompt
from ...vendors.anthropic import TOOL
from ..fake_vendor import FakeVendor, answer, fail
from .test_responses import BOTH_WIRES

SCHEMA = {"type": "object", "required": [], "properties": {}}
PROMPT = Prompt("rules", (Message("user", "lead"),), schema=SCHEMA)
CHAT, NEW = "/v1/chat/completions", "/v1/responses"

# How vendors say that they serve a model, but not over chat completions.
OTHER_WIRE = (
    (
        404,
        "This model is only supported in v1/responses and not in v1/chat/completions.",
    ),
    (
        404,
        "This is not a chat model and thus not supported in the v1/chat/completions.",
    ),
    (400, "The chatCompletion operation does not work with the specified model, m."),
    (400, "Multi Agent requests are not allowed on chat completions"),
    (400, "model m is not accessible via the /chat/completions endpoint"),
    (400, "m is only available through the Responses API"),
    (400, "m is not a chat model"),
    (404, "Models with reasoning are only supported in v1/responses"),
)


def refusal(message, status=400, **more):
    return fail(status, body={"error": {"message": message, **more}})


def other_wire():
    return refusal(OTHER_WIRE[0][1], OTHER_WIRE[0][0], param="model", code=None)


def codes(reply):
    return [attempt.error_code for attempt in reply.attempts]


class LadderCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.vendor = FakeVendor().start()
        cls.addClassCleanup(cls.vendor.stop)

    def setUp(self):
        self.begin()

    def begin(self):
        self.vendor.reset()
        self.vendor.answer_with('{"a": "é"}')
        self.memory = Memory()

    def ask(self, name="openai", path="", **more):
        url = self.vendor.url + path
        asked = Endpoint(1, "x", name, "m", base_url=url, allow_private=True, **more)
        deadline = time.monotonic() + 60
        return client.complete(
            PROMPT, [asked], deadline=deadline, memory=self.memory, random=lambda: 0
        )

    @property
    def paths(self):
        return [record.path for record in self.vendor.requests]

    @property
    def bodies(self):
        return [record.body for record in self.vendor.requests]


class TestResponses(LadderCase):
    def test_a_model_served_there_alone_is_asked_there_and_that_is_remembered(self):
        for name in BOTH_WIRES:
            with self.subTest(name):
                self.begin()
                self.vendor.then(other_wire())
                reply = self.ask(name, "/v1")
                self.assertEqual(reply.value.text, '{"a": "é"}')
                self.assertGreater(reply.completion.usage.input_tokens, 0)
                self.assertEqual(codes(reply), ["parameter_refused", ""])
                self.ask(name, "/v1")
                self.assertEqual(self.paths, [CHAT, NEW, NEW])
                last = self.vendor.requests[-1]
                self.assertEqual((last.system, last.text), ("rules", "lead"))

    def test_every_way_to_say_so_is_understood(self):
        for status, message in OTHER_WIRE:
            for error in ({"message": message, "param": "model"}, message):
                with self.subTest(error):
                    self.begin()
                    self.vendor.then(fail(status, body={"error": error}))
                    self.ask(path="/v1")
                    self.assertEqual(self.paths, [CHAT, NEW])

    def test_an_unknown_model_is_not_looked_for_there(self):
        self.vendor.then(refusal("The model `m` does not exist", 404, param="model"))
        with self.assertRaises(errors.ModelNotFound):
            self.ask(path="/v1")
        self.assertEqual(self.paths, [CHAT])

    def test_refused_on_both_wires_is_final(self):
        self.vendor.then(other_wire(), other_wire())
        with self.assertRaises(errors.ParameterRefused):
            self.ask(path="/v1")
        self.assertEqual(self.paths, [CHAT, NEW])

    def test_a_vendor_without_that_wire_is_not_asked_there(self):
        self.vendor.then(other_wire())
        with self.assertRaises(errors.ParameterRefused):
            self.ask("groq", "/v1")
        self.assertEqual(self.paths, [CHAT])

    def test_an_address_that_ends_so_is_asked_there_from_the_start(self):
        for name in BOTH_WIRES:
            with self.subTest(name):
                self.begin()
                self.assertEqual(self.ask(name, NEW).value.text, '{"a": "é"}')
                self.assertEqual(self.paths, [NEW])

    def test_ladder_works_there_as_well(self):
        schema = refusal("not supported", param="text.format")
        self.vendor.then(
            other_wire(),
            refusal("x", param="temperature"),
            refusal("x", param="reasoning.effort"),
            schema,
            schema,
            schema,
        )
        self.ask(path="/v1", temperature=0.2)
        sent = self.bodies[1:]
        self.assertEqual(["temperature" in body for body in sent], [True] + [False] * 5)
        self.assertEqual(
            ["reasoning" in body for body in sent], [True] * 2 + [False] * 4
        )
        formats = [body.get("text", {}).get("format", {}) for body in sent]
        kinds = [(found.get("type"), found.get("strict")) for found in formats]
        strict, loose = ("json_schema", True), ("json_schema", False)
        last = [strict, loose, ("json_object", None), (None, None)]
        self.assertEqual(kinds, [strict, strict, *last])

    def test_refused_limit_is_final(self):
        self.vendor.then(refusal("too large", param="max_output_tokens"))
        with self.assertRaises(errors.ParameterRefused):
            self.ask(path=NEW)
        self.assertEqual(len(self.paths), 1)

    def test_empty_and_cut_short_gets_more_room(self):
        self.vendor.then(answer("", truncated=True))
        self.ask(path=NEW)
        limits = [body["max_output_tokens"] for body in self.bodies]
        self.assertEqual(limits, [2000, 8000])

    def test_failure_inside_a_200_is_sent_again(self):
        error = {"code": "server_error", "message": "x"}
        self.vendor.then(answer("", status="failed", error=error))
        self.assertEqual(codes(self.ask(path=NEW)), ["server_error", ""])


class TestAnthropic(LadderCase):
    """Where the format is refused, one forced tool; where that is, plain words."""

    def refuse(self, *messages):
        kind = "invalid_request_error"
        self.vendor.then(*(refusal(message, type=kind) for message in messages))

    @property
    def modes(self):
        """How each request asked for JSON."""
        names = {"output_config": "format", "tool_choice": "tool"}
        found = [[names[n] for n in names if n in body] for body in self.bodies]
        return [(kinds or ["words"])[0] for kinds in found]

    def test_refused_format_becomes_a_forced_tool(self):
        self.refuse("output_config.format: Extra inputs are not permitted")
        reply = self.ask("anthropic")
        self.assertEqual(json.loads(reply.value.text), {"a": "é"})
        self.assertIn("é", reply.value.text)
        self.ask("anthropic")
        self.assertEqual(self.modes, ["format", "tool", "tool"])
        (tool,) = self.bodies[1]["tools"]
        self.assertEqual(tool, {"name": TOOL, "input_schema": SCHEMA})
        choice = {"type": "tool", "name": TOOL}
        self.assertEqual(self.bodies[1]["tool_choice"], choice)
        self.assertEqual(self.bodies[1]["system"][0]["text"], "rules")

    def test_refused_tool_becomes_plain_words(self):
        for message in (
            "Thinking may not be enabled when tool_choice forces tool use.",
            "tool_choice: type 'tool' is not supported by this model",
            "tools: Extra inputs are not permitted",
            "tools.0.input_schema: unknown keyword",
        ):
            with self.subTest(message):
                self.begin()
                self.refuse("output_config: not supported", message)
                self.assertEqual(self.ask("anthropic").value.text, '{"a": "é"}')
                self.assertEqual(self.modes, ["format", "tool", "words"])
                said = self.bodies[2]["system"][0]["text"]
                self.assertIn("follows this JSON schema", said)
                self.assertNotIn("tools", self.bodies[2])

    def test_a_model_that_has_to_think_keeps_its_format(self):
        self.refuse("thinking.type: disabled is not allowed")
        self.ask("anthropic")
        self.assertEqual(self.modes, ["format", "format"])
        sent = ["thinking" in body for body in self.bodies]
        self.assertEqual(sent, [True, False])
