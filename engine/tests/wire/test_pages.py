"""Which pages may be asked for at all, and what comes back of them."""

import socket
import time
import unittest

from ...errors import AddressRefused, TimedOut, Unreachable
from ...wire.pages import Web, check_page_url
from ..deadlines import hold_deadlines
from ..fake_sites import FakeSites, Served, moved, page

PRIVATE = ("127.0.0.1", "10.0.0.8", "169.254.169.254", "192.168.1.1", "100.64.0.1")


def resolver(*addresses):
    def resolve(host, port, **options):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 0, "", (a, port)) for a in addresses
        ]

    return resolve


class Addresses(unittest.TestCase):
    def test_only_usual_ports_of_named_hosts_are_pages(self):
        for url in ("https://acme.example/", "http://www.acme.example:80/a?b=1"):
            check_page_url(url)
        for url in (
            "https://acme.example:8443/",
            "http://acme.example:22/",
            "https://acme.example:80/",
            "https://user@acme.example/",
            "https://acme.example@evil.example/",
            "ftp://acme.example/",
            "file:///etc/passwd",
            "https://localhost/",
            "https://intranet/",
            "https://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://127.1/",
            "http://[::1]/",
            "https://acme.example/a b",
            "https://acme.example/\r\nHost: x",
            "https://acmé.example/",
            "https://acme.example:x/",
            "//acme.example/",
        ):
            with self.subTest(url), self.assertRaises(AddressRefused):
                check_page_url(url)

    def test_a_name_that_leads_into_this_network_is_not_opened(self):
        for address in PRIVATE:
            for scheme in ("http", "https"):
                with self.subTest(address, scheme=scheme):
                    web = Web(resolve=resolver(address))
                    with self.assertRaises(AddressRefused):
                        self.get(web, f"{scheme}://acme.example/")

    def test_one_private_address_among_others_is_enough(self):
        web = Web(resolve=resolver("1.1.1.1", "127.0.0.1"))
        with self.assertRaises(AddressRefused):
            self.get(web, "https://acme.example/")

    def test_a_named_site_of_ours_does_not_open_its_neighbours(self):
        with FakeSites() as sites:
            sites.add("acme.test", {"/": page("<p>x</p>")})
            web = Web(sites.local_sites, resolve=resolver("127.0.0.1"))
            self.assertEqual(self.get(web, "http://acme.test/").status, 200)
            for url in ("http://evil.test/", "http://www.acme.test/"):
                with self.subTest(url), self.assertRaises(AddressRefused):
                    self.get(web, url)
            with self.assertRaises(Unreachable):
                self.get(web, "https://acme.test/")

    def get(self, web, url):
        with web:
            return web.get(url, deadline=time.monotonic() + 60, max_bytes=1000)


class Answers(unittest.TestCase):
    def setUp(self):
        self.sites = FakeSites().start()
        self.addCleanup(self.sites.stop)

    def get(self, served, max_bytes=1000):
        self.sites.add("acme.test", {"/": served})
        with Web(self.sites.local_sites) as web:
            ends = time.monotonic() + 60
            return web.get("http://acme.test/", deadline=ends, max_bytes=max_bytes)

    def test_a_redirect_is_an_answer_and_is_not_followed(self):
        answer = self.get(moved("http://evil.test/"))
        self.assertEqual(answer.status, 301)
        self.assertEqual(answer.headers["location"], "http://evil.test/")
        self.assertEqual(self.sites.asked, [("acme.test", "/")])

    def test_of_a_long_page_the_beginning_is_read(self):
        answer = self.get(Served(b"0123456789", size=20_000_000), max_bytes=25)
        self.assertEqual(answer.body, b"0123456789012345678901234")

    def test_who_asks_says_so_and_sends_nothing_else(self):
        self.get(page("<p>x</p>"))
        [agent] = self.sites.agents
        self.assertRegex(agent, r"^llm-lead-scoring/\S+ \(.*robots\.txt")

    def test_a_page_that_trickles_ends_in_time(self):
        come = hold_deadlines(self).come
        with self.assertRaises(TimedOut):
            self.get(Served(b"x" * 900, gap=0.05, meanwhile=come))
