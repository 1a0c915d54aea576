"""Sentences against a sale earn nothing; those that only sound so keep what they earn.

One file a language in ``stances``: a criterion, ``-`` or ``+``, and a quote for it.
"""

import json
import unittest
from functools import cache
from pathlib import Path

from ...reading.passages import Passages
from ...scoring import answer
from ...scoring.denials import Clauses
from ...settings import CRITERIA
from ...values import Completion
from ..lead_reader import content
from .answer.answer_case import KEYS

FEWEST = 7  # sentences of each sign, also of languages that the addon doesn't speak


@cache
def sentences(sign):
    """``(language, criterion, sentence)`` of all files."""
    return [
        (path.stem, *line.split(f" {sign} ", 1))
        for path in sorted((Path(__file__).parent / "stances").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.split(" ", 2)[1] == sign
    ]


def is_denied(key, sentence):
    clauses = Clauses([f"{sentence}."])
    needs_nothing = bool(clauses.nothing_needed())
    return clauses.deny(key, sentence) or (key == "need" and needs_nothing)


def earning(key, sentence):
    """The criteria that a quote earns points for which is given without a "no:"."""
    text = f"Office 4412\n\n{sentence}."
    told = {**dict.fromkeys(KEYS, ""), "evidence": "Office 4412", key: sentence}
    completion = Completion(json.dumps(content(sentence, **told)))
    found = answer.read(completion, Passages((text,), (text,)), CRITERIA)
    return found.quotes.keys() - set(found.against)


class Stances(unittest.TestCase):
    def test_what_speaks_against_a_criterion_denies_it(self):
        for language, key, sentence in sentences("-"):
            with self.subTest(language, key=key, sentence=sentence):
                self.assertTrue(is_denied(key, sentence))

    def test_what_only_sounds_so_does_not(self):
        for language, key, sentence in sentences("+"):
            with self.subTest(language, key=key, sentence=sentence):
                self.assertFalse(is_denied(key, sentence))
                self.assertEqual(Clauses([f"{sentence}."]).nothing_needed(), "")

    def test_a_quote_of_it_earns_what_it_says(self):
        for language, key, sentence in sentences("-")[::9]:
            with self.subTest(language, key=key, sentence=sentence):
                self.assertNotIn(key, earning(key, sentence))
        for language, key, sentence in sentences("+")[::9]:
            with self.subTest(language, key=key, sentence=sentence):
                self.assertIn(key, earning(key, sentence))

    def test_every_language_has_both(self):
        for sign in "-+":
            languages = [language for language, _key, _sentence in sentences(sign)]
            for language in set(languages):
                with self.subTest(language, sign=sign):
                    self.assertGreaterEqual(languages.count(language), FEWEST)
            self.assertEqual(len(set(languages)), 14)


class WhatNamesNothing(unittest.TestCase):
    """No time, no role, no points; needs and budgets are told in too many words."""

    SENTENCES = {
        "timeline": (
            "Let me get back to you on this one",
            "Ich gebe Ihnen dann Bescheid",
            "ご連絡いたします、よろしく",
        ),
        "authority": (
            "I am writing to you from Ghent",
            "Ich schreibe Ihnen aus der Schweiz",
            "Le escribo desde la playa",
        ),
    }

    def test_it_earns_nothing(self):
        for key, quotes in self.SENTENCES.items():
            for quote in quotes:
                with self.subTest(key, quote=quote):
                    self.assertNotIn(key, earning(key, quote))

    def test_what_is_told_in_its_own_words_or_a_language_that_nobody_knows_does(self):
        for key, quote in (
            ("need", "Which of your bikes fits a child of school age?"),
            ("need", "Unser Drucker macht Streifen auf jeder Seite"),
            ("need", "Nous déménageons en juin dans des bureaux plus grands"),
            ("need", "六月にもっと広い事務所へ引っ越します"),
            ("budget", "The city council has voted the funds"),
            ("budget", "Wir können bis zu Ihrem Listenpreis gehen"),
            ("timeline", "Es muss stehen, wenn die Schule wieder anfängt"),
            ("timeline", "It must be running when our guests arrive"),
            ("timeline", "hurtigst muligt og inden jul"),
            ("authority", "Facility Services Gent"),
        ):
            with self.subTest(key, quote=quote):
                self.assertIn(key, earning(key, quote))

    def test_a_time_needs_no_other_content(self):
        self.assertIn("timeline", earning("timeline", "As soon as possible please"))


class OtherSentences(unittest.TestCase):
    def test_a_need_told_later_with_a_number_is_what_is_for_sale(self):
        text = "We no longer need the chairs. We need 40 desks by May."
        self.assertEqual(Clauses([text]).nothing_needed(), "")

    def test_what_is_not_needed_any_more_was_wanted_once(self):
        text = "We need 40 desks by May. Update: we no longer need them."
        self.assertTrue(Clauses([text]).nothing_needed())

    def test_a_need_beside_a_denial_in_one_sentence_stands(self):
        text = "Our supplier no longer delivers, we need new desks."
        self.assertEqual(Clauses([text]).nothing_needed(), "")
        text = "We no longer need the chairs, we need desks."
        self.assertEqual(Clauses([text]).nothing_needed(), "")
