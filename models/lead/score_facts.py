"""What a score was made of, to be stored beside it: dates, counts, what is filled in.

No text, address or name: the formulas read of those only that they are there.
"""

import dataclasses

from odoo import fields

from ...engine.scoring.subscores import completeness
from ...engine.scoring.subscores.engagement import WINDOW, WRONG_CLOCK
from ...engine.settings import CRITERIA, Criterion
from ...engine.values import Answer, Contact, LeadFacts, PageQuote

COUNTS = ("planned_activities", "overdue_activities", "done_activities")
MEETINGS = ("last_meeting", "next_meeting")
# Values that completeness takes for good, or for wrong; it reads no more of them.
GOOD = {
    "email_from": "ann@acme.com",
    "phone": "+32 2 290 34 90",
    "website": "acme.com",
    "expected_revenue": 1.0,
}
WRONG = {
    "email_from": "no address at all",
    "phone": "12",
    "website": "no website at all",
    "expected_revenue": -1.0,
}


def facts_used(facts, subscores=()):
    """What the formulas read of ``facts``, for JSON.

    :param subscores: what they gave for it, where that is known.
    """
    filled = next((s for s in subscores if s.name == completeness.NAME), None)
    reasons = (filled or completeness.score(facts)).reasons
    suffix = "_invalid"
    return {
        "now": _text(facts.now),
        "filled": [r.code for r in reasons if r.points],
        "wrong": [
            r.code.removesuffix(suffix) for r in reasons if r.code.endswith(suffix)
        ],
        "contacts": [[_text(c.at), c.direction] for c in _telling(facts)],
        **{name: getattr(facts, name) for name in COUNTS},
        **{name: _text(getattr(facts, name)) for name in MEETINGS},
        "researched": [[k, page.is_against] for k, page in facts.researched.items()],
    }


def criteria_used(facts):
    """What the lead's words were judged by, for JSON."""
    return [[c.key, c.points, c.subscore] for c in facts.criteria]


def facts_from(stored, criteria=None):
    """:class:`LeadFacts` that the formulas can't tell from those of the lead.

    :param criteria: as :func:`criteria_used` gave them.
    """
    return LeadFacts(
        lead_id=0,
        now=_moment(stored["now"]),
        **{name: GOOD.get(name, "Words") for name in stored["filled"]},
        **{name: WRONG[name] for name in stored["wrong"]},
        contacts=tuple(Contact(_moment(at), way) for at, way in stored["contacts"]),
        **{name: stored[name] for name in COUNTS},
        **{name: _moment(stored[name]) for name in MEETINGS},
        criteria=_criteria(criteria),
        researched={
            key: PageQuote("x", "x", is_against)
            for key, is_against in stored.get("researched") or []
        },
    )


def _criteria(stored):
    """Those by which a score was given; it had the usual ones before they were kept."""
    if stored is None:
        return CRITERIA
    return tuple(Criterion(key, "", points, part) for key, points, part in stored)


def _telling(facts):
    """The contacts that engagement reads: recent ones, and the last of each side."""
    past = sorted(
        (c for c in facts.contacts if c.at and c.at - facts.now <= WRONG_CLOCK),
        key=lambda contact: contact.at,
    )
    last = {contact.direction: contact for contact in past}.values()
    return [
        contact
        for contact in past
        if facts.now - contact.at <= WINDOW or any(contact is other for other in last)
    ]


def _text(moment):
    return fields.Datetime.to_string(moment) or None


def _moment(text):
    return fields.Datetime.to_datetime(text) or None


def answer_from(stored):
    """An :class:`Answer` as :func:`dataclasses.asdict` and JSON left it."""
    known = {f.name for f in dataclasses.fields(Answer)}
    values = {name: value for name, value in stored.items() if name in known}
    return Answer(
        **{n: tuple(v) if isinstance(v, list) else v for n, v in values.items()}
    )
