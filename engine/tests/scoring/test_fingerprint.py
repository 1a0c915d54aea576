"""What is the same question is told from what is another."""

import unittest
from dataclasses import replace
from datetime import timedelta

from ...scoring.enrich import fingerprint
from ...scoring.prompt import VERSION
from ...settings import CRITERIA, Settings
from ...values import Contact
from .road_case import LEAD, NOW


class Fingerprint(unittest.TestCase):
    def test_it_is_a_digest(self):
        self.assertRegex(fingerprint(LEAD, Settings()), r"^[0-9a-f]{64}$")

    def test_it_changes_with_what_is_sent(self):
        seen = {fingerprint(LEAD, Settings())}
        for changes in (
            {"name": "Chairs"},
            {"description": "Chairs"},
            {"contacts": LEAD.contacts + (Contact(NOW, "in", "Hello?"),)},
            {"language": "Deutsch"},
            {"phone": ""},
            {"description": "", "contacts": ()},
        ):
            with self.subTest(changes):
                other = fingerprint(replace(LEAD, **changes), Settings())
                self.assertNotIn(other, seen)
                seen.add(other)

    def test_it_changes_with_the_criteria(self):
        seen = {fingerprint(LEAD, Settings())}
        for number, changes in enumerate(
            ({"points": 30}, {"question": "what"}, {"floor": 5.0, "currency": "EUR"})
        ):
            with self.subTest(changes):
                criteria = (replace(CRITERIA[0], **changes), *CRITERIA[1:])
                seen.add(fingerprint(replace(LEAD, criteria=criteria), Settings()))
                self.assertEqual(len(seen), number + 2)

    def test_it_stays_where_the_same_is_sent(self):
        first = fingerprint(LEAD, Settings())
        for changes in (
            {"now": NOW + timedelta(days=3)},
            {"lead_id": 8},
            {"expected_revenue": 5.0},
            {"planned_activities": 3},
        ):
            with self.subTest(changes):
                self.assertEqual(
                    fingerprint(replace(LEAD, **changes), Settings()), first
                )
        self.assertEqual(fingerprint(LEAD, Settings(weight_clarity=1)), first)

    def test_it_tells_apart_what_stand_ins_hide(self):
        """An answer that shows one lead's address again is not another lead's."""
        one, other = (
            fingerprint(
                replace(LEAD, description=f"mail {who}@example.com"), Settings()
            )
            for who in ("ann", "bob")
        )
        self.assertNotEqual(one, other)

    def test_it_is_the_same_in_every_process_and_release(self):
        """Where it isn't, every lead is paid for anew: raise VERSION, knowingly."""
        self.assertEqual(
            (VERSION, fingerprint(LEAD, Settings())),
            ("3", "78b434a4c8e02da4ba2ecc571f285364305e295420144ae502581313c329fe62"),
        )
