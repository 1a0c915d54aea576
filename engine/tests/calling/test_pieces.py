"""Streams of every wire, as proxies send them to who asked for none."""

import json
import unittest

from ... import errors
from ...calling.body import parse_json
from ...vendors import VENDORS

OBJECT = '{"a": 1}'
HALVES = '{"a"', ": 1}"


def chat(**delta):
    return {"choices": [{"delta": delta}]}


def call(**function):
    return chat(tool_calls=[{"index": 0, "function": function}])


CHAT = [chat(content=half) for half in HALVES] + [
    {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}
]
CALL = [call(name="json_tool_call", arguments=""), *(call(arguments=h) for h in HALVES)]
BLOCKS = [chat(content=[{"type": "text", "text": half}]) for half in HALVES]
EVENTS = [
    {
        "type": "message_start",
        "message": {
            "content": [],
            "usage": {"input_tokens": 5, "cache_read_input_tokens": 2},
        },
    },
    *({"type": "content_block_delta", "delta": {"text": half}} for half in HALVES),
    {
        "type": "message_delta",
        "delta": {"stop_reason": "end_turn"},
        "usage": {"output_tokens": 3},
    },
]
PARTS = [
    {
        "candidates": [{"content": {"parts": [{"text": half}]}}],
        "usageMetadata": {"promptTokenCount": 7, "candidatesTokenCount": 3},
    }
    for half in HALVES
]
ITEM = {"type": "message", "content": [{"type": "output_text", "text": OBJECT}]}
RESPONSES = [
    {"response": {"object": "response", "status": "in_progress", "output": []}},
    {"delta": HALVES[0]},
    {
        "response": {
            "object": "response",
            "status": "completed",
            "output": [ITEM],
            "usage": {"input_tokens": 7, "output_tokens": 3},
        }
    },
]
BILL = {"billed_units": {"input_tokens": 7, "output_tokens": 3}}
COHERE = [
    *({"delta": {"message": {"content": {"text": half}}}} for half in HALVES),
    {"delta": {"finish_reason": "COMPLETE", "usage": BILL}},
]


def stream(pieces):
    return "".join(f"event: x\ndata: {json.dumps(piece)}\n\n" for piece in pieces)


class Pieces(unittest.TestCase):
    def read(self, vendor, text):
        return VENDORS[vendor].read_completion(parse_json(text.encode()))

    def test_those_of_every_wire_make_one_answer_with_its_bill(self):
        for vendor, pieces in (
            ("custom", CHAT),
            ("anthropic", EVENTS),
            ("google", PARTS),
            ("openai", RESPONSES),
            ("cohere", COHERE),
        ):
            with self.subTest(vendor):
                found = self.read(vendor, stream(pieces))
                usage = found.usage
                self.assertEqual(found.text, OBJECT)
                self.assertEqual((usage.input_tokens, usage.output_tokens), (7, 3))

    def test_a_list_of_them_too(self):
        self.assertEqual(self.read("google", json.dumps(PARTS)).text, OBJECT)

    def test_calls_and_blocks(self):
        for pieces in (CALL, BLOCKS):
            with self.subTest(pieces):
                self.assertEqual(self.read("custom", stream(pieces)).text, OBJECT)

    def test_remarks_are_passed_over(self):
        text = f"retry: 3000\n\n: wait\n\n{stream(CHAT)}data: [DONE]\n\n"
        self.assertEqual(self.read("custom", text).text, OBJECT)

    def test_failures_on_the_way(self):
        overloaded = {"type": "error", "error": {"type": "overloaded_error"}}
        broken = {"choices": [{"error": {"code": 502}, "finish_reason": "error"}]}
        busy = {"message": "overloaded", "code": 503}
        for vendor, pieces, kind in (
            ("anthropic", [overloaded], errors.Overloaded),
            ("anthropic", [*EVENTS[:2], overloaded], errors.Overloaded),
            ("custom", [*CHAT[:1], broken], errors.ServerError),
            ("custom", [busy], errors.Overloaded),
        ):
            with self.subTest(pieces), self.assertRaises(kind):
                self.read(vendor, stream(pieces))
