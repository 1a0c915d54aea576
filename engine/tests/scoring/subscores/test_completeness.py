"""What of a lead is filled in, and what only looks so: points by hand."""

import unittest
from dataclasses import replace

from ....scoring.subscores import completeness
from .samples import EMPTY, FULL, ago, points

# Fields that people fill in with a placeholder where they have to.
NAMED = ("name", "partner_name", "contact_name", "description", "city")
PLACEHOLDERS = (
    *("n/a", "N.A.", "None", "NULL", "undefined", "unknown", "Test", "xx", "TBD"),
    *("k.A.", "k. A.", "keine Angabe", "unbekannt", "Max Mustermann"),
    *("néant", "Inconnu", "non renseigné", "sin datos", "desconocido"),
    *("nessuno", "sconosciuto", "n.v.t.", "onbekend", "não informado", "nenhum"),
    *("لا يوجد", "غير معروف", "なし", "不明", "テスト", "无", "未知", "测试", "ｎ／ａ"),
    *("-", ".", "???", "(none)", "<unknown>", "_", " - "),
)


class Completeness(unittest.TestCase):
    def test_an_empty_lead_is_below_30_and_misses_what_is_critical(self):
        found = completeness.score(replace(EMPTY, name="Lead"))
        self.assertEqual(found.score, 8)
        missing = completeness.missing(found)
        self.assertEqual(
            [field for field in completeness.CRITICAL if field in missing],
            ["partner_name", "contact_name", "email_from", "phone", "description"],
        )

    def test_a_full_lead_is_above_70_and_misses_nothing_critical(self):
        found = completeness.score(FULL)
        self.assertEqual(found.score, 88)
        self.assertFalse(set(completeness.CRITICAL) & set(completeness.missing(found)))

    def test_a_mail_that_came_in_counts_as_description(self):
        for contacts, expected in (
            ((), 0),
            ((ago(1),), 17),
            ((ago(1, "out"),), 0),
            ((ago(1, "note"),), 0),
            ((ago(2, "in", ""), ago(1, "in", "Desks!")), 17),
        ):
            with self.subTest(contacts):
                found = completeness.score(replace(EMPTY, contacts=contacts))
                self.assertEqual(points(found)["description"], expected)

    def test_values_that_say_nothing_give_no_points(self):
        for field, value, code in (
            ("email_from", "ann at example", "email_from_invalid"),
            ("email_from", "ann@localhost", "email_from_invalid"),
            ("phone", "12345", "phone_invalid"),
            ("phone", "call me", "phone_invalid"),
            ("partner_name", " ", "partner_name"),
            ("partner_name", "-", "partner_name"),
            ("contact_name", None, "contact_name"),
            ("description", "...", "description"),
            ("expected_revenue", 0.0, "expected_revenue"),
            ("expected_revenue", -5.0, "expected_revenue_invalid"),
            ("expected_revenue", float("nan"), "expected_revenue_invalid"),
            ("expected_revenue", float("inf"), "expected_revenue_invalid"),
        ):
            with self.subTest(field, value=str(value)[:20]):
                found = completeness.score(replace(FULL, **{field: value}))
                self.assertEqual(points(found)[code], 0)
                self.assertIn(field, completeness.missing(found))

    def test_placeholders_of_nine_languages_give_no_points(self):
        for value in PLACEHOLDERS:
            for field in NAMED:
                with self.subTest(field, value=value):
                    found = completeness.score(replace(FULL, **{field: value}))
                    self.assertEqual(points(found)[field], 0)

    def test_names_that_only_look_like_placeholders_count(self):
        for value in (
            "Nona AG",
            "Ann Test-Meyer",
            "NA Systems",
            "Unknown Pleasures Ltd",
        ):
            with self.subTest(value):
                found = completeness.score(replace(FULL, partner_name=value))
                self.assertEqual(points(found)["partner_name"], 13)
        for field, value in (("contact_name", "Mario Rossi"), ("city", "Leer")):
            with self.subTest(value):
                found = completeness.score(replace(FULL, **{field: value}))
                self.assertGreater(points(found)[field], 0)

    def test_a_phone_number_that_is_nobodys_gives_no_points(self):
        for value in ("0000000000", "+1 000 000 0000", "1234567890", "0123456789"):
            with self.subTest(value):
                found = completeness.score(replace(FULL, phone=value))
                self.assertEqual(points(found)["phone_invalid"], 0)
        for value in ("0800 555 0142", "+32 2 290 34 90", "112233445"):
            with self.subTest(value):
                found = completeness.score(replace(FULL, phone=value))
                self.assertEqual(points(found)["phone"], 13)

    def test_a_website_needs_a_host(self):
        for value in ("http://", "https://www.", "www.", "website", "http:///x"):
            with self.subTest(value):
                found = completeness.score(replace(FULL, website=value))
                self.assertEqual(points(found)["website_invalid"], 0)
        for value in (
            "example.com",
            "https://www.bücher.example/a",
            "http://a-b.co.uk:80",
        ):
            with self.subTest(value):
                found = completeness.score(replace(FULL, website=value))
                self.assertEqual(points(found)["website"], 3)

    def test_an_address_that_nobody_reads_gives_no_points_as_one_cannot_answer(self):
        for value in (
            "noreply@example.com",
            "Do-Not-Reply@example.com",
            "a@example..com",
        ):
            with self.subTest(value):
                found = completeness.score(replace(FULL, email_from=value))
                self.assertEqual(points(found)["email_from_invalid"], 0)

    def test_an_endless_address_is_refused(self):
        found = completeness.score(replace(FULL, email_from="a" * 50_000))
        self.assertEqual(points(found)["email_from_invalid"], 0)

    def test_values_of_any_script_count(self):
        for field, value in (
            ("phone", "٠٤٥٥٥٠١٣"),
            ("partner_name", "株式会社"),
            ("email_from", "Ann <ann@bücher.example>, bob@example.com"),
        ):
            with self.subTest(value):
                found = completeness.score(replace(EMPTY, **{field: value}))
                self.assertEqual(found.score, completeness.POINTS[field])
