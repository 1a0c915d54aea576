"""Sites on 127.0.0.1, allowed by name: what is read of them, and what is left alone."""

import time
import unittest

from ...research import website
from ...research.website import read_also, visit
from ...wire.pages import Web
from ..deadlines import hold_deadlines
from ..fake_sites import FakeSites, Served, moved, page

HOME = """<html lang=en><title>Acme</title><p>We make desks in Munich.</p>
<a href="/blog">Our news about desks and much more that is worth a look</a>
<a href="/about-us">About us</a>
<a href="http://evil.test/contact">Contact</a> <a href="/kontakt/?a=1">Kontakt</a>"""


class NotingWeb(Web):
    """Notes when its pages have to be there; its clock stands still."""

    def __init__(self, local_sites):
        super().__init__(local_sites, clock=self.clock)
        self.deadlines = []

    @staticmethod
    def clock():
        return 0.0

    def get(self, url, *, deadline, max_bytes):
        self.deadlines.append(deadline)
        return super().get(url, deadline=deadline, max_bytes=max_bytes)


class SiteCase(unittest.TestCase):
    def setUp(self):
        self.sites = FakeSites().start()
        self.addCleanup(self.sites.stop)

    def visit(self, domain, seconds=30.0, **pages):
        if pages:
            self.sites.add(domain, {f"/{k}": v for k, v in pages.items()})
        with Web(self.sites.local_sites) as web:
            return visit(domain, web, deadline=time.monotonic() + seconds)

    def problem(self, served, domain="acme.test", **options):
        self.sites.add(domain, {"/": served})
        found = self.visit(domain, **options)
        self.assertEqual(found.pages, ())
        return found.problem


class WhatIsRead(SiteCase):
    def test_home_about_and_contact_and_nothing_else(self):
        self.sites.add(
            "acme.test",
            {
                "/": page(HOME),
                "/about-us": page("<p>Since 1990.</p><a href=/about-us>About us</a>"),
                "/kontakt/?a=1": page("<p>Call +49 89 123456</p>"),
                "/robots.txt": page("User-agent: *\nDisallow: /shop"),
            },
        )
        found = self.visit("acme.test")
        self.assertEqual(found.problem, "")
        self.assertEqual(
            [(p.url, p.text.split("\n")[0]) for p in found.pages],
            [
                ("http://acme.test/", "Acme"),
                ("http://acme.test/about-us", "Since 1990."),
                ("http://acme.test/kontakt/?a=1", "Call +49 89 123456"),
            ],
        )
        self.assertNotIn("About us", found.pages[1].text)  # once is enough
        self.assertEqual(
            self.sites.paths("acme.test"), ["/", "/about-us", "/kontakt/?a=1"]
        )
        self.assertNotIn("evil.test", {host for host, _path in self.sites.asked})

    def test_a_site_in_japanese(self):
        home = (
            "<meta charset=Shift_JIS><p>机のメーカーです。</p>"
            "<a href=/company/>会社概要</a>"
        )
        self.sites.add(
            "acme.test",
            {
                "/": page(home, "text/html", "cp932"),
                "/company/": page("<p>社員五百名</p>", "text/html", "utf-8"),
            },
        )
        texts = [p.text for p in self.visit("acme.test").pages]
        self.assertEqual(texts, ["机のメーカーです。\n会社概要", "社員五百名"])

    def test_the_beginning_of_twenty_megabytes(self):
        line = b"<p>We build bridges over rivers.</p>\n" * 500
        served = Served(line, headers={"Content-Type": "text/html"}, size=20_000_000)
        self.sites.add("acme.test", {"/": served})
        [home] = self.visit("acme.test").pages
        self.assertTrue(home.text.startswith("We build bridges over rivers."))
        self.assertLess(len(home.text), website.PAGE_BYTES)

    def test_where_it_leads_to_within_its_domain(self):
        text = "<p>Makers of fine chairs since 1950, in Munich.</p>"
        self.sites.add("acme.test", {"/": moved("http://www.acme.test/de/ü")})
        self.sites.add("www.acme.test", {"/de/%C3%BC": page(text)})
        [home] = self.visit("acme.test").pages
        self.assertEqual(home.url, "http://www.acme.test/de/%C3%BC")
        refresh = page("<meta http-equiv=refresh content='0;url=/en'>")
        self.sites.add("two.test", {"/": refresh, "/en": page(text)})
        self.assertEqual(self.visit("two.test").pages[0].url, "http://two.test/en")

    def test_without_the_bare_name_the_one_with_www_is_tried(self):
        self.sites.add("www.acme.test", {"/": page("<p>Here.</p>")})
        self.assertEqual(self.visit("acme.test").pages[0].text, "Here.")

    def test_other_pages_that_are_named_are_read_within_the_domain_only(self):
        self.sites.add("acme.test", {"/jobs": page("<p>We hire.</p>")})
        self.sites.add("evil.test", {"/": page("<p>x</p>")})
        urls = ("http://evil.test/", "http://acme.test/jobs", "http://acme.test:99/")
        with Web(self.sites.local_sites) as web:
            ends = time.monotonic() + 60
            pages = read_also("acme.test", urls, web, deadline=ends)
        self.assertEqual([p.text for p in pages], ["We hire."])
        self.assertNotIn("evil.test", {host for host, _path in self.sites.asked})


class WhatIsLeftAlone(SiteCase):
    def test_what_robots_txt_closes(self):
        for served in (
            page("User-agent: *\nDisallow: /"),
            Served(status=503),
            Served(status=403),
            moved("http://evil.test/robots.txt"),
        ):
            with self.subTest(served):
                self.sites.reset()
                self.sites.add("acme.test", {"/": page("x"), "/robots.txt": served})
                found = self.visit("acme.test")
                self.assertEqual(found.pages, ())
                self.assertIn(found.problem, ("robots", "elsewhere"))
                self.assertEqual(self.sites.paths("acme.test"), [])

    def test_a_redirect_to_a_closed_path(self):
        self.sites.add(
            "acme.test",
            {
                "/": moved("/private"),
                "/private": page("<p>x</p>"),
                "/robots.txt": page("User-agent: *\nDisallow: /private"),
            },
        )
        self.assertEqual(self.visit("acme.test").problem, "robots")
        self.assertEqual(self.sites.paths("acme.test"), ["/"])

    def test_other_hosts_whoever_names_them(self):
        self.sites.add("evil.test", {"/": page("<p>x</p>"), "/contact": page("x")})
        for target in (
            "http://evil.test/",
            "//evil.test/",
            "http://acme.test.evil.test/",
            "http://169.254.169.254/latest/",
            "http://acme.test:8069/",
            "http://acme.test@evil.test/",
            "file:///etc/passwd",
            "http://[bad",
        ):
            for served in (
                moved(target),
                page(f"<meta http-equiv=refresh content='0;url={target}'>"),
            ):
                with self.subTest(target, served=served.status):
                    problem = self.problem(served)
                    self.assertEqual(problem, "elsewhere")
        self.assertNotIn("evil.test", {host for host, _path in self.sites.asked})

    def test_logins_reserved_words_and_other_files(self):
        self.assertEqual(self.problem(Served(status=401)), "forbidden")
        self.assertEqual(self.problem(page("<input type=password>")), "forbidden")
        self.assertEqual(
            self.problem(page("<meta name=robots content=noai><p>x</p>")), "reserved"
        )
        self.assertEqual(self.problem(page("%PDF", "application/pdf")), "empty")
        self.assertEqual(self.problem(page("<script>app()</script>")), "empty")

    def test_sites_that_are_broken_or_not_there(self):
        self.assertEqual(self.problem(Served(status=500)), "faulty")
        self.assertEqual(self.problem(moved("/")), "faulty")
        self.assertEqual(self.visit("nowhere.test").problem, "unreachable")

    def test_a_slow_site_costs_its_time_and_no_more(self):
        deadlines = hold_deadlines(self)
        late = {"meanwhile": deadlines.come}
        self.assertEqual(self.problem(page("x", latency=99, **late)), "slow")
        self.assertEqual(self.problem(page("x" * 900, gap=0.05, **late)), "slow")
        self.assertEqual(len(self.sites.paths("acme.test")), 2)

    def test_a_page_gets_its_own_time_and_no_more_than_the_site_has_left(self):
        self.sites.add("acme.test", {"/": page("x")})
        for left, expected in ((30.0, website.PAGE_SECONDS), (3.0, 3.0)):
            with self.subTest(left), NotingWeb(self.sites.local_sites) as web:
                found = visit("acme.test", web, deadline=left, clock=web.clock)
                self.assertEqual(found.problem, "")
                self.assertEqual(set(web.deadlines), {expected})
