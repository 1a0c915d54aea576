"""What a company asks for itself: points by hand."""

import unittest
from dataclasses import replace

from ....scoring.subscores import clarity, fit, score_all
from ....settings import CRITERIA
from ....values import Answer, PageQuote
from .samples import EMPTY, OWN


class Fit(unittest.TestCase):
    def test_there_is_none_without_criteria_of_ones_own(self):
        names = [part.name for part in score_all(EMPTY, None)]
        self.assertNotIn("fit", names)

    def test_own_criteria_earn_their_share(self):
        facts = replace(EMPTY, criteria=(*CRITERIA, *OWN))
        for quotes, against, expected in (
            ({}, (), 0),
            ({"in_benelux": "Ghent"}, (), 75),
            ({"in_benelux": "Ghent", "hotel": "our hotel"}, (), 100),
            ({"in_benelux": "not Ghent", "hotel": "our hotel"}, ("in_benelux",), 25),
        ):
            with self.subTest(quotes):
                answer = Answer("inquiry", quotes, against)
                self.assertEqual(fit.score(facts, answer).score, expected)
                self.assertEqual(clarity.score(facts, answer).score, 0)

    def test_without_words_it_is_not_judged(self):
        facts = replace(EMPTY, criteria=OWN)
        self.assertFalse(fit.score(facts, None).judged)

    def test_what_the_lead_does_not_say_its_companys_pages_may(self):
        page = PageQuote("We run hotels.", "https://acme.example/")
        facts = replace(
            EMPTY, criteria=OWN, researched={"hotel": page, "in_benelux": page}
        )
        silent = Answer("inquiry", {"in_benelux": "in Ghent"})
        reasons = {r.code: r for r in fit.score(facts, silent).reasons}
        self.assertEqual(reasons["hotel"].source, "https://acme.example/")
        self.assertEqual(reasons["hotel"].points, 10)
        self.assertEqual(reasons["in_benelux"].quote, "in Ghent")
        self.assertEqual(reasons["in_benelux"].source, "")
        self.assertTrue(fit.score(facts, None).judged)
        denied = replace(page, is_against=True)
        facts = replace(facts, researched={"hotel": denied})
        self.assertEqual(fit.score(facts, None).score, 0)
        self.assertEqual(fit.score(facts, Answer("spam", {})).score, 0)
