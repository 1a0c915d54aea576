"""What a message says of its inquiry: points by hand."""

import unittest
from dataclasses import replace

from ....scoring.criteria import KINDS
from ....scoring.subscores import clarity
from ....settings import CRITERIA
from ....values import Answer
from .samples import EMPTY, OWN, points

KEYS = [criterion.key for criterion in CRITERIA]


class Clarity(unittest.TestCase):
    def test_each_quote_gives_the_points_of_its_criterion(self):
        for quotes, expected in (
            ({}, 0),
            ({"need": "desks"}, 25),
            ({"need": "desks", "scope": "40 of them", "timeline": "by May"}, 60),
            (dict.fromkeys(KEYS, "words"), 100),
        ):
            with self.subTest(quotes):
                found = clarity.score(EMPTY, Answer("inquiry", quotes))
                self.assertEqual(found.score, expected)
                shown = {r.code: r.quote for r in found.reasons if r.points}
                self.assertEqual(shown, quotes)

    def test_what_is_no_inquiry_earns_nothing_and_says_what_it_is(self):
        for kind in KINDS[1:]:
            with self.subTest(kind):
                answer = Answer(kind, dict.fromkeys(KEYS, "words"))
                found = clarity.score(EMPTY, answer)
                self.assertEqual((found.score, found.judged), (0, True))
                self.assertEqual(found.reasons[0].code, f"kind_{kind}")

    def test_without_words_nothing_is_judged(self):
        found = clarity.score(EMPTY, None)
        self.assertEqual((found.score, found.judged), (0, False))
        self.assertEqual(found.reasons[0].code, "no_text")

    def test_what_speaks_against_earns_nothing_and_is_shown(self):
        quotes = {"need": "desks", "budget": "no budget"}
        found = clarity.score(EMPTY, Answer("inquiry", quotes, ("budget",)))
        self.assertEqual(found.score, 25)
        shown = {r.code: (r.points, r.quote) for r in found.reasons if r.quote}
        self.assertEqual(shown, {"need": (25, "desks"), "budget": (0, "no budget")})

    def test_nothing_needed_bounds_the_score_and_the_reasons_still_add_up(self):
        for keys, expected in ((KEYS, 20), (["need", "budget"], 15), (["need"], 0)):
            with self.subTest(keys):
                answer = Answer("inquiry", dict.fromkeys(keys, "words"), ("need",))
                found = clarity.score(EMPTY, answer)
                self.assertEqual(found.score, expected)
                self.assertEqual(sum(points(found).values()), expected)

    def test_a_score_is_what_is_earned_of_what_is_possible(self):
        facts = replace(EMPTY, criteria=CRITERIA[:3])
        found = clarity.score(facts, Answer("inquiry", {"need": "desks"}))
        self.assertEqual(found.score, 41.7)  # 25 of 60

    def test_without_criteria_nothing_is_judged(self):
        facts = replace(EMPTY, criteria=OWN)
        self.assertFalse(clarity.score(facts, Answer("inquiry", {})).judged)
