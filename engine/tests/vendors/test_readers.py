"""What each wire's answers mean."""

import unittest

from ... import errors
from ...vendors import VENDORS
from ...vendors.anthropic import TOOL
from ...vendors.ollama import context_size
from ...vendors.said import without_thinking


def chat(content="hi", reason="stop", **message):
    choice = {"message": {"content": content, **message}, "finish_reason": reason}
    return {"id": "c1", "model": "m-2026", "choices": [choice]}


def claude(*blocks, reason="end_turn", **more):
    return {"id": "msg", "content": list(blocks), "stop_reason": reason, **more}


def text(words):
    return {"type": "text", "text": words}


def tool(given, name=TOOL):
    return {"type": "tool_use", "id": "t", "name": name, "input": given}


def gemini(*parts, reason="STOP", **more):
    candidate = {"content": {"parts": list(parts)}, "finishReason": reason}
    return {"candidates": [candidate], **more}


def cohere(content, reason="COMPLETE", **more):
    return {"finish_reason": reason, "message": {"content": content}, **more}


def ollama(content, reason="stop", **more):
    return {"message": {"content": content}, "done_reason": reason, **more}


class ReaderCase(unittest.TestCase):
    def texts(self, vendor, table):
        for payload, expected in table:
            with self.subTest(payload):
                completion = VENDORS[vendor].read_completion(payload)
                self.assertEqual(completion.text, expected)

    def failures(self, vendor, table):
        for payload, kind in table:
            with self.subTest(payload):
                with self.assertRaises(kind) as caught:
                    VENDORS[vendor].read_completion(payload)
                self.assertIs(type(caught.exception), kind)


class TestOpenAIChat(ReaderCase):
    def test_text_is_a_string_or_a_list_of_blocks(self):
        think = {"type": "thinking", "thinking": [text("hm")]}
        self.texts(
            "mistral",
            (
                (chat("hi"), "hi"),
                (chat([think, text("a"), text("b")]), "ab"),
                (chat([{"type": "output_text", "text": "a"}]), "a"),
                (chat("<think>hm</think>\n\nhi"), "hi"),
                (chat("hi", reasoning_content="hm"), "hi"),
                (chat("hi", reason="something new"), "hi"),
                (chat("hi", reason=None), "hi"),
                (chat("hi", refusal=""), "hi"),
            ),
        )

    def test_failures_inside_a_200(self):
        blocked = {**chat(), "error": {"code": 429, "message": "Provider returned"}}
        choice = {"choices": [{"error": {"code": 502, "message": "x"}}]}
        self.failures(
            "openrouter",
            (
                (chat(None, refusal="I can't"), errors.ContentRefused),
                (chat([{"type": "refusal", "refusal": "no"}]), errors.ContentRefused),
                (chat("half", reason="content_filter"), errors.ContentRefused),
                (chat("", reason="length"), errors.Truncated),
                (chat("<think>on and on", reason="length"), errors.Truncated),
                (chat(None), errors.EmptyAnswer),
                (chat(" \n"), errors.EmptyAnswer),
                (chat(7), errors.EmptyAnswer),
                ({}, errors.ServerError),
                ({"choices": None}, errors.ServerError),
                ({"choices": ["x"]}, errors.EmptyAnswer),
                (blocked, errors.RateLimited),
                (choice, errors.ServerError),
                ({"error": "text"}, errors.ServerError),
                ({"error": {"code": "x", "message": "y"}}, errors.ServerError),
                (chat("half", reason="error"), errors.ServerError),
                (chat("", reason="insufficient_system_resource"), errors.Overloaded),
            ),
        )

    def test_truncation_is_told(self):
        for reason, expected in (
            ("stop", False),
            ("length", True),
            ("model_length", True),
            ("tool_calls", False),
        ):
            with self.subTest(reason):
                read = VENDORS["custom"].read_completion(chat("x", reason))
                self.assertIs(read.truncated, expected)

    def test_request_id_comes_from_header_or_body(self):
        read = VENDORS["groq"].read_completion
        payload = {**chat(), "x_groq": {"id": "req_1"}}
        self.assertEqual(read(payload, {"x-request-id": "h"}).request_id, "h")
        self.assertEqual(read(payload).request_id, "req_1")
        self.assertEqual(read(chat()).request_id, "c1")
        self.assertEqual(read({**chat(), "id": 7}).request_id, "")

    def test_models(self):
        payload = {"data": [{"id": "b"}, {"id": "a"}, {"id": "a"}, {"id": None}, 5]}
        self.assertEqual(VENDORS["openai"].read_models(payload), ("a", "b"))
        self.assertEqual(VENDORS["openai"].read_models({}), ())


class TestAnthropic(ReaderCase):
    def test_text_blocks_are_joined_and_others_skipped(self):
        thinking = {"type": "thinking", "thinking": "hm"}
        self.texts(
            "anthropic",
            (
                (claude(text("hi")), "hi"),
                (claude(thinking, text("a"), {"type": "new"}, text("b")), "ab"),
                (claude(text("hi"), reason="something_new"), "hi"),
                (claude(text("so:"), tool({"a": "é"})), '{"a": "é"}'),
                (claude(text("hi"), tool({"a": 1}, "other")), "hi"),
                (claude(text("hi"), tool({})), "hi"),
            ),
        )

    def test_a_tools_input_can_be_cut_short(self):
        cut = claude(tool({"a": "b"}), reason="max_tokens")
        self.assertTrue(VENDORS["anthropic"].read_completion(cut).truncated)

    def test_failures_inside_a_200(self):
        overloaded = {"type": "error", "error": {"type": "overloaded_error"}}
        self.failures(
            "anthropic",
            (
                (claude(text("half"), reason="refusal"), errors.ContentRefused),
                (claude(reason="max_tokens"), errors.Truncated),
                (claude(reason="model_context_window_exceeded"), errors.Truncated),
                (claude(), errors.EmptyAnswer),
                (claude(tool({})), errors.EmptyAnswer),
                (claude(tool({"a": 1}, "other")), errors.EmptyAnswer),
                (claude(tool({}), reason="max_tokens"), errors.Truncated),
                ({}, errors.ServerError),
                (overloaded, errors.Overloaded),
            ),
        )

    def test_retired_models_are_left_out(self):
        payload = {"data": [{"id": "a"}, {"id": "b", "lifecycle": "retired"}]}
        self.assertEqual(VENDORS["anthropic"].read_models(payload), ("a",))


class TestGemini(ReaderCase):
    def test_parts_are_joined_and_thoughts_skipped(self):
        thought = {"text": "hm", "thought": True}
        self.texts(
            "google",
            (
                (gemini({"text": "a"}, {"text": "b"}), "ab"),
                (gemini(thought, {"text": "a"}, {"inlineData": {}}), "a"),
                (gemini({"text": "a"}, reason="OTHER"), "a"),
            ),
        )

    def test_failures_inside_a_200(self):
        feedback = {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}
        silent = {"candidates": [{"finishReason": "MALFORMED_RESPONSE"}]}
        self.failures(
            "google",
            (
                (feedback, errors.ContentRefused),
                (gemini({"text": "a"}, reason="SAFETY"), errors.ContentRefused),
                (gemini(reason="RECITATION"), errors.ContentRefused),
                ({"candidates": [{"finishReason": "SAFETY"}]}, errors.ContentRefused),
                ({"candidates": [{"finishReason": "MAX_TOKENS"}]}, errors.Truncated),
                (silent, errors.ServerError),
                (gemini(), errors.EmptyAnswer),
                ({}, errors.ServerError),
                ({"error": {"code": 503, "message": "x"}}, errors.Overloaded),
            ),
        )

    def test_models_that_generate_are_listed_without_prefix(self):
        can = {"supportedGenerationMethods": ["generateContent"]}
        payload = {"models": [{"name": "models/a", **can}, {"name": "models/b"}]}
        self.assertEqual(VENDORS["google"].read_models(payload), ("a",))


class TestCohere(ReaderCase):
    def test_text_blocks_are_joined_and_thinking_skipped(self):
        thinking = {"type": "thinking", "thinking": "hm"}
        self.texts("cohere", ((cohere([thinking, text("a"), text("b")]), "ab"),))

    def test_failures_inside_a_200(self):
        self.failures(
            "cohere",
            (
                (cohere([], "MAX_TOKENS"), errors.Truncated),
                (cohere([], "TOOL_CALL"), errors.EmptyAnswer),
                (cohere([text("x")], "ERROR"), errors.ServerError),
                (cohere([text("x")], "TIMEOUT"), errors.Overloaded),
                (cohere([text("x")], "ERROR_TOXIC"), errors.ContentRefused),
            ),
        )


class TestOllama(ReaderCase):
    def test_reading(self):
        self.texts(
            "ollama",
            (
                (ollama("hi"), "hi"),
                (ollama("<think>hm</think>hi"), "hi"),
                (ollama("hi", thinking="hm"), "hi"),
            ),
        )
        self.failures(
            "ollama",
            (
                (ollama("", "length"), errors.Truncated),
                (ollama("", "load"), errors.Overloaded),
                ({"error": "model runner has stopped"}, errors.ServerError),
            ),
        )

    def test_a_long_prompt_gets_a_larger_context(self):
        for characters, limit, expected in (
            (100, 1000, 8192),
            (20_000, 1000, 16384),
            (10**7, 1000, 131072),
        ):
            with self.subTest(characters):
                messages = [{"role": "user", "content": "x" * characters}]
                self.assertEqual(context_size(messages, limit), expected)


class TestThinking(unittest.TestCase):
    def test_thinking_is_cut_off_the_front(self):
        for given, expected in (
            ("hi", "hi"),
            ("<think>hm</think>hi", "hi"),
            ("\n<think>\nhm\n</think>\n\n{}", "{}"),
            ("<think>a</think><think>b</think>{}", "{}"),
            ("<thinking>a</thinking>{}", "{}"),
            ("hm, so\n</think>\n{}", "{}"),
            ("<think>on and on", ""),
            ('{"quote": "a <think> tag"}', '{"quote": "a <think> tag"}'),
            ('{"q": "<think>x</think>"}', '{"q": "<think>x</think>"}'),
        ):
            with self.subTest(given):
                self.assertEqual(without_thinking(given), expected)
