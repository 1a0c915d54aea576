"""Completeness, clarity and engagement: points by hand."""

import unittest
from dataclasses import replace
from datetime import datetime, timedelta

from ...scoring.criteria import KINDS
from ...scoring.subscores import (
    SUBSCORES,
    clarity,
    completeness,
    engagement,
    fit,
    score_all,
)
from ...settings import CRITERIA, Criterion
from ...values import Answer, Contact, LeadFacts, PageQuote

KEYS = [criterion.key for criterion in CRITERIA]
OWN = (
    Criterion("in_benelux", "in Benelux?", 30, "fit"),
    Criterion("hotel", "a hotel?", 10, "fit"),
)
NOW = datetime.fromisoformat("2024-05-20T12:00:00")
EMPTY = LeadFacts(1, NOW)
FULL = LeadFacts(
    2,
    NOW,
    name="Desks",
    partner_name="ACME",
    contact_name="Ann",
    email_from="ann@example.com",
    phone="+32 2 290 34 90",
    description="We need 40 desks.",
    street="Main Street 1",
    city="Ghent",
)


def ago(days, direction="in", text="words"):
    return Contact(NOW - timedelta(days=days), direction, text)


def engaged(*contacts, **more):
    return engagement.score(replace(EMPTY, contacts=contacts, **more))


def points(subscore):
    return {reason.code: reason.points for reason in subscore.reasons}


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
        for value in (
            *(
                "n/a",
                "N.A.",
                "None",
                "NULL",
                "undefined",
                "unknown",
                "Test",
                "xx",
                "TBD",
            ),
            *("k.A.", "k. A.", "keine Angabe", "unbekannt", "Max Mustermann"),
            *("néant", "Inconnu", "non renseigné", "sin datos", "desconocido"),
            *(
                "nessuno",
                "sconosciuto",
                "n.v.t.",
                "onbekend",
                "não informado",
                "nenhum",
            ),
            *(
                "لا يوجد",
                "غير معروف",
                "なし",
                "不明",
                "テスト",
                "无",
                "未知",
                "测试",
                "ｎ／ａ",
            ),
            *("-", ".", "???", "(none)", "<unknown>", "_", " - "),
        ):
            for field in (
                "name",
                "partner_name",
                "contact_name",
                "description",
                "city",
            ):
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


class Clarity(unittest.TestCase):
    def test_each_quote_gives_the_points_of_its_criterion(self):
        for quotes, expected in (
            ({}, 0),
            ({"need": "desks"}, 25),
            ({"need": "desks", "scope": "40 of them", "timeline": "by May"}, 60),
            (dict.fromkeys(KEYS, "words"), 100),
        ):
            with self.subTest(quotes):
                found = clarity.score(EMPTY, Answer("inquiry", quotes))
                self.assertEqual(found.score, expected)
                shown = {r.code: r.quote for r in found.reasons if r.points}
                self.assertEqual(shown, quotes)

    def test_what_is_no_inquiry_earns_nothing_and_says_what_it_is(self):
        for kind in KINDS[1:]:
            with self.subTest(kind):
                answer = Answer(kind, dict.fromkeys(KEYS, "words"))
                found = clarity.score(EMPTY, answer)
                self.assertEqual((found.score, found.judged), (0, True))
                self.assertEqual(found.reasons[0].code, f"kind_{kind}")

    def test_without_words_nothing_is_judged(self):
        found = clarity.score(EMPTY, None)
        self.assertEqual((found.score, found.judged), (0, False))
        self.assertEqual(found.reasons[0].code, "no_text")

    def test_what_speaks_against_earns_nothing_and_is_shown(self):
        quotes = {"need": "desks", "budget": "no budget"}
        found = clarity.score(EMPTY, Answer("inquiry", quotes, ("budget",)))
        self.assertEqual(found.score, 25)
        shown = {r.code: (r.points, r.quote) for r in found.reasons if r.quote}
        self.assertEqual(shown, {"need": (25, "desks"), "budget": (0, "no budget")})

    def test_nothing_needed_bounds_the_score_and_the_reasons_still_add_up(self):
        for keys, expected in ((KEYS, 20), (["need", "budget"], 15), (["need"], 0)):
            with self.subTest(keys):
                answer = Answer("inquiry", dict.fromkeys(keys, "words"), ("need",))
                found = clarity.score(EMPTY, answer)
                self.assertEqual(found.score, expected)
                self.assertEqual(sum(points(found).values()), expected)

    def test_a_score_is_what_is_earned_of_what_is_possible(self):
        facts = replace(EMPTY, criteria=CRITERIA[:3])
        found = clarity.score(facts, Answer("inquiry", {"need": "desks"}))
        self.assertEqual(found.score, 41.7)  # 25 of 60

    def test_without_criteria_nothing_is_judged(self):
        facts = replace(EMPTY, criteria=OWN)
        self.assertFalse(clarity.score(facts, Answer("inquiry", {})).judged)


class Fit(unittest.TestCase):
    def test_there_is_none_without_criteria_of_ones_own(self):
        names = [part.name for part in score_all(EMPTY, None)]
        self.assertNotIn("fit", names)

    def test_own_criteria_earn_their_share(self):
        facts = replace(EMPTY, criteria=(*CRITERIA, *OWN))
        for quotes, against, expected in (
            ({}, (), 0),
            ({"in_benelux": "Ghent"}, (), 75),
            ({"in_benelux": "Ghent", "hotel": "our hotel"}, (), 100),
            ({"in_benelux": "not Ghent", "hotel": "our hotel"}, ("in_benelux",), 25),
        ):
            with self.subTest(quotes):
                answer = Answer("inquiry", quotes, against)
                self.assertEqual(fit.score(facts, answer).score, expected)
                self.assertEqual(clarity.score(facts, answer).score, 0)

    def test_without_words_it_is_not_judged(self):
        facts = replace(EMPTY, criteria=OWN)
        self.assertFalse(fit.score(facts, None).judged)

    def test_what_the_lead_does_not_say_its_companys_pages_may(self):
        page = PageQuote("We run hotels.", "https://acme.example/")
        facts = replace(
            EMPTY, criteria=OWN, researched={"hotel": page, "in_benelux": page}
        )
        silent = Answer("inquiry", {"in_benelux": "in Ghent"})
        reasons = {r.code: r for r in fit.score(facts, silent).reasons}
        self.assertEqual(reasons["hotel"].source, "https://acme.example/")
        self.assertEqual(reasons["hotel"].points, 10)
        self.assertEqual(reasons["in_benelux"].quote, "in Ghent")
        self.assertEqual(reasons["in_benelux"].source, "")
        self.assertTrue(fit.score(facts, None).judged)
        denied = replace(page, is_against=True)
        facts = replace(facts, researched={"hotel": denied})
        self.assertEqual(fit.score(facts, None).score, 0)
        self.assertEqual(fit.score(facts, Answer("spam", {})).score, 0)


class Engagement(unittest.TestCase):
    def test_no_activity_is_below_20(self):
        self.assertEqual(engagement.score(EMPTY).score, 0)

    def test_points_of_a_conversation(self):
        for contacts, expected in (
            ([ago(1)], 30 + 5),
            ([ago(10)], 22 + 5),
            ([ago(60)], 5 + 5),
            ([ago(100)], 5),
            ([ago(400)], 0),
            ([ago(3), ago(2, "out")], 30 + 5 + 12 + 5),
            ([ago(4), ago(3, "out"), ago(2), ago(1, "out")], 30 + 10 + 25 + 5),
            ([ago(3), ago(2), ago(1)], 30 + 15),
            ([ago(0)] * 50, 30 + 15),
            ([ago(1, "note")] * 50, 5),
        ):
            with self.subTest([(c.at, c.direction) for c in contacts][:4]):
                self.assertEqual(engaged(*contacts).score, expected)

    def test_a_recent_two_way_conversation_beats_many_notes(self):
        talk = engaged(ago(2), ago(1, "out"))
        notes = engaged(*[ago(1, "note")] * 200, done_activities=50)
        self.assertGreater(talk.score, 5 * notes.score)

    def test_what_is_planned_counts_unless_it_is_overdue(self):
        for planned, overdue, code, expected in (
            (0, 0, "nothing_planned", 0),
            (2, 0, "activity_planned", 10),
            (2, 1, "activity_planned", 10),
            (2, 2, "activity_overdue", 3),
        ):
            with self.subTest(planned=planned, overdue=overdue):
                found = engaged(planned_activities=planned, overdue_activities=overdue)
                self.assertEqual(points(found)[code], expected)

    def test_meetings_count_on_their_side_of_now(self):
        day = timedelta(days=1)
        for more, code, expected in (
            ({"next_meeting": NOW + day}, "meeting_planned", 15),
            ({"next_meeting": NOW - day}, "nothing_planned", 0),
            ({"last_meeting": NOW - day}, "meeting_held", 5),
            ({"last_meeting": NOW - 61 * day}, "meeting_held", 0),
            ({"last_meeting": NOW + 30 * day}, "meeting_held", 0),
        ):
            with self.subTest(more):
                self.assertEqual(points(engaged(**more))[code], expected)

    def test_a_contact_dated_ahead_of_now_does_not_count(self):
        self.assertEqual(engaged(ago(-400), ago(-400, "out")).score, 0)

    def test_a_clock_that_is_hours_ahead_is_forgiven(self):
        found = engaged(ago(-0.2))
        self.assertEqual(found.score, 35)
        self.assertEqual(found.reasons[0].count, 0)

    def test_a_contact_without_a_date_does_not_count(self):
        self.assertEqual(engaged(Contact(None, "in", "words")).score, 0)

    def test_the_order_of_contacts_does_not_matter(self):
        one, two, three = ago(3), ago(2, "out"), ago(1)
        self.assertEqual(engaged(one, two, three), engaged(three, one, two))
