"""What is true of every subscore."""

import unittest
from dataclasses import replace

from ....scoring.subscores import SUBSCORES
from ....values import Answer
from .samples import EMPTY, FULL, ago


class EveryScoreIsItsReasons(unittest.TestCase):
    def test_points_add_up_to_the_score_and_possible_points_to_100(self):
        answers = (
            None,
            Answer("inquiry", {"need": "desks", "budget": "5000 EUR"}),
            Answer("spam", {"need": "desks"}),
        )
        busy = replace(FULL, contacts=(ago(1), ago(2, "out")), planned_activities=2)
        for subscore in SUBSCORES:
            for facts in (EMPTY, FULL, busy):
                for answer in answers:
                    with self.subTest(subscore.NAME, lead=facts.name, answer=answer):
                        found = subscore.score(facts, answer)
                        reasons = found.reasons
                        self.assertEqual(sum(r.points for r in reasons), found.score)
                        self.assertEqual(sum(r.out_of for r in reasons), 100)
                        self.assertEqual(found.name, subscore.NAME)
