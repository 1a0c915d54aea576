"""Bodies of a 200: the answer in unusual places, its end, and failures."""

import json
import unittest

from ... import errors
from ...vendors import VENDORS

OBJECT = '{"a": 1}'


def chat(content=None, reason="stop", native=None, **more):
    choice = {"message": {"content": content, **more}, "finish_reason": reason}
    return {"choices": [{**choice, "native_finish_reason": native}]}


def call(name, arguments=OBJECT):
    return {"type": "function", "function": {"name": name, "arguments": arguments}}


def candidate(*parts, reason="STOP"):
    return {"candidates": [{"content": {"parts": list(parts)}, "finishReason": reason}]}


class BodyCase(unittest.TestCase):
    def assert_text(self, vendor, *bodies):
        for body in bodies:
            with self.subTest(vendor=vendor, body=body):
                found = VENDORS[vendor].read_completion(body)
                self.assertEqual((found.text, found.truncated), (OBJECT, False))

    def assert_raises(self, vendor, kind, *bodies):
        for body in bodies:
            with self.subTest(vendor=vendor, body=body):
                with self.assertRaises(errors.LLMError) as caught:
                    VENDORS[vendor].read_completion(body)
                self.assertIs(type(caught.exception), kind)


class TheAnswerStandsElsewhere(BodyCase):
    def test_in_the_thoughts_where_a_server_takes_it_for_them(self):
        self.assert_text(
            "custom",
            chat(reasoning_content=OBJECT),
            chat("", reasoning=f"```json\n{OBJECT}\n```"),
            chat(reasoning_content=f"<think>hm</think>\n{OBJECT}"),
            chat("<think>\n</think>", reasoning_content=OBJECT),
        )
        self.assert_text("ollama", {"message": {"content": "", "thinking": OBJECT}})
        self.assert_text("google", candidate({"thought": True, "text": OBJECT}))
        thinking = {"type": "thinking", "thinking": OBJECT}
        self.assert_text("anthropic", {"content": [thinking]})

    def test_thoughts_that_are_no_object_are_no_answer(self):
        self.assert_raises(
            "custom",
            errors.EmptyAnswer,
            chat("", reasoning_content="hm"),
            chat(reasoning_content=f"Maybe {OBJECT}, or not?"),
            chat(reasoning_content="[1]"),
        )
        self.assert_raises(
            "custom", errors.Truncated, chat(reason="length", reasoning='{"a": ')
        )

    def test_in_the_function_that_a_proxy_made_of_the_schema(self):
        self.assert_text(
            "custom",
            chat(reason="tool_calls", tool_calls=[call("json_tool_call")]),
            chat(tool_calls=[call("get_weather", "{}"), call("answer", {"a": 1})]),
            chat(function_call={"name": "json_tool_call", "arguments": OBJECT}),
        )

    def test_in_a_function_of_our_schemas_name_or_of_none(self):
        self.assert_text(
            "custom",
            chat(tool_calls=[call("lead_reading")]),
            chat("", tool_calls=[call("", json.dumps(OBJECT))]),
            chat("", tool_calls=[call("functions.lead_reading")]),
        )
        block = {"functionCall": {"name": "lead_reading", "args": {"a": 1}}}
        self.assert_text("google", candidate(block))
        message = {"role": "assistant", "tool_calls": [call("lead_reading")]}
        self.assert_text("cohere", {"message": message, "finish_reason": "TOOL_CALL"})
        self.assert_text(
            "ollama", {"message": {"content": "", **message}, "done_reason": "stop"}
        )
        item = {"type": "function_call", "name": "lead_reading", "arguments": OBJECT}
        self.assert_text("openai", {"output": [item], "status": "completed"})

    def test_a_function_that_nobody_offered_is_no_answer(self):
        calls = [call("get_weather")]
        self.assert_raises("custom", errors.EmptyAnswer, chat(tool_calls=calls))

    def test_a_function_without_an_object_is_no_answer(self):
        for given in ("{}", "[1]", "Utrecht", "", None):
            calls = [call("lead_reading", given)]
            self.assert_raises("custom", errors.EmptyAnswer, chat(tool_calls=calls))

    def test_at_the_end_of_thoughts_that_nothing_follows(self):
        self.assert_text(
            "custom",
            chat(reasoning_content=f"We answer {{so}}.\n\n{OBJECT}"),
            chat(f"<think>\nWe answer.\n```json\n{OBJECT}\n```"),
            chat(f"<think>hm</THINK>{OBJECT}"),
            chat(f"{OBJECT}\n</think>"),
        )
        self.assert_text("ollama", {"message": {"thinking": f"So: {OBJECT}"}})

    def test_as_an_object_and_as_the_text_of_older_servers(self):
        self.assert_text(
            "custom",
            chat({"a": 1}),
            chat({"type": "text", "text": OBJECT}),
            chat([OBJECT]),
            chat([{"text": OBJECT[:3]}, OBJECT[3:]]),
            chat(parsed={"a": 1}),
            {"choices": [{"text": OBJECT, "finish_reason": "stop"}]},
        )

    def test_behind_thoughts_of_any_shape(self):
        draft = '{"a": 2}'
        self.assert_text(
            "custom",
            chat(f"[THINK]{draft}[/THINK]{OBJECT}"),
            chat(f"<Thinking budget='9'>{draft}</Thinking>\n\n{OBJECT}"),
            chat(f"<reasoning>{draft}</reasoning>{OBJECT}"),
            chat(f"<|begin_of_thought|>{draft}<|end_of_thought|>{OBJECT}"),
            chat(f"\u25c1think\u25b7{draft}\u25c1/think\u25b7{OBJECT}"),
            chat(
                f"<|channel|>analysis<|message|>{draft}<|end|><|start|>assistant"
                f"<|channel|>final <|constrain|>json<|message|>{OBJECT}<|return|>"
            ),
        )


class HowItEndedIsSaidInOtherWords(BodyCase):
    def test_a_refusal(self):
        self.assert_raises(
            "custom",
            errors.ContentRefused,
            chat(reason="SAFETY"),
            chat(reason="RECITATION"),
            chat("", reason="content-filter"),
            chat(reason="content_filter: PROHIBITED_CONTENT"),
            chat("", reason="sensitive"),
            chat(native="PROHIBITED_CONTENT"),
            chat(native="refusal"),
        )

    def test_a_failure_that_may_pass(self):
        self.assert_raises(
            "custom",
            errors.ServerError,
            chat('{"a', reason="error"),
            chat('{"a', reason="network_error"),
            chat(reason="MALFORMED_FUNCTION_CALL"),
            chat(reason="function_call_filter: MALFORMED_FUNCTION_CALL"),
            chat(native="OTHER"),
        )
        self.assert_raises(
            "google",
            errors.ServerError,
            candidate(reason="MALFORMED_FUNCTION_CALL"),
            candidate(reason="OTHER"),
        )

    def test_cut_short(self):
        for body in (
            chat("{", reason="MAX_TOKENS"),
            chat("{", native="max_tokens"),
            chat("{", reason="max_output_tokens"),
        ):
            with self.subTest(body):
                self.assertTrue(VENDORS["custom"].read_completion(body).truncated)

    def test_other_ends_change_nothing(self):
        self.assert_text(
            "custom",
            chat(OBJECT, reason="eos"),
            chat(OBJECT, reason="other"),
            chat(OBJECT, reason=None, native="STOP"),
            chat(OBJECT, reason=7),
        )


FAILURES = (
    ({"error": {"code": 429, "message": "upstream"}}, errors.RateLimited),
    ({"error": {"code": "429", "message": "upstream"}}, errors.RateLimited),
    ({"error": {"code": "rate_limit_exceeded"}}, errors.RateLimited),
    ({"error": {"status": "RESOURCE_EXHAUSTED"}}, errors.RateLimited),
    ({"detail": "Rate limit exceeded"}, errors.RateLimited),
    (
        {"object": "error", "message": "no such model", "code": 404},
        errors.ModelNotFound,
    ),
    ({"error": "Invalid API key"}, errors.KeyRefused),
    ({"error": "json_schema is not supported"}, errors.ParameterRefused),
    (
        {
            "choices": None,
            "base_resp": {"status_code": 1, "status_msg": "insufficient balance"},
        },
        errors.NoCredit,
    ),
    (
        {"base_resp": {"status_code": 1004, "status_msg": "login fail: no key"}},
        errors.KeyRefused,
    ),
    (
        {"error_code": 18, "error_msg": "Open api qps request limit reached"},
        errors.RateLimited,
    ),
    (
        {"error_code": 110, "error_msg": "Access token invalid or no longer valid"},
        errors.KeyRefused,
    ),
    ({"success": False, "errors": [{"code": 7, "message": "x"}]}, errors.ServerError),
    ({"type": "error", "error": {"type": "api_error"}}, errors.ServerError),
    ({"error": "the runner has stopped"}, errors.ServerError),
    ({"choices": [{"error": {"code": 503}}], "error": None}, errors.Overloaded),
    ({"choices": [{"error": {"code": 503, "message": "x"}}]}, errors.Overloaded),
)


class AFailureCameInstead(BodyCase):
    def test_its_code_tells_the_kind_or_its_words_do(self):
        for body, kind in FAILURES:
            self.assert_raises("custom", kind, body)

    def test_nothing_at_all_may_pass_since_the_router_lost_its_provider(self):
        self.assert_raises(
            "custom",
            errors.ServerError,
            {"id": "gen-1", "choices": []},
            {"id": "gen-1", "choices": None},
            {},
        )
        self.assert_raises("google", errors.ServerError, {"candidates": []})
        self.assert_raises("ollama", errors.ServerError, {"model": "m"})
