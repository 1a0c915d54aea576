"""From leads to points: what is published, what is not, and why."""

import json
import random
import unittest

from ...learning import drift, free_mail, points, training
from ...learning.values import CATEGORY, MANY, NUMBER, UNKNOWN, Feature, Sample
from . import drawn

LEADS = drawn.leads(1500)


class Publishing(unittest.TestCase):
    def test_skill_is_published_with_its_figures(self):
        found = training.train(drawn.FEATURES, LEADS)
        self.assertEqual(found.outcome, "published")
        self.assertTrue(0.6 < found.auc.low < found.auc.value < 0.95)
        self.assertLess(found.brier, 0.25)
        self.assertLess(found.calibration_error, 0.12)
        self.assertAlmostEqual(sum(found.shares), 1)

    def test_no_skill_shows_no_chance(self):
        for seed in range(5):
            with self.subTest(seed):
                leads = drawn.leads(600, seed=seed, skill=0)
                found = training.train(drawn.FEATURES, leads)
                self.assertEqual(found.outcome, "no_skill")
                self.assertIsNone(found.table)

    def test_too_few_says_how_many_are_lacking(self):
        for won, lost, lacking in (
            (0, 0, (40, 40)),
            (39, 900, (1, 0)),
            (0, 100, (40, 0)),
        ):
            outcomes = [True] * won + [False] * lost
            leads = [Sample(("a",), o, day) for day, o in enumerate(outcomes)]
            found = training.train([Feature("x", CATEGORY)], leads)
            with self.subTest(won=won, lost=lost):
                self.assertEqual(found.outcome, "too_few")
                self.assertEqual(found.lacking, lacking)

    def test_newest_leads_all_lost_prove_nothing(self):
        leads = [Sample(("ab"[d % 2],), d < 100, float(d)) for d in range(400)]
        found = training.train([Feature("x", CATEGORY)], leads)
        self.assertEqual((found.outcome, found.auc), ("no_skill", None))

    def test_worse_than_the_present_one_is_not_published(self):
        good = training.train(drawn.FEATURES, LEADS)
        found = training.train([drawn.FEATURES[1]], _only(1), current=None)
        self.assertEqual(found.outcome, "published")
        poor = training.train(
            drawn.FEATURES,
            LEADS,
            current=good.tested,
            not_worse=1.01,
        )
        self.assertEqual((poor.outcome, poor.table), ("worse", None))
        self.assertAlmostEqual(poor.current_auc, poor.auc.value)

    def test_present_one_may_read_other_features(self):
        present = training.train([drawn.FEATURES[1]], _only(1)).tested
        found = training.train(drawn.FEATURES, LEADS, current=present)
        self.assertEqual(found.outcome, "published")
        self.assertLess(found.current_auc, found.auc.value)

    def test_the_chance_is_held_against_the_score_on_the_newest_leads(self):
        for seed, skilled, better in ((1, False, True), (2, True, False)):
            lot = random.Random(seed)
            leads = [
                s._replace(score=100.0 * s.won if skilled else lot.random())
                for s in LEADS
            ]
            contest = training.train(drawn.FEATURES, leads).contest
            with self.subTest(skilled=skilled):
                self.assertEqual(contest.chance > contest.score, better)
        self.assertIsNone(training.train(drawn.FEATURES, LEADS).contest)

    def test_a_score_on_few_of_the_newest_is_no_contest(self):
        few = [s._replace(score=1.0) if n % 20 == 0 else s for n, s in enumerate(LEADS)]
        self.assertIsNone(training.train(drawn.FEATURES, few).contest)

    def test_where_a_new_table_is_worse_the_one_in_use_is_held_against_the_score(self):
        scored = [s._replace(score=float(n % 7)) for n, s in enumerate(LEADS)]
        good = training.train(drawn.FEATURES, scored)
        poor = training.train(
            drawn.FEATURES, scored, current=good.tested, not_worse=1.01
        )
        self.assertEqual((poor.outcome, poor.contest), ("worse", good.contest))

    def test_same_leads_give_the_same_table(self):
        mixed = random.Random(4).sample(LEADS, len(LEADS))
        first, second = (training.train(drawn.FEATURES, s) for s in (LEADS, mixed))
        self.assertEqual(first.table.to_json(), second.table.to_json())


def _only(place):
    return [s._replace(values=(s.values[place],)) for s in LEADS]


class Points(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.table = training.train(drawn.FEATURES, LEADS).table

    def test_reasons_add_up_to_the_chance(self):
        for lead in LEADS[:50]:
            reasons = self.table.reasons(lead.values)
            total = self.table.base + sum(reason.points for reason in reasons)
            self.assertAlmostEqual(total, self.table.total(lead.values))
            self.assertAlmostEqual(
                points.chance_of(total), self.table.chance(lead.values)
            )

    def test_ten_points_double_the_odds(self):
        for total, expected in ((0, 1 / 2), (10, 2 / 3), (20, 4 / 5), (-10, 1 / 3)):
            with self.subTest(total):
                self.assertAlmostEqual(points.chance_of(total), expected)

    def test_grades_tell_how_the_odds_differ_from_the_average(self):
        base = self.table.base
        for above, grade in ((10, "A"), (9.9, "B"), (0, "B"), (-0.1, "C"), (-10, "C"),
                             (-10.1, "D")):  # fmt: skip
            with self.subTest(above):
                self.assertEqual(self.table.grade(base + above), grade)

    def test_what_is_not_known_yet_says_nothing(self):
        values = ("referral", "c3", UNKNOWN, UNKNOWN, "a")
        told = {reason.feature for reason in self.table.reasons(values)}
        self.assertTrue({"source"} <= told <= {"source", "country", "noise"})

    def test_a_referral_speaks_for_and_a_cold_lead_against(self):
        values = ("referral", "c3", 900.0, frozenset({"cold"}), "a")
        better, worse = points.for_and_against(self.table.reasons(values))
        self.assertIn(("source", "referral"), [reason[:2] for reason in better])
        self.assertIn(("tags", "cold"), [reason[:2] for reason in worse])

    def test_stored_and_read_it_is_the_same(self):
        stored = json.loads(json.dumps(self.table.to_json()))
        read = points.from_json(stored)
        for lead in LEADS[:50]:
            self.assertEqual(read.reasons(lead.values), self.table.reasons(lead.values))
            self.assertEqual(read.chance(lead.values), self.table.chance(lead.values))

    def test_bins_have_bounds(self):
        encoder = self.table.encoder
        cuts = encoder.edges["revenue"]
        for level, expected in (
            ("0", (None, cuts[0])),
            ("1", (cuts[0], cuts[1])),
            (str(len(cuts)), (cuts[-1], None)),
            ("", None),
        ):
            with self.subTest(level):
                self.assertEqual(points.bounds(encoder, "revenue", level), expected)
        self.assertIsNone(points.bounds(encoder, "source", "1"))


class Leaks(unittest.TestCase):
    """A feature beside the drawn ones that knows what it can't."""

    def _found(self, kind, value, open_leads=(), leads=LEADS, **more):
        features = (*drawn.FEATURES, Feature("leak", kind))
        samples = [s._replace(values=(*s.values, value(s))) for s in leads]
        samples += open_leads
        found = training.train(features, samples, **more)
        names = [column.feature for column in found.table.encoder.columns]
        self.assertEqual("leak" in names, not found.leaks)
        return [(leak.feature, leak.reason) for leak in found.leaks]

    def _open(self, value):
        """As many leads again, created at the same times and still open."""
        return [
            s._replace(values=(*s.values, value(s)), won=None, decided=None)
            for s in LEADS
        ]

    def test_what_tells_the_outcome_alone_is_named(self):
        found = self._found(CATEGORY, lambda s: "signed" if s.won else "not")
        self.assertEqual(found, [("leak", "tells_outcome")])

    def test_a_number_that_only_won_leads_have_is_named(self):
        lot = random.Random(1)
        found = self._found(NUMBER, lambda s: s.won * lot.uniform(100, 900))
        self.assertEqual(found, [("leak", "tells_outcome")])

    def test_a_tag_that_only_won_leads_have_is_named(self):
        lot = random.Random(1)
        found = self._found(
            MANY, lambda s: {"signed"} if s.won and lot.random() < 0.3 else {"x"}
        )
        self.assertEqual(found, [("leak", "one_sided")])

    def test_a_date_clears_what_only_looks_late(self):
        lot = random.Random(1)
        opened = self._open(lambda s: None)
        found = self._found(
            CATEGORY, lambda s: lot.choice("xyz"), opened, dated=("leak",)
        )
        self.assertEqual(found, [])

    def test_what_is_filled_at_closing_is_named(self):
        lot = random.Random(1)
        opened = self._open(lambda s: None)
        found = self._found(CATEGORY, lambda s: lot.choice("xyz"), opened)
        self.assertEqual(found, [("leak", "filled_late")])

    def test_what_is_counted_until_closing_is_named(self):
        lot = random.Random(1)
        found = self._found(NUMBER, lambda s: (s.decided - s.created) * lot.random())
        self.assertEqual(found, [("leak", "grows")])

    def test_it_is_named_too_where_lost_leads_are_closed_after_a_term(self):
        lot = random.Random(1)
        found = self._found(
            NUMBER,
            lambda s: (s.decided - s.created) * lot.random(),
            leads=[s if s.won else s._replace(decided=s.created + 30) for s in LEADS],
        )
        self.assertEqual(found, [("leak", "grows")])

    def test_what_is_unknown_on_open_leads_is_not_filled_late(self):
        lot = random.Random(1)
        opened = self._open(lambda s: UNKNOWN)
        found = self._found(CATEGORY, lambda s: lot.choice("xyz"), opened)
        self.assertEqual(found, [])

    def test_what_tells_closed_from_open_is_named(self):
        lot = random.Random(1)
        opened = self._open(lambda s: lot.random() + 0.5)
        found = self._found(NUMBER, lambda s: lot.random(), opened)
        self.assertEqual(found, [("leak", "tells_closed")])

    def test_what_changed_after_closing_is_named(self):
        found = self._found(CATEGORY, lambda s: "ab"[s.won], changed_late={"leak": 0.1})
        self.assertEqual(found, [("leak", "changed_late")])

    def test_what_is_known_before_is_not_suspected(self):
        lot = random.Random(1)
        opened = self._open(lambda s: lot.choice((None, "x", "y")))
        found = self._found(CATEGORY, lambda s: lot.choice((None, "x", "y")), opened)
        self.assertEqual(found, [])


class Drift(unittest.TestCase):
    def test_same_shares_do_not_drift(self):
        said, _ = drawn.chances()
        same, other = (
            drift.Shares(drift.shares(chances), len(chances))
            for chances in (said, [c / 3 for c in said])
        )
        self.assertEqual(drift.level(same, same), "none")
        self.assertEqual(drift.level(same, other), "much")

    def test_few_leads_differ_by_chance(self):
        lot = random.Random(5)
        levels = []
        for _try in range(50):
            then, now = (
                drift.Shares(drift.shares([lot.random() for _ in range(n)]), n)
                for n in (64, 80)
            )
            levels.append(drift.level(then, now))
        self.assertGreaterEqual(levels.count("none"), 48)


class FreeMail(unittest.TestCase):
    def test_kinds_of_addresses(self):
        for address, expected in (
            ("ann@example.com", "company"),
            ("Ann <ann@Example.com>", "company"),
            ("ann@GMAIL.com ", "free"),
            ("ann@web.de", "free"),
            ("a@b@qq.com", "free"),
            ("", "none"),
            (None, "none"),
            ("ann", "none"),
            ("@gmail.com", "none"),
            ("ann@localhost", "none"),
        ):
            with self.subTest(address):
                self.assertEqual(free_mail.kind_of(address), expected)

    def test_domains_are_written_as_they_are_looked_up(self):
        for domain in free_mail.FREE_DOMAINS:
            self.assertEqual(domain, domain.lower().strip("."))
