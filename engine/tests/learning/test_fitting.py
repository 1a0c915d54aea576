"""Columns, coefficients and calibration."""

import unittest
from math import nan

from ...learning import calibration, encoding, logistic
from ...learning.rows import PlainRows, rows_of
from ...learning.values import CATEGORY, MANY, NUMBER, Feature
from . import drawn
from .test_metrics import REFERENCE


class Encoding(unittest.TestCase):
    def _encoder(self, kind, values):
        return encoding.fit([Feature("x", kind)], [(value,) for value in values])

    def _levels(self, encoder, value):
        columns = encoder.encode((value,))
        self.assertEqual(columns[0], 0)
        return [encoder.columns[c - 1].level for c in columns[1:]]

    def test_rare_levels_share_a_column(self):
        rare = [f"r{number}" for number in range(9)]
        encoder = self._encoder(CATEGORY, ["a"] * 20 + ["b"] * 10 + rare + [None] * 8)
        for value, expected in (
            ("a", ["a"]),
            ("r3", [encoding.RARE]),
            ("never seen", [encoding.RARE]),
            (None, [encoding.MISSING]),
        ):
            with self.subTest(value):
                self.assertEqual(self._levels(encoder, value), expected)

    def test_unknown_level_without_rare_ones_adds_nothing(self):
        encoder = self._encoder(CATEGORY, ["a"] * 20 + ["b"] * 20)
        self.assertEqual(self._levels(encoder, "c"), [])
        self.assertEqual(self._levels(encoder, None), [])

    def test_what_is_the_same_on_all_gets_no_column(self):
        for kind, value in ((CATEGORY, "a"), (NUMBER, 3.0), (MANY, ()), (NUMBER, None)):
            with self.subTest(kind):
                self.assertEqual(self._encoder(kind, [value] * 50).columns, ())

    def test_numbers_fall_into_bins_of_about_equal_size(self):
        encoder = self._encoder(NUMBER, [float(n) for n in range(1000)])
        self.assertEqual(self._levels(encoder, -5.0), ["0"])
        self.assertEqual(self._levels(encoder, 150.0), ["1"])
        self.assertEqual(self._levels(encoder, 1e9), ["9"])

    def test_a_common_number_has_its_own_bin(self):
        encoder = self._encoder(NUMBER, [0.0] * 500 + [float(n) for n in range(500)])
        self.assertEqual(self._levels(encoder, 0.0), ["0"])
        self.assertNotEqual(self._levels(encoder, 200.0), ["0"])

    def test_where_many_have_the_least_it_is_a_bin_of_its_own(self):
        values = [0.0] * 50 + [float(n) for n in range(5, 55)]
        self.assertEqual(encoding.find_edges(values)[0], 5.0)
        self.assertGreater(encoding.find_edges(values[49:])[0], 5.0)

    def test_no_number_is_missing(self):
        encoder = self._encoder(NUMBER, [1.0, 2.0, None, nan] * 20)
        for value in (None, nan, float("inf")):
            with self.subTest(value):
                self.assertEqual(self._levels(encoder, value), [encoding.MISSING])

    def test_each_tag_is_a_column(self):
        encoder = self._encoder(MANY, [("x", "y")] * 10 + [("x",)] * 10 + [None] * 5)
        self.assertEqual(self._levels(encoder, ("y", "x", "new")), ["x", "y"])
        self.assertEqual(self._levels(encoder, None), [])


class Coefficients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        leads = drawn.leads(2000)
        encoder = encoding.fit(drawn.FEATURES, [lead.values for lead in leads])
        cls.width = encoder.width
        cls.encoded = [encoder.encode(lead.values) for lead in leads]
        cls.outcomes = [lead.won for lead in leads]

    def test_coefficients_are_those_of_scikit_learn(self):
        for kind in {PlainRows, type(rows_of(self.encoded, self.width))}:
            for penalty, expected in REFERENCE["coefficients"].items():
                with self.subTest(kind.__name__, penalty=penalty):
                    rows = kind(self.encoded, self.width)
                    found = logistic.fit(rows, self.outcomes, float(penalty))
                    far = max(abs(a - b) for a, b in zip(found, expected, strict=True))
                    self.assertLess(far, 1e-3)

    def test_outcomes_that_a_column_tells_stay_finite(self):
        rows = PlainRows([(0, 1), (0,)] * 50, 2)
        found = logistic.fit(rows, [True, False] * 50, 1.0)
        self.assertTrue(0 < found[1] < 10)

    def test_a_tick_may_end_it(self):
        def tick():
            raise TimeoutError

        rows = PlainRows(self.encoded, self.width)
        with self.assertRaises(TimeoutError):
            logistic.fit(rows, self.outcomes, 1.0, tick=tick)


class Calibrating(unittest.TestCase):
    def test_margins_that_say_too_much_are_flattened(self):
        leads = drawn.leads(4000)
        margins = [4.0 if lead.values[0] == "referral" else -4.0 for lead in leads]
        found = calibration.fit(margins, [lead.won for lead in leads])
        self.assertTrue(0 < found.slope < 0.5)

    def test_a_changed_won_rate_shifts_them(self):
        margins = [0.0] * 1000
        found = calibration.fit(margins, [True] * 200 + [False] * 800)
        self.assertAlmostEqual(calibration.sigmoid(found.shift), 0.2, delta=0.07)

    def test_few_leads_move_little(self):
        found = calibration.fit([0.5, -0.5] * 4, [True, False] * 4)
        self.assertAlmostEqual(found.slope, 1, delta=0.05)

    def test_one_outcome_stays_finite(self):
        found = calibration.fit([1.0] * 30, [True] * 30)
        self.assertTrue(-5 < found.shift < 5)
