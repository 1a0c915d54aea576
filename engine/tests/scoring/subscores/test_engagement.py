"""Who wrote to whom, and when: points by hand."""

import unittest
from dataclasses import replace
from datetime import timedelta

from ....scoring.subscores import engagement
from ....values import Contact
from .samples import EMPTY, NOW, ago, points


def engaged(*contacts, **more):
    return engagement.score(replace(EMPTY, contacts=contacts, **more))


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
