"""What a quote says for a criterion, and what against it."""

import json
import unittest
from dataclasses import replace

from ....scoring.criteria import quote_key
from ....settings import CRITERIA, Criterion
from ...lead_reader import content
from .answer_case import MESSAGE, read


class ForAndAgainst(unittest.TestCase):
    def test_the_word_before_a_quote_says_which(self):
        for told, expected in (
            ("40 oak desks", ()),
            ("no: 40 oak desks", ("need",)),
            ("No : 40 oak desks", ("need",)),
            ('"no: 40 oak desks"', ("need",)),
            ("nein: 40 oak desks", ("need",)),
            ("いいえ：40 oak desks", ("need",)),
            ("yes: 40 oak desks", ()),
        ):
            with self.subTest(told):
                found = read(need=told)
                self.assertEqual(found.quotes, {"need": "40 oak desks"})
                self.assertEqual(found.against, expected)

    def test_a_mere_number_denies_nothing(self):
        for key, told, is_against in (
            ("budget", "no: 12.000 EUR", False),
            ("scope", "no: 40 oak desks", False),
            ("budget", "no: The budget is 12.000 EUR, approved", True),
            ("timeline", "no: before 15 June", False),
            ("timeline", "no: Please call me before 15 June", True),
        ):
            with self.subTest(told):
                self.assertEqual(bool(read(**{key: told}).against), is_against)

    def test_to_ask_for_a_call_or_a_visit_refuses_none(self):
        for message, quote, is_against in (
            ("Potete venire per un sopralluogo?", "per un sopralluogo", False),
            ("Could you call me on Monday? Thanks", "call me on Monday", False),
            ("Could you stop calling me?", "stop calling me", True),
            ("Why do you keep calling me?", "Why do you keep calling me", True),
            ("Waarom belt u mij steeds?", "Waarom belt u mij steeds", True),
            ("We call you if we need 40 desks.", "We call you if we need", True),
        ):
            with self.subTest(message):
                found = read(message, next_step=f"no: {quote}")
                self.assertEqual(bool(found.against), is_against)

    def test_a_quote_may_begin_with_such_a_word(self):
        self.assertEqual(
            read("no hurry with the 40 desks", timeline="no hurry").quotes,
            {"timeline": "no hurry"},
        )

    def test_words_that_show_one_thing_do_not_deny_another_by_themselves(self):
        message = "Please call me, we need 40 oak desks. We have no budget."
        for told, quotes, denied in (
            (
                {"need": "we need 40 oak desks", "next_step": "no: need 40 oak desks"},
                ["need"],
                (),
            ),
            (
                {"need": "40 oak desks", "next_step": "no: call me"},
                ["need", "next_step"],
                ("next_step",),
            ),
            (
                {"need": "We have no budget", "budget": "no: no budget"},
                ["need", "budget"],
                ("budget",),
            ),
        ):
            with self.subTest(told):
                found = read(message, **told)
                self.assertEqual(list(found.quotes), quotes)
                self.assertEqual(found.against, denied)

    def test_a_denial_that_is_taken_for_a_yes_speaks_against(self):
        message = "We need 40 oak desks. We have no budget for them yet."
        found = read(message, need="40 oak desks", budget="budget for them")
        self.assertEqual(found.against, ("budget",))
        self.assertEqual(found.quotes["budget"], "budget for them")

    def test_nothing_needed_is_found_whatever_was_quoted(self):
        message = "40 oak desks, as we said. We don't need them any more."
        found = read(message, need="40 oak desks", scope="40 oak desks")
        self.assertEqual(found.against, ("need",))
        self.assertEqual(found.quotes["need"], "We don't need them any more")

    def test_a_budget_below_the_floor_speaks_against(self):
        for floor, currency, quote, is_against in (
            (15_000, "EUR", "The budget is 12.000 EUR", True),
            (12_000, "EUR", "The budget is 12.000 EUR", False),
            (15_000, "USD", "The budget is 12.000 EUR", False),
            (0, "", "The budget is 12.000 EUR", False),
            (15_000, "EUR", "approved by our board", False),
        ):
            with self.subTest(floor, currency=currency, quote=quote):
                criteria = tuple(
                    replace(c, floor=floor, currency=currency)
                    if c.key == "budget"
                    else c
                    for c in CRITERIA
                )
                found = read(criteria=criteria, budget=f"{quote}")
                self.assertEqual(bool(found.against), is_against)

    def test_an_amount_is_below_the_floor_only_beyond_doubt(self):
        budget = replace(CRITERIA[2], floor=10_000, currency="EUR")
        for quote, is_against in (
            ("between 5.000 and 8.000 euros", True),
            ("5.000 - 12.000 euros", False),
            ("up to 9,500 €", True),
            ("not more than 8,000 euros", True),
            ("nicht mehr als 8.000 Euro", True),
            ("more than 8,000 euros", False),
            ("mindestens 9.000 Euro", False),
            ("900 € per month", False),
            ("300 € pro Stück", False),
            ("8k EUR", True),
            ("15 Tsd. Euro", False),
            ("8千欧元", True),
            ("8000 zł", False),
            ("R$ 8.000", False),
            ("3.000 EUR for chairs and 9.000 EUR for desks", False),
            ("3.000 EUR for chairs, 4.000 EUR for desks", True),
            ("20000 people, 9.000 EUR", True),
            ("budget for 2027: 8.000 EUR", True),
        ):
            with self.subTest(quote):
                found = read(quote, evidence=quote, budget=quote, criteria=(budget,))
                self.assertEqual(bool(found.against), is_against)

    def test_criteria_of_ones_own_are_read_like_any(self):
        own = Criterion("in_benelux", "in Benelux?", 50, "fit")
        told = content(MESSAGE, **{quote_key("in_benelux"): "Ghent"})
        found = read(text=json.dumps(told), criteria=(own,))
        self.assertEqual(found.quotes, {"in_benelux": "Ghent"})

    def test_a_risk_that_contradicts_a_quote_is_dropped(self):
        for risk, stays in (
            ("No budget", False),
            ("Budget is not clear", False),
            ("Budget unclear", False),
            ("Kein Budget genannt", False),
            ("Nessun budget", False),
            ("Budget inconnu", False),
            ("予算が不明", False),
            ("没有提到预算", False),
            ("الميزانية غير محددة", False),
            ("Budget may be too small", True),
            ("Payment terms unknown", True),
            ("No authority named", True),
        ):
            with self.subTest(risk):
                found = read(budget="The budget is 12.000 EUR", risks=[risk])
                self.assertEqual(bool(found.risks), stays)
