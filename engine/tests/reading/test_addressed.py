"""Who is spoken to: customers' sentences (+) and texts meant for the machine (-)."""

import unittest
from pathlib import Path

from ...reading.passages import passages_of
from ...settings import Settings
from ...values import LeadFacts
from .test_passages import NOW

LINES = (Path(__file__).parent / "addressed.txt").read_text("utf-8").splitlines()


def passages(sentence):
    words = f"Hello,\n\n{sentence}\n\nAnn"
    return passages_of(LeadFacts(7, NOW, name="Lead", description=words), Settings())


class Addressed(unittest.TestCase):
    def test_a_customer_who_speaks_of_machines_and_ratings_is_not_marked(self):
        for line in LINES:
            if line.startswith("+ "):
                with self.subTest(line):
                    found = passages(line[2:])
                    self.assertEqual(found.signs, ())
                    self.assertEqual(found.counting, found.sent)

    def test_what_speaks_to_the_machine_is_marked(self):
        for line in LINES:
            if line.startswith("- "):
                with self.subTest(line):
                    self.assertTrue(passages(line[2:]).signs)

    def test_both_are_many(self):
        signs = [line[0] for line in LINES]
        self.assertGreater(signs.count("+"), 200)
        self.assertGreater(signs.count("-"), 100)
