"""Weights -> total and grade."""

import unittest

from ...scoring.score import grade, grade_of, total, weights_of
from ...settings import Settings
from ...values import SubScore

NAMES = ("completeness", "clarity", "engagement")


def settings(*weights):
    return Settings(
        **{f"weight_{name}": w for name, w in zip(NAMES, weights, strict=True)}
    )


class Weights(unittest.TestCase):
    def test_weights_are_normalised_to_1(self):
        for given, expected in (
            ((30, 40, 30), (0.3, 0.4, 0.3)),
            ((1, 1, 2), (0.25, 0.25, 0.5)),
            ((0, 40, 0), (0, 1, 0)),
            ((0.1, 0, 0.3), (0.25, 0, 0.75)),
        ):
            with self.subTest(given):
                found = weights_of(settings(*given))
                for name, share in zip(NAMES, expected, strict=True):
                    self.assertAlmostEqual(found[name], share)

    def test_defaults_are_30_40_30(self):
        self.assertEqual(weights_of(Settings()), weights_of(settings(30, 40, 30)))

    def test_weights_without_sense_are_refused(self):
        nan, inf = float("nan"), float("inf")
        for given in (
            (0, 0, 0),
            (-1, 50, 50),
            (nan, 40, 30),
            (30, nan, 30),
            (inf, 40, 30),
        ):
            with self.subTest(given), self.assertRaises(ValueError):
                weights_of(settings(*given))


class Total(unittest.TestCase):
    def test_total_is_the_weighted_mean(self):
        for scores, weights, expected in (
            ((100, 100, 100), (30, 40, 30), 100),
            ((0, 0, 0), (30, 40, 30), 0),
            ((88, 60, 35), (30, 40, 30), 60.9),
            ((88, 60, 35), (0, 1, 0), 60),
            ((88, 60, 35), (1, 1, 1), 61),
            ((1, 0, 0), (1, 1, 1), 0.3),
        ):
            with self.subTest(scores, weights=weights):
                subscores = map(SubScore, NAMES, scores)
                found = total(subscores, weights_of(settings(*weights)))
                self.assertEqual(found, expected)

    def test_what_was_not_judged_is_left_out(self):
        parts = [SubScore("completeness", 80), SubScore("clarity", 0, judged=False)]
        self.assertEqual(total(parts, weights_of(Settings())), 80)
        self.assertEqual(total(parts, {"completeness": 0, "clarity": 1}), 0)

    def test_there_is_no_grade_without_the_leads_own_words(self):
        for clarity, fit, expected in (
            (False, False, ""),
            (False, True, "A"),
            (True, False, "A"),
        ):
            with self.subTest(clarity=clarity, fit=fit):
                parts = (
                    SubScore("completeness", 80),
                    SubScore("clarity", 0, judged=clarity),
                    SubScore("fit", 0, judged=fit),
                )
                self.assertEqual(grade_of(parts, 80), expected)

    def test_grades_begin_where_the_table_says(self):
        for score, expected in (
            (100, "A"),
            (75, "A"),
            (74.9, "B"),
            (50, "B"),
            (49.9, "C"),
            (25, "C"),
            (24.9, "D"),
            (0, "D"),
        ):
            with self.subTest(score):
                self.assertEqual(grade(score), expected)
