"""The whole road: a site, a vendor's search, one question, and what holds."""

import json
import time
import unittest

from ...calling.memory import Memory
from ...errors import OverBudget, ServerError
from ...research.findings import Asked
from ...research.research import allowance, research
from ...settings import Endpoint, Prices
from ..fake_server import Step
from ..fake_sites import FakeSites, moved, page
from ..fake_vendor import FakeVendor, answer, fail

HOME = "<html lang=de><meta name=generator content=Shopware><p>Wir bauen Tische.</p>"


def told(about, value, quote, source=1):
    return {"about": about, "value": value, "quote": quote, "source": source}


def facts(*items):
    return answer(json.dumps({"facts": items}, ensure_ascii=False))


TABLES = told("does", "tables", "Wir bauen Tische")


class ResearchCase(unittest.TestCase):
    def setUp(self):
        self.vendor = FakeVendor().start()
        self.addCleanup(self.vendor.stop)
        self.sites = FakeSites().start()
        self.addCleanup(self.sites.stop)
        self.sites.add("acme.test", {"/": page(HOME)})

    def endpoint(self, vendor="custom", **more):
        root = self.vendor.url + ("" if vendor in ("anthropic", "google") else "/v1")
        return Endpoint(
            1, "Ours", vendor, "m", "k", base_url=root, allow_private=True, **more
        )

    def research(self, *steps, domain="acme.test", vendor="custom", **options):
        self.vendor.then(*steps)
        searches = options.pop("searches", False)
        endpoint = self.endpoint(vendor, **options.pop("more", {}))
        asked = Asked(
            domain, "ACME", searches=searches, local_sites=self.sites.local_sites
        )
        deadline = time.monotonic() + 60
        return research(
            asked, [endpoint], deadline=deadline, memory=Memory(), **options
        )

    def kinds(self, found):
        return [(fact.kind, fact.value) for fact in found.facts]


class Website(ResearchCase):
    def test_facts_have_source_words_and_time_and_what_is_missing_is_said(self):
        found = self.research(facts(TABLES))
        fact = found.facts[-1]
        self.assertEqual((fact.kind, fact.value), ("does", "tables"))
        self.assertEqual(fact.source, "http://acme.test/")
        self.assertEqual(fact.quote, "Wir bauen Tische")
        self.assertTrue(found.retrieved)
        self.assertEqual(found.sources, ("http://acme.test/",))
        self.assertIn("size", found.missing)
        self.assertNotIn("does", found.missing)
        self.assertEqual(len(found.attempts), 1)
        self.assertIn("Wir bauen Tische.", self.vendor.requests[0].text)

    def test_what_a_page_says_of_itself_needs_no_model(self):
        found = self.research(facts())
        self.assertEqual(
            self.kinds(found), [("language", "de"), ("technology", "Shopware")]
        )

    def test_an_invented_quote_leaves_no_fact(self):
        lie = facts(told("size", "500 people", "500 people work for us"))
        found = self.research(lie, lie)
        self.assertNotIn("size", dict(self.kinds(found)))
        self.assertEqual(found.problems, {"answer": "answer_unverified"})
        self.assertEqual(len(found.attempts), 2)

    def test_without_a_page_nobody_is_asked(self):
        self.sites.add("evil.test", {"/": page("x")})
        self.sites.add("gone.test", {"/": moved("http://evil.test/")})
        found = self.research(domain="gone.test")
        self.assertEqual((found.facts, found.attempts), ((), ()))
        self.assertEqual(found.problems, {"website": "elsewhere"})
        self.assertEqual(self.vendor.requests, [])

    def test_a_vendor_that_fails_is_told_with_what_was_sent(self):
        with self.assertRaises(ServerError) as caught:
            self.research(*[fail(500)] * 9)
        self.assertTrue(caught.exception.attempts)

    def test_it_keeps_to_what_may_be_spent(self):
        priced = {"prices": Prices(input=1000.0, output=1000.0)}
        with self.assertRaises(OverBudget):
            self.research(facts(TABLES), more=priced, allowance=0.001)
        self.assertEqual(self.vendor.requests, [])
        endpoint = self.endpoint(**priced)
        asked = Asked("acme.test", local_sites=self.sites.local_sites)
        found = self.research(
            facts(TABLES), more=priced, allowance=allowance(asked, [endpoint])
        )
        self.assertIn(("does", "tables"), self.kinds(found))


class Search(ResearchCase):
    def search(self, citations, *items, **options):
        block = {"type": "text", "text": "ACME makes tables.", "citations": citations}
        usage = {
            "input_tokens": 9,
            "output_tokens": 9,
            "server_tool_use": {"web_search_requests": 2},
        }
        step = Step(body={"type": "message", "content": [block], "usage": usage})
        options = {"vendor": "anthropic", "searches": True, **options}
        return self.research(step, facts(*items), **options)

    def test_words_that_a_vendor_passes_on_are_a_source(self):
        cited = {
            "url": "https://news.example/1",
            "title": "News",
            "cited_text": "ACME opens a site in Lyon",
        }
        news = told("news", "a site in Lyon", "ACME opens a site in Lyon", 2)
        found = self.search([cited], TABLES, news)
        fact = next(fact for fact in found.facts if fact.kind == "news")
        self.assertEqual((fact.source, fact.origin), (cited["url"], "search"))
        self.assertEqual(len(found.attempts), 2)
        asked = self.vendor.requests[0]
        self.assertEqual(asked.body["tools"][0]["name"], "web_search")
        self.assertIn("acme.test", asked.text)

    def test_a_bare_address_is_named_and_not_opened(self):
        self.sites.add("other.test", {"/": page("x")})
        found = self.search([{"url": "http://other.test/", "title": "Other"}], TABLES)
        self.assertEqual(found.unread, (("http://other.test/", "Other"),))
        self.assertNotIn("other.test", {host for host, _path in self.sites.asked})

    def test_a_bare_address_of_the_company_is_read_like_its_other_pages(self):
        jobs = page("<p>Wir suchen Schreiner.</p>")
        self.sites.add("acme.test", {"/": page(HOME), "/jobs": jobs})
        hiring = told("hiring", "joiners", "Wir suchen Schreiner", 2)
        found = self.search([{"url": "http://acme.test/jobs"}], TABLES, hiring)
        self.assertIn(("hiring", "Wir suchen Schreiner"), self.kinds(found))
        self.assertEqual(found.unread, ())

    def test_a_search_that_fails_costs_no_fact(self):
        found = self.research(
            fail(400), facts(TABLES), vendor="anthropic", searches=True
        )
        self.assertIn(("does", "tables"), self.kinds(found))
        self.assertIn("search", found.problems)

    def test_a_vendor_without_a_search_is_not_asked_for_one(self):
        found = self.research(facts(TABLES), searches=True)
        self.assertEqual(found.problems, {"search": "no_search"})
        self.assertEqual(len(self.vendor.requests), 1)

    def test_the_fee_of_a_search_is_on_the_bill(self):
        found = self.search([], TABLES, more={"prices": Prices(1.0, 0.0, 1.0)})
        self.assertAlmostEqual(found.attempts[0].cost, 2 * 0.01 + 18 / 1e6)
