"""What vendors' searches cite, in the shapes that their answers were seen in."""

import unittest

from ...settings import Endpoint
from ...values import Message, SearchPrompt
from ...vendors import VENDORS

PROMPT = SearchPrompt("Look it up.", (Message("user", "ACME"),))


def citations(vendor, payload):
    found = VENDORS[vendor].read_completion(payload)
    return [(c.url, c.title, c.words) for c in found.citations]


def searches(vendor, payload):
    return VENDORS[vendor].read_usage(payload).searches


def request(vendor, base_url=""):
    asked = Endpoint(1, "x", vendor, "m", "k", base_url=base_url)
    return VENDORS[vendor].build_request(asked, PROMPT)


def response(annotations, *steps):
    block = {"type": "output_text", "text": "ACME.", "annotations": annotations}
    message = {"type": "message", "content": [block]}
    return {"object": "response", "output": [*steps, message]}


def call(kind="search", **action):
    return {"type": "web_search_call", "action": {"type": kind, **action}}


class Responses(unittest.TestCase):
    def test_annotations_are_cited_without_the_vendors_mark(self):
        note = {
            "type": "url_citation",
            "url": "https://acme.example/a?b=1&utm_source=openai",
            "title": "ACME",
            "start_index": 0,
            "end_index": 4,
        }
        payload = response([note, note, {"type": "file_citation"}], call())
        for vendor in ("openai", "xai"):
            with self.subTest(vendor):
                self.assertEqual(
                    citations(vendor, payload),
                    [("https://acme.example/a?b=1", "ACME", "")],
                )

    def test_without_annotations_what_was_looked_at_counts(self):
        seen = [{"type": "url", "url": "https://acme.example/"}, {"url": None}, 7]
        payload = response([], call(sources=seen), call("open_page"), {"type": "x"})
        found = citations("openai", payload)
        self.assertEqual(found, [("https://acme.example/", "", "")])
        self.assertEqual(searches("openai", payload), 1)

    def test_it_is_asked_for_over_responses_and_stores_nothing(self):
        sent = request("openai")
        self.assertEqual(sent.url, "https://api.openai.com/v1/responses")
        self.assertEqual(sent.body["tools"][0]["type"], "web_search")
        self.assertEqual(sent.body["include"], ["web_search_call.action.sources"])
        self.assertIs(sent.body["store"], False)
        self.assertEqual(request("xai").body["tools"], [{"type": "web_search"}])


class Others(unittest.TestCase):
    def test_anthropic_passes_on_words_and_lists_what_it_found(self):
        result = {
            "type": "web_search_result",
            "url": "https://b.example/",
            "title": "B",
        }
        cited = {
            "type": "web_search_result_location",
            "url": "https://a.example/",
            "title": "A",
            "cited_text": "ACME makes desks.",
        }
        error = {"type": "web_search_tool_result_error", "error_code": "unavailable"}
        payload = {
            "content": [
                {"type": "web_search_tool_result", "content": [result]},
                {"type": "web_search_tool_result", "content": error},
                {"type": "text", "text": "Desks.", "citations": [cited]},
                {"type": "text", "text": "More.", "citations": None},
            ],
            "usage": {"server_tool_use": {"web_search_requests": 2}},
        }
        self.assertEqual(
            citations("anthropic", payload),
            [
                ("https://a.example/", "A", "ACME makes desks."),
                ("https://b.example/", "B", ""),
            ],
        )
        self.assertEqual(searches("anthropic", payload), 2)
        self.assertEqual(request("anthropic").body["tools"][0]["max_uses"], 3)

    def test_gemini_names_pages_by_addresses_that_lead_there(self):
        chunks = [
            {
                "web": {
                    "uri": "https://vertexaisearch.example/x",
                    "title": "acme.example",
                }
            },
            {"retrievedContext": {}},
            {"web": {"uri": "javascript:alert(1)"}},
        ]
        grounding = {"groundingChunks": chunks, "webSearchQueries": ["acme", "", "x"]}
        content = {"parts": [{"text": "Desks."}]}
        payload = {"candidates": [{"content": content, "groundingMetadata": grounding}]}
        self.assertEqual(
            citations("google", payload),
            [("https://vertexaisearch.example/x", "acme.example", "")],
        )
        self.assertEqual(searches("google", payload), 2)
        sent = request("google")
        self.assertIn("/v1beta/models/m:generateContent", sent.url)
        self.assertEqual(sent.body["tools"], [{"googleSearch": {}}])
        own = request("google", "https://proxy.example/v1").url
        self.assertIn("proxy.example/v1/models", own)

    def test_chat_completions_have_them_in_three_places(self):
        cited = {
            "url": "https://a.example/",
            "title": "A",
            "content": "ACME makes desks.",
        }
        note = {"type": "url_citation", "url_citation": cited}
        result = {"title": "B", "url": "https://b.example/", "content": "B b."}
        tool = {"type": "search", "search_results": {"results": [result]}}
        message = {"content": "Desks.", "annotations": [note], "executed_tools": [tool]}
        payload = {
            "choices": [{"message": message}],
            "search_results": [{"url": "https://c.example/", "snippet": "C c."}],
            "citations": ["https://c.example/", "https://d.example/", 5],
        }
        self.assertEqual(
            citations("openrouter", payload),
            [
                ("https://a.example/", "A", "ACME makes desks."),
                ("https://c.example/", "", "C c."),
                ("https://b.example/", "B", "B b."),
                ("https://d.example/", "", ""),
            ],
        )
        sent = request("openrouter")
        self.assertEqual(sent.body["tools"][0]["type"], "openrouter:web_search")

    def test_answers_that_searched_nothing_cite_nothing(self):
        for odd in (
            None,
            "x",
            [],
            {},
            [None, 5, {"url": "ftp://x/"}, {"url": "http://["}],
        ):
            message = {"content": "Desks.", "annotations": odd}
            payload = {"choices": [{"message": message}], "citations": odd}
            with self.subTest(odd):
                self.assertEqual(citations("custom", payload), [])

    def test_vendors_without_one_are_told_apart(self):
        able = {name for name, vendor in VENDORS.items() if vendor.can_search}
        self.assertEqual(able, {"openai", "anthropic", "google", "openrouter", "xai"})
