"""The object is found in a completion, and its values are of their kinds."""

import json
import unittest
from unittest import mock

from .... import errors
from ....scoring.criteria import quote_key
from ....scoring.shape.answer_object import parse_object
from ...lead_reader import content
from .answer_case import MESSAGE, read


class TheObjectIsFound(unittest.TestCase):
    def test_prose_and_fences_around_it_are_passed_over(self):
        for text in (
            '{"a": 1}',
            '```json\n{"a": 1}\n```',
            'Here {it} is: {"a": 1} Enjoy!',
            'first {} then {"a": 1}',
            '{"b" {"a": 1}',
        ):
            with self.subTest(text):
                self.assertEqual(parse_object(text), {"a": 1})

    def test_text_without_a_whole_object_is_unreadable(self):
        for text in (
            "no",
            "[1, 2]",
            '{"a": ',
            "{}",
            '{"a": ' * 3000,
            '{"a":' + "9" * 9999,
        ):
            with self.subTest(text[:9]), self.assertRaises(errors.UnreadableAnswer):
                parse_object(text)

    def test_nothing_but_white_space_is_empty(self):
        for text in ("", " \n"):
            with self.subTest(repr(text)), self.assertRaises(errors.EmptyAnswer):
                parse_object(text)

    def test_braces_without_end_are_given_up_soon(self):
        looked = []
        original = json.JSONDecoder.raw_decode

        def counting(decoder, text, at):
            looked.append(at)
            return original(decoder, text, at)

        with mock.patch.object(json.JSONDecoder, "raw_decode", counting):
            with self.assertRaises(errors.UnreadableAnswer):
                parse_object("{" * 10_000)
        self.assertLess(len(looked), 100)


class TheShapeIsChecked(unittest.TestCase):
    def test_values_of_another_type_are_unreadable(self):
        for changes in (
            {"kind": "customer"},
            {"kind": None},
            {"kind": ["inquiry", "spam"]},
            {"kind": {"inquiry": 1}},
            {"need": {"from": "40 oak desks", "to": "Ghent"}},
            {"budget": float("inf")},
            {"need": ["40 oak desks", "no: 12.000 EUR"]},
            {"need": ["40 oak desks", ["12.000 EUR", "Ghent"]]},
            {"evidence": True},
            {"summary": ["x", "y"]},
            {"risks": [["x", "y"]]},
            {"risks": True},
        ):
            with self.subTest(changes), self.assertRaises(errors.UnreadableAnswer):
                read(**changes)

    def test_what_stands_around_the_one_value_makes_no_difference(self):
        for changes in (
            {"need": ["40 oak desks"]},
            {"need": {"quote": "40 oak desks"}},
            {"need": {"start": 8, "text": "40 oak desks"}},
            {"scope": False},
            {"scope": []},
            {"scope": float("nan")},
            {"need": "40 oak\x07 desks"},
            {"need": ["", "40 oak desks"]},
            {"need": {"quote": "40 oak desks", "stance": "for"}},
            {"need": {"for": "40 oak desks", "against": ""}},
            {"need": ["yes", "40 oak desks"]},
            {"kind": "Sales inquiry"},
            {"kind": "product_inquiry: may buy, soon"},
            {"kind": "enquiry"},
            {"kind": "Angebotsanfrage"},
            {"kind": "製品の問い合わせ"},
            {"scope": 400},
            {"kind": ["inquiry"]},
            {"kind": "inquiry (may buy)"},
            {"summary": ["They wrote to us."]},
            {"risks": ""},
            {"risks": None},
            {"risks": [None, ""]},
        ):
            with self.subTest(changes):
                told = {"need": "40 oak desks", **changes}
                self.assertEqual(read(**told), read(need="40 oak desks"))

    def test_one_risk_is_as_good_as_a_list(self):
        for risks in ("a", ["a"], [{"risk": "a"}], [["a"]], ["a", None, 2.5]):
            with self.subTest(risks):
                self.assertEqual(read(risks=risks).risks[0], "a")

    def test_what_the_message_does_not_say_may_be_left_out(self):
        found = content(MESSAGE, need="40 oak desks")
        for key in ("scope_quote", "budget_quote", "next_step_quote", "risks"):
            del found[key]
        self.assertEqual(read(text=json.dumps(found)).quotes["need"], "40 oak desks")

    def test_a_key_may_lack_its_ending(self):
        found = content(MESSAGE, need="40 oak desks")
        plain = {key.replace("_quote", ""): told for key, told in found.items()}
        self.assertEqual(read(text=json.dumps(plain)).quotes["need"], "40 oak desks")

    def test_a_missing_key_is_named(self):
        for key in ("kind", quote_key("evidence"), "summary", "next"):
            found = content(MESSAGE)
            del found[key]
            with (
                self.subTest(key),
                self.assertRaises(errors.UnreadableAnswer) as caught,
            ):
                read(text=json.dumps(found))
            self.assertIn(key, caught.exception.detail)

    def test_cut_off_is_told_from_unreadable(self):
        with self.assertRaises(errors.Truncated):
            read(text='{"kind": "inq', truncated=True)

    def test_null_is_nothing_found(self):
        found = read(need="40 oak desks", scope=None, summary=None, risks=None)
        self.assertEqual(
            (list(found.quotes), found.summary, found.risks), (["need"], "", ())
        )

    def test_of_a_key_given_twice_the_last_is_checked_like_any(self):
        text = json.dumps(content(MESSAGE, need="40 oak desks", scope="40 oak desks"))
        found = read(text=f'{text[:-1]}, "{quote_key("need")}": "100 chairs"}}')
        self.assertNotIn("need", found.quotes)

    def test_unknown_keys_change_nothing(self):
        self.assertEqual(read(clarity=100, score=float("inf")), read())
