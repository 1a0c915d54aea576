"""Customers' sentences with words of automatic answers, notices, banners and cards:
nothing of them is cut, and a person wrote them."""

import unittest
from pathlib import Path

from ....reading.mail.automatic import is_automatic
from ....reading.obedience import find_signs
from ....reading.text import to_text

HERE = Path(__file__).parent
LINES = (HERE / "inquiries.txt").read_text("utf-8").splitlines()
SENTENCES = [line.partition(" ")[2] for line in LINES]
ABSENCES = (HERE / "absences.txt").read_text("utf-8").splitlines()
CARD = "Anna Muster\nanna@muster.example\n+44 20 7946 0958"
WAYS = (
    "{}",
    f"Hello,\n\n{{}}\n\nKind regards\n{CARD}",
    f"{{}}\n\n{CARD}",
    "More on the phone.\n\n{}",
    "More on the phone.\n\n--\n{}",
)


class Inquiries(unittest.TestCase):
    def test_nothing_is_cut(self):
        for sentence in SENTENCES:
            for way in WAYS:
                with self.subTest(way.format(sentence)):
                    self.assertIn(sentence, to_text(way.format(sentence)))

    def test_a_person_wrote_them(self):
        for sentence in SENTENCES:
            for way in WAYS:
                with self.subTest(way.format(sentence)):
                    self.assertFalse(is_automatic("Desks", way.format(sentence)))

    def test_as_a_subject_they_are_no_program_s(self):
        for sentence in SENTENCES:
            with self.subTest(sentence):
                self.assertFalse(is_automatic(sentence, "Please call me."))

    def test_they_speak_to_no_machine(self):
        for sentence in SENTENCES:
            with self.subTest(sentence):
                self.assertEqual(find_signs(sentence), ())


class Absences(unittest.TestCase):
    def test_who_is_away_is_told_by_words_that_customers_use_as_well(self):
        for text in ABSENCES:
            with self.subTest(text):
                self.assertTrue(is_automatic("Re: Desks", text))
