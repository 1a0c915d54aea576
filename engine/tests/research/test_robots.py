"""What sites close by robots.txt stays closed, however they write it."""

import unittest

from ...research.robots import read_robots


class Robots(unittest.TestCase):
    def allows(self, text, path="/"):
        return read_robots(text, "llm-lead-scoring").allows(path)

    def test_the_group_that_names_us_counts_else_the_one_for_all(self):
        text = "User-agent: LLM-Lead-Scoring/2\nDisallow: /\n\nUser-agent: *\nAllow: /"
        self.assertFalse(self.allows(text))
        self.assertTrue(self.allows("User-agent: GPTBot\nDisallow: /"))
        shared = "User-agent: GPTBot\nUser-agent: *\nDisallow: /a"
        self.assertFalse(self.allows(shared, "/a"))
        twice = "User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b"
        self.assertFalse(self.allows(twice, "/b"))

    def test_the_longest_rule_decides_and_opens_where_two_are_equal(self):
        text = "User-agent: *\nDisallow: /\nAllow: /about"
        self.assertTrue(self.allows(text, "/about-us"))
        self.assertFalse(self.allows(text, "/contact"))
        self.assertFalse(
            self.allows("User-agent: *\nAllow: /\nDisallow: /about", "/about")
        )
        self.assertTrue(self.allows("User-agent: *\nDisallow: /a\nAllow: /a", "/a"))

    def test_wildcards_and_ends(self):
        for rule, path, allowed in (
            ("*", "/", False),
            ("/*", "/about", False),
            ("*/test", "/a/test", False),
            ("/users/*/replies", "/about", True),
            ("/users/*/replies", "/users/7/replies", False),
            ("/?", "/", True),
            ("/?", "/?q=1", False),
            ("/*.php$", "/a.php", False),
            ("/*.php$", "/a.php?x=1", True),
            ("/$", "/", False),
            ("/$", "/about", True),
            ("/a*b*c", "/a-b", True),
            ("/%C3%BCber", "/über", False),
            ("private", "/private", False),
            ("", "/", True),
            ("http://other.example/", "/", True),
            ("/*" + "a*" * 2000 + "b", "/" + "a" * 2000, True),
        ):
            with self.subTest(rule[:20], path=path[:20]):
                text = f"User-agent: *\nDisallow: {rule}"
                self.assertEqual(self.allows(text, path), allowed)

    def test_files_as_they_are_found(self):
        for text in (
            "\ufeffUser-agent: *\nDisallow: /",
            "User-agent: *\n\nDisallow: /",
            "user-agent : *\r\rdisallow : / # all of it",
            "Sitemap: https://x/y\nUser-agent: *\nCrawl-delay: 5\nDisallow: /",
        ):
            with self.subTest(text):
                self.assertFalse(self.allows(text))
        for text in (
            "",
            "<html><body>Disallow: /</body></html>",
            "Disallow: /",
            "User-agent:\nDisallow: /",
        ):
            with self.subTest(text):
                self.assertTrue(self.allows(text))
