"""Measures of a ranking and of chances."""

import json
import unittest
from pathlib import Path

from ...learning import metrics
from . import drawn

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text())


class Measures(unittest.TestCase):
    def test_measures_are_those_of_scikit_learn(self):
        said, came = drawn.chances()
        expected = REFERENCE["measures"]
        self.assertAlmostEqual(metrics.auc(said, came).value, expected["auc"])
        self.assertAlmostEqual(metrics.brier(said, came), expected["brier"])
        bands = metrics.reliability(said, came)
        self.assertEqual(len(bands), 10)
        for number, band in enumerate(bands):
            with self.subTest(number):
                self.assertAlmostEqual(band.came, expected[f"reliability_{number}"])

    def test_auc_counts_ties_half(self):
        for scores, outcomes, expected in (
            ([1, 2, 3, 4], [0, 0, 1, 1], 1),
            ([4, 3, 2, 1], [0, 0, 1, 1], 0),
            ([1, 1, 1, 1], [0, 1, 0, 1], 0.5),
            ([1, 2, 2, 3], [0, 0, 1, 1], 0.875),
        ):
            with self.subTest(scores):
                self.assertEqual(metrics.auc(scores, outcomes).value, expected)

    def test_auc_of_one_outcome_is_none(self):
        for outcomes in ([], [True, True], [False]):
            with self.subTest(outcomes):
                self.assertIsNone(metrics.auc([0.5] * len(outcomes), outcomes))

    def test_interval_narrows_with_more_leads(self):
        few = metrics.auc(*drawn.chances(60))
        many = metrics.auc(*drawn.chances(2000))
        self.assertLess(many.high - many.low, (few.high - few.low) / 3)
        self.assertTrue(few.low < few.value < few.high)

    def test_delong_of_a_small_case(self):
        # By hand: won 3, 5 against lost 1, 4: shares 1/2, 1 and 1, 1/2.
        found = metrics.auc([3, 5, 1, 4], [1, 1, 0, 0])
        self.assertAlmostEqual(found.value, 0.75)
        self.assertAlmostEqual(found.low, 0.75 - metrics.Z_90 * 0.125**0.5)
        self.assertEqual(found.high, 1)

    def test_calibration_error_is_the_mean_distance(self):
        said = [0.05] * 10 + [0.95] * 10
        came = [False] * 10 + [True] * 8 + [False] * 2
        found = metrics.calibration_error(said, came)
        self.assertAlmostEqual(found, (0.05 + 0.15) / 2)

    def test_nothing_measured_is_none(self):
        self.assertIsNone(metrics.brier([], []))
        self.assertIsNone(metrics.calibration_error([], []))
        self.assertIsNone(metrics.precision_at_top([], [], 0.1))
        self.assertIsNone(metrics.won_rate(0, 0))

    def test_precision_shares_the_last_places_among_ties(self):
        for scores, outcomes, share, expected in (
            ([9, 8, 7, 6], [1, 0, 1, 0], 0.25, 1),
            ([9, 8, 7, 6], [1, 0, 1, 0], 0.5, 0.5),
            ([5, 5, 5, 5], [1, 0, 1, 1], 0.25, 0.75),
            ([9, 5, 5, 1], [1, 0, 1, 0], 0.5, 0.75),
        ):
            with self.subTest(scores, share=share):
                found = metrics.precision_at_top(scores, outcomes, share)
                self.assertAlmostEqual(found, expected)

    def test_wilson_holds_for_few(self):
        found = metrics.won_rate(0, 10)
        self.assertEqual((found.value, found.low), (0, 0))
        self.assertAlmostEqual(found.high, 0.2129, 4)
        self.assertAlmostEqual(metrics.won_rate(8, 10).low, 0.5408, 4)

    def test_rank_correlation(self):
        for second, expected in (([1, 4, 9], 1), ([3, 2, 1], -1), ([7, 7, 7], 0)):
            with self.subTest(second):
                found = metrics.rank_correlation([1, 2, 3], second)
                self.assertAlmostEqual(found, expected)
