"""What a row of the reader says of each feature. Plain Python, no query."""

import json
from datetime import datetime, timedelta
from math import isfinite

from ...engine.learning.free_mail import NONE, kind_of
from ...engine.learning.values import UNKNOWN

# Engagement counts only what happened so soon, and before the outcome.
FIRST_DAYS = 3
# A text that is longer is a story, not one of a few values.
LONGEST_LEVEL = 64
DAY_0 = datetime(2000, 1, 1)  # noqa: DTZ001 (as Odoo's own)
NAMED = {
    "source": ("utm.source", "source_id"),
    "medium": ("utm.medium", "medium_id"),
    "campaign": ("utm.campaign", "campaign_id"),
    "country": ("res.country", "country_id"),
    "state": ("res.country.state", "state_id"),
    "language": ("res.lang", "lang_id"),
    "team": ("crm.team", "team_id"),
}
PRESENT = {
    "has_company": ("partner_name",),
    "has_contact": ("contact_name",),
    "has_website": ("website",),
    "has_function": ("function",),
    "has_address": ("street", "city"),
}

# Which fields of a lead each feature is read from, so far as changes of them are kept.
FIELDS = {
    **{name: (field,) for name, (_model, field) in NAMED.items()},
    **PRESENT,
    "mail": ("email_from",),
    "email_state": ("email_from",),
    "phone_state": ("phone",),
    "revenue": ("expected_revenue",),
}
# Of these the value is that of before the outcome, whatever came later.
DATED = ("hour", "weekday", "inbound", "response_hours", "kind", "criteria")


IS_OPEN = "(lead.active AND stage.is_won IS NOT TRUE)"
# The same as :func:`outcome`, of ``crm_lead lead`` and its ``crm_stage stage``. Odoo
# may give a lost lead a probability again when one of its tags changes; its reason
# stays. What was won and then archived is neither.
IS_WON = "(stage.is_won AND lead.active)"
IS_LOST = """(NOT lead.active AND stage.is_won IS NOT TRUE
    AND (COALESCE(lead.probability, 0) = 0 OR lead.lost_reason_id IS NOT NULL))"""


def outcome(row):
    """True for won, False for lost, None for open and archived."""
    if row["active"]:
        return True if row["is_won"] else None
    if row["is_won"]:
        return None
    return None if row["probability"] and not row["lost_reason_id"] else False


def days(moment):
    return (moment - DAY_0) / timedelta(days=1)


def value_of(name, own_type=None):
    """The function that takes a feature's value from a row.

    :param own_type: of the field, where the feature is one that a company added.
    """
    if own_type:
        to_value = _OWN_VALUES.get(own_type, number)
        return lambda row: to_value(row[name])
    if name in NAMED:
        column = NAMED[name][1]
        return lambda row: _record(row[column])
    if name in PRESENT:
        return lambda row: _yes(any((row[f] or "").strip() for f in PRESENT[name]))
    return _VALUES[name]


def _yes(value):
    return "yes" if value else "no"


def _record(record_id):
    return str(record_id) if record_id else None


def _text(value):
    return (value or "").strip()[:LONGEST_LEVEL] or None


def _was_enriched_in_time(row):
    enriched, closed = row["ai_last_enrichment_date"], row["date_closed"]
    return bool(enriched and (not closed or enriched < closed))


def _criteria(row):
    """What the message said for, against or not, as known before the outcome."""
    if not _was_enriched_in_time(row):
        return ()
    try:
        parts = json.loads(row["ai_enrichment_data"] or "{}")["parts"]
        return tuple(
            f"{r['code']}:{_stance(r)}"
            for name in ("clarity", "fit")
            for r in _judged(parts.get(name))
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()  # written by other code


def _judged(part):
    """What was looked for: one reason each, whatever was found of it."""
    if not part or not part["judged"]:
        return ()
    return [reason for reason in part["reasons"] if reason["out_of"]]


def _stance(reason):
    if reason.get("stance") == "against":
        return "against"
    if reason.get("quote"):
        return "for" if reason["points"] else "against"
    return "unsaid"


def _engagement(name, read):
    """Of the first days, where they are over and the lead was open all the time."""

    def value(row):
        end = row["seen_until"]
        if end and end - row["create_date"] < timedelta(days=FIRST_DAYS):
            return UNKNOWN
        return read(row.get(name))

    return value


def number(value):
    return None if value is None or not isfinite(value) else float(value)


def _tags(row):
    first = row["ai_first_tags"]
    return (row["tags"] or ()) if first is None else json.loads(first)


def _mail(row):
    kind = kind_of(row["email_from"])
    return None if kind == NONE else kind


_VALUES = {
    "tags": lambda row: tuple(map(str, _tags(row))),
    "mail": _mail,
    "email_state": lambda row: row["email_state"] or None,
    "phone_state": lambda row: row["phone_state"] or None,
    "has_description": lambda row: _yes(row["has_text"]),
    "kind": lambda row: row["ai_message_kind"] if _was_enriched_in_time(row) else None,
    "criteria": _criteria,
    "inbound": _engagement("inbound", lambda value: float(value or 0)),
    "response_hours": _engagement(
        "response_hours",
        lambda value: None if value is None else max(0.0, float(value)),
    ),
    "revenue": lambda row: float(row["expected_revenue"] or 0) or None,
    "hour": lambda row: float(row["create_date"].hour),
    "weekday": lambda row: str(row["create_date"].weekday()),
}
# Of the company's own fields, by their type; the rest are numbers.
_OWN_VALUES = {
    "boolean": _yes,
    "char": _text,
    "selection": _text,
    "many2one": _record,
}
