"""A quote for or against in other words than those that were asked for."""

import json
import unittest

from ...lead_reader import content
from .answer_case import read

QUOTE = "Head office picks suppliers"
LEAD = f"We need 40 oak desks. {QUOTE}."


class SignsInOtherWords(unittest.TestCase):
    def assert_told(self, told, is_against):
        with self.subTest(told):
            found = read(LEAD, need="40 oak desks", authority=told)
            self.assertEqual(found.quotes.get("authority"), QUOTE)
            self.assertEqual(found.against, ("authority",) if is_against else ())

    def test_before_or_behind_the_quote_they_deny(self):
        for sign in (
            "No - {}",
            "no – {}",
            "No, {}",
            "(no) {}",
            "[No]: {}",
            "**no**: {}",
            "no; {}",
            "no → {}",
            "against: {}",
            "Negative: {}",
            "contra: {}",
            "denied: {}",
            "아니요: {}",
            "<no> {}",
            "no | {}",
            "no / {}",
            "not: {}",
            "否，{}",
            "（いいえ）{}",
            "反对：{}",
            "ضد: {}",
            "NEGATED: {}",
            "cannot decide: {}",
            "not known yet: {}",
            "no (cannot decide): {}",
            "no, cannot decide: {}",
            "no: cannot decide: {}",
            "no: {} (cannot decide)",
            '{{"no": "{}"}}',
            'no="{}"',
            "\u274c {}",
            "{} (no)",
            "{} [against]",
            "{} - against",
            "{}: no",
            "{} \u2192 no",
            "no\n{}",
        ):
            self.assert_told(sign.format(QUOTE), is_against=True)

    def test_or_affirm(self):
        for sign in (
            "authority_quote: {}",
            "{} (he says)",
            "<q>{}</q>",
            "for: {}",
            "Yes - {}",
            "ja: {}",
            "はい：{}",
            "(yes) {}",
            "{} (yes)",
        ):
            self.assert_told(sign.format(QUOTE), is_against=False)

    def test_beside_the_quote_in_an_object_or_a_list(self):
        for told, is_against in (
            ({"quote": QUOTE, "stance": "against"}, True),
            ({"stance": "for", "quote": QUOTE}, False),
            ({"quote": QUOTE, "polarity": "Negative"}, True),
            ({"quote": QUOTE, "supports": False}, True),
            ({"quote": QUOTE, "supports": True}, False),
            ({"text": QUOTE, "denies": True}, True),
            ({"text": QUOTE, "denies": "no"}, False),
            ({"quote": QUOTE, "is_denied": True}, True),
            ({"quote": QUOTE, "present": False}, True),
            ({"met": "No", "evidence": QUOTE}, True),
            ({"answer": "no", "quote": QUOTE}, True),
            ({"quote": QUOTE, "translated": False, "page": 1}, False),
            ({"value": {"quote": QUOTE, "stance": "against"}}, True),
            ([{"quote": QUOTE, "stance": "against"}], True),
            ({"quote": f"no: {QUOTE}"}, True),
            ({"no": QUOTE}, True),
            ({"for": None, "against": QUOTE}, True),
            (["no", QUOTE], True),
            ([f"no: {QUOTE}"], True),
        ):
            self.assert_told(told, is_against)

    def test_under_a_key_of_its_own(self):
        for stance, expected in (("against", ("authority",)), ("for", ())):
            text = content(LEAD, need="40 oak desks", authority=QUOTE)
            told = {**text, "budget_quote": "", "authority_stance": stance}
            with self.subTest(stance):
                self.assertEqual(read(LEAD, text=json.dumps(told)).against, expected)

    def test_neither_for_nor_against_is_nothing_found(self):
        for told in (
            f"unknown: {QUOTE}",
            f"maybe: {QUOTE}",
            f"{QUOTE} (unclear)",
            {"quote": QUOTE, "stance": "neutral"},
            {"quote": QUOTE, "verdict": None},
            {"quote": QUOTE, "stance": "for", "denies": True},
        ):
            with self.subTest(told):
                found = read(LEAD, need="40 oak desks", authority=told)
                self.assertNotIn("authority", found.quotes)

    def test_what_the_lead_itself_begins_with_is_no_sign(self):
        for quote in (
            "No. 12 desks in oak",
            "Pro, we are a studio",
            "For: our office",
            "no-one else decides",
            "non-profit of 40 people",
        ):
            with self.subTest(quote):
                found = read(f"We need 40 oak desks. {quote}.", need="40 oak desks")
                told = read(
                    f"We need 40 oak desks. {quote}.",
                    need="40 oak desks",
                    authority=f"{quote}",
                )
                self.assertEqual(told.against, found.against)

    def test_several_passages_are_one_quote_with_words_left_out(self):
        told = ["40 oak desks", "light wood"]
        found = read("We need 40 oak desks soon.", timeline="soon", need=told)
        self.assertEqual(found.quotes.get("need"), "40 oak desks")
