"""How alive the conversation is: recent and two-way counts, not the number of notes.

Automatic messages never reach these facts. Steps are counted in whole days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from ...values import Answer, Contact, LeadFacts, Reason, SubScore

NAME = "engagement"

WRONG_CLOCK = timedelta(days=1)
WINDOW = timedelta(days=90)  # what is older is history, not a conversation

# (at most so many days ago, points)
_INBOUND_RECENCY = ((3, 30), (14, 22), (45, 12), (120, 5))
_OUR_REPLY = ((14, 5),)
_MEETING_HELD = ((60, 5),)
# (at least so many turns, points)
_TURNS = ((3, 25), (2, 20), (1, 12))
_POINTS_PER_MESSAGE, _MAX_MESSAGES = 5, 3
_MAX_NOTES = 5
_NEXT_MEETING, _PLANNED, _OVERDUE = 15, 10, 3


def score(facts: LeadFacts, answer: Answer | None = None) -> SubScore:
    contacts = sorted(
        (c for c in facts.contacts if _has_been(facts, c.at)), key=lambda c: c.at
    )
    recent = [c for c in contacts if facts.now - c.at <= WINDOW]
    talk = [c for c in recent if c.direction in ("in", "out")]
    notes = len(recent) - len(talk) + facts.done_activities
    inbound = sum(c.direction == "in" for c in talk)
    turns = sum(a.direction != b.direction for a, b in pairwise(talk))
    reasons = (
        _by_age("last_inbound", facts, _last(contacts, "in"), _INBOUND_RECENCY),
        Reason(
            "inbound_messages",
            _POINTS_PER_MESSAGE * min(inbound, _MAX_MESSAGES),
            _POINTS_PER_MESSAGE * _MAX_MESSAGES,
            count=inbound,
        ),
        Reason(
            "turns",
            next((points for least, points in _TURNS if turns >= least), 0),
            _TURNS[0][1],
            count=turns,
        ),
        _by_age("our_reply", facts, _last(contacts, "out"), _OUR_REPLY),
        _next_step(facts),
        _by_age("meeting_held", facts, facts.last_meeting, _MEETING_HELD),
        Reason("notes", min(notes, _MAX_NOTES), _MAX_NOTES, count=notes),
    )
    return SubScore(NAME, sum(reason.points for reason in reasons), reasons)


def _has_been(facts: LeadFacts, at: datetime | None) -> bool:
    """No contact is dated ahead of now, beyond what a wrong clock explains."""
    return at is not None and at - facts.now <= WRONG_CLOCK


def _last(contacts: Sequence[Contact], direction: str) -> datetime | None:
    return max((c.at for c in contacts if c.direction == direction), default=None)


def _by_age(code, facts: LeadFacts, at: datetime | None, steps) -> Reason:
    if not _has_been(facts, at):
        return Reason(code, 0, steps[0][1])
    days = max((facts.now - at).days, 0)
    points = next((points for most, points in steps if days <= most), 0)
    return Reason(code, points, steps[0][1], count=days)


def _next_step(facts: LeadFacts) -> Reason:
    if facts.next_meeting and facts.next_meeting > facts.now:
        return Reason("meeting_planned", _NEXT_MEETING, _NEXT_MEETING)
    if facts.planned_activities > facts.overdue_activities:
        count = facts.planned_activities - facts.overdue_activities
        return Reason("activity_planned", _PLANNED, _NEXT_MEETING, count=count)
    if facts.overdue_activities:
        count = facts.overdue_activities
        return Reason("activity_overdue", _OVERDUE, _NEXT_MEETING, count=count)
    return Reason("nothing_planned", 0, _NEXT_MEETING)
