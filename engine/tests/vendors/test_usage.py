"""What each wire's counts of tokens mean: input includes cached, output reasoning."""

import unittest

from ...values import TokenUsage
from ...vendors import VENDORS


class TestUsage(unittest.TestCase):
    def usages(self, vendor, table):
        for payload, expected in table:
            with self.subTest(payload):
                found = VENDORS[vendor].read_usage(payload)
                self.assertEqual(found, TokenUsage(*expected))

    def test_openai_chat(self):
        usage = {"prompt_tokens": 10, "completion_tokens": 5}
        cached = {**usage, "prompt_tokens_details": {"cached_tokens": 4}}
        details = {"completion_tokens_details": {"reasoning_tokens": 3}}
        self.usages(
            "openai",
            (
                ({"usage": usage}, (10, 0, 5, 0)),
                ({"usage": cached}, (10, 4, 5, 0)),
                ({"usage": {**usage, **details}}, (10, 0, 5, 3)),
                ({"usage": {**usage, "reasoning_tokens": 3}}, (10, 0, 5, 3)),
                ({"usage": {**usage, "prompt_cache_hit_tokens": 2}}, (10, 2, 5, 0)),
                ({"usage": {"prompt_tokens": 10.0}}, (10, 0, 0, 0)),
                ({"usage": {"prompt_tokens": "10"}}, (10, 0, 0, 0)),
                ({"usage": {"prompt_tokens": float("nan")}}, (0, 0, 0, 0)),
                ({"usage": {"prompt_tokens": -1}}, (0, 0, 0, 0)),
                ({"usage": {"prompt_tokens": True}}, (0, 0, 0, 0)),
                ({"usage": {**usage, "prompt_tokens_details": None}}, (10, 0, 5, 0)),
                ({"usage": {**usage, "cached_tokens": 6}}, (10, 6, 5, 0)),
                ({"usage": {**usage, "num_cached_tokens": 6}}, (10, 6, 5, 0)),
                ({"usage": {**usage, "cache_read_input_tokens": 6}}, (10, 6, 5, 0)),
                ({"usage": None}, (0, 0, 0, 0)),
                ({}, (0, 0, 0, 0)),
            ),
        )

    def test_a_server_may_count_in_the_words_of_responses(self):
        usage = {
            "input_tokens": 10,
            "input_tokens_details": {"cached_tokens": 4},
            "output_tokens": 5,
            "output_tokens_details": {"reasoning_tokens": 3},
        }
        self.usages("custom", (({"usage": usage}, (10, 4, 5, 3)),))

    def test_the_total_tells_whether_reasoning_is_in_the_output(self):
        def usage(output, total):
            details = {"reasoning_tokens": 94}
            return {
                "usage": {
                    "prompt_tokens": 32,
                    "completion_tokens": output,
                    "total_tokens": total,
                    "completion_tokens_details": details,
                }
            }

        for vendor in ("custom", "xai"):
            self.usages(
                vendor,
                (
                    (usage(9, 135), (32, 0, 103, 94)),
                    (usage(103, 135), (32, 0, 103, 94)),
                ),
            )
        usage = {"prompt_tokens": 10, "completion_tokens": 5}
        details = {"completion_tokens_details": {"reasoning_tokens": 3}}
        self.usages("xai", (({"usage": {**usage, **details}}, (10, 0, 8, 3)),))

    def test_anthropic_counts_the_cache_apart(self):
        usage = {
            "input_tokens": 10,
            "cache_read_input_tokens": 100,
            "cache_creation_input_tokens": 1000,
            "output_tokens": 7,
            "output_tokens_details": {"thinking_tokens": 3},
        }
        self.usages("anthropic", (({"usage": usage}, (1110, 100, 7, 3)),))

    def test_what_is_written_into_a_cache_is_told_apart(self):
        chat = {"prompt_tokens_details": {"cache_write_tokens": 5}}
        response = {"input_tokens_details": {"cache_write_tokens": 5}}
        for vendor, body in (
            ("openai", {"usage": chat}),
            ("openrouter", {"usage": chat}),
            ("custom", {"usage": response}),
            ("custom", {"usage": {"cache_creation_input_tokens": 5}}),
            ("openai", {"output": [], "usage": response}),
            ("anthropic", {"usage": {"cache_creation_input_tokens": 5}}),
        ):
            with self.subTest(vendor, body=body):
                self.assertEqual(VENDORS[vendor].read_usage(body).written_tokens, 5)

    def test_gemini_bills_thoughts_as_output(self):
        usage = {
            "promptTokenCount": 100,
            "cachedContentTokenCount": 40,
            "toolUsePromptTokenCount": 5,
            "candidatesTokenCount": 10,
            "thoughtsTokenCount": 30,
        }
        self.usages("google", (({"usageMetadata": usage}, (105, 40, 40, 30)),))

    def test_cohere_counts_what_is_billed(self):
        billed = {"input_tokens": 10.0, "output_tokens": 5.0}
        worked = {"input_tokens": 500.0, "output_tokens": 9.0}
        both = {"billed_units": billed, "tokens": worked}
        self.usages(
            "cohere",
            (
                ({"usage": {**both, "cached_tokens": 4.0}}, (10, 4, 5, 0)),
                ({"usage": {**both, "cached_tokens": 400.0}}, (10, 10, 5, 0)),
                ({"usage": {"tokens": worked}}, (500, 0, 9, 0)),
            ),
        )

    def test_cohere_names_the_reasoning_that_is_billed(self):
        for reasoned, expected in ((3.0, 3), (7.0, 5)):
            worked = {"output_tokens": 9.0, "reasoning_tokens": reasoned}
            usage = {"billed_units": {"output_tokens": 5.0}, "tokens": worked}
            self.usages("cohere", (({"usage": usage}, (0, 0, 5, expected)),))

    def test_ollama_leaves_out_what_is_nothing(self):
        counted = {"prompt_eval_count": 9, "eval_count": 4}
        self.usages("ollama", ((counted, (9, 0, 4, 0)), ({}, (0, 0, 0, 0))))
