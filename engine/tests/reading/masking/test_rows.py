"""Lines of ``masked.txt``: what stands in braces is hidden, all the rest is kept."""

import re
import unittest
from pathlib import Path

from .masking_case import hidden

ROWS = (Path(__file__).parent / "masked.txt").read_text("utf-8").splitlines()


class Rows(unittest.TestCase):
    def test_values_of_thirty_countries(self):
        for row in ROWS:
            with self.subTest(row):
                expected = re.sub(r"\{[^}]*\}", "*", row)
                found = hidden(re.sub(r"[{}]", "", row))
                self.assertEqual(re.sub(r"\[[A-Z]+_\d+\]", "*", found), expected)

    def test_there_are_values_and_evidence(self):
        self.assertGreater(sum("{" in row for row in ROWS), 100)
        self.assertGreater(sum("{" not in row for row in ROWS), 75)
