"""Bodies of answers that are no plain JSON."""

import json
import unittest

from ... import errors
from ...calling.body import parse_json
from ...vendors import VENDORS

OBJECT = '{"a": 1}'


class AStreamThatNobodyAskedFor(unittest.TestCase):
    def read(self, vendor, *lines):
        body = parse_json("\n".join(lines).encode())
        return VENDORS[vendor].read_completion(body)

    def test_its_pieces_make_one_answer(self):
        def piece(content, reason=None, **more):
            choice = {"delta": {"content": content}, "finish_reason": reason}
            return f"data: {json.dumps({'id': 'c', 'choices': [choice], **more})}"

        found = self.read(
            "custom",
            ": OPENROUTER PROCESSING",
            piece('{"a"'),
            "",
            piece(": 1}", "length"),
            'data: {"choices": [], "usage": {"prompt_tokens": 7}}',
            "data: [DONE]",
        )
        self.assertEqual((found.text, found.truncated), (OBJECT, True))
        self.assertEqual(found.usage.input_tokens, 7)

    def test_lines_of_objects_make_one_answer(self):
        found = self.read(
            "ollama",
            '{"message": {"content": "{\\"a\\""}, "done": false}',
            '{"message": {"content": ": 1}"}, "done": true, "eval_count": 3}',
        )
        self.assertEqual((found.text, found.usage.output_tokens), (OBJECT, 3))

    def test_an_error_in_it_is_one(self):
        with self.assertRaises(errors.RateLimited):
            self.read("custom", 'data: {"error": {"code": 429, "message": "x"}}')

    def test_anything_else_is_no_answer(self):
        for body, kind in (
            (b"data: x", errors.UnreadableAnswer),
            (b'{"choices": [', errors.UnreadableAnswer),
            (b"<html></html>", errors.AddressRefused),
            (b"", errors.ServerError),
            (b"[DONE]", errors.ServerError),
            (b"null", errors.ServerError),
            (b"[]", errors.ServerError),
            (b'"busy"', errors.ServerError),
            (b"no healthy upstream", errors.ServerError),
            (b"\x1f\x8b\x08\x00", errors.ServerError),
        ):
            with self.subTest(body), self.assertRaises(kind):
                parse_json(body)

    def test_the_end_of_a_stream_behind_a_whole_answer(self):
        for ending in ("\n\ndata: [DONE]\n\n", "data: [DONE]", "\n[DONE]"):
            for indent in (None, 2):
                with self.subTest(ending, indent=indent):
                    answer = json.dumps({"a": [1]}, indent=indent)
                    self.assertEqual(parse_json((answer + ending).encode()), {"a": [1]})

    def test_a_whole_answer_stays_as_it_is(self):
        whole = {"choices": [{"message": {"content": "delta", "annotations": [1]}}]}
        for body in (json.dumps(whole), f": remark\n\ndata: {json.dumps(whole)}\n\n"):
            self.assertEqual(parse_json(body.encode()), whole)

    def test_a_mark_of_the_encoding_is_passed_over(self):
        self.assertEqual(parse_json(b"\xef\xbb\xbf" + OBJECT.encode()), {"a": 1})
