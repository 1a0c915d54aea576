import json
from datetime import timedelta
from typing import Any, NamedTuple

from odoo import _, api, fields, models

from ...engine.learning.free_mail import NONE, kind_of
from ...engine.learning.values import Sample

BATCH = 5000
# Engagement counts only what happened so soon, and before the outcome.
FIRST_DAYS = 3
# A text that is longer is a story, not one of a few values.
LONGEST_LEVEL = 64
DAY_0 = fields.Datetime.to_datetime("2000-01-01")
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
RAW = (
    "active",
    "probability",
    "create_date",
    "date_closed",
    "company_id",
    "email_from",
    "email_state",
    "phone_state",
    "expected_revenue",
    "ai_message_kind",
    "ai_enrichment_data",
    "ai_last_enrichment_date",
    *(field for _model, field in NAMED.values()),
    *(field for names in PRESENT.values() for field in names),
)
_ROWS = """
    SELECT lead.id, {columns}, stage.is_won,
        regexp_replace(COALESCE(lead.description, ''),
                       '<[^>]*>|&nbsp;|[[:space:]]', '', 'g') != '' AS has_text,
        (SELECT array_agg(tag_id) FROM crm_tag_rel WHERE lead_id = lead.id) AS tags
    FROM crm_lead lead LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
    WHERE lead.id = ANY(%s)
"""
# The oldest change of each field tells what it was at creation.
_BEFORE = """
    SELECT DISTINCT ON (message.res_id, value.field_id)
        message.res_id, field.name, field.ttype, value.old_value_integer,
        value.old_value_float, value.old_value_char
    FROM mail_tracking_value value
    JOIN mail_message message ON message.id = value.mail_message_id
    JOIN ir_model_fields field ON field.id = value.field_id
    WHERE message.model = 'crm.lead' AND message.res_id = ANY(%s)
      AND field.name = ANY(%s)
    ORDER BY message.res_id, value.field_id, value.id
"""
_FIRST_DAYS = """
    SELECT lead.id,
        COUNT(*) FILTER (WHERE NOT ours.is_ours) AS inbound,
        MIN(EXTRACT(EPOCH FROM message.date - lead.create_date))
            FILTER (WHERE ours.is_ours) / 3600 AS response_hours
    FROM crm_lead lead
    JOIN mail_message message ON message.model = 'crm.lead'
        AND message.res_id = lead.id
        AND message.message_type IN ('email', 'comment', 'email_outgoing')
        AND message.is_internal IS NOT TRUE
        AND message.date BETWEEN lead.create_date - INTERVAL '1 minute'
            AND LEAST(lead.create_date + INTERVAL '{days} days', lead.date_closed)
    CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT FROM res_users WHERE partner_id = message.author_id
          AND share IS NOT TRUE) AS is_ours) ours
    WHERE lead.id = ANY(%s) GROUP BY lead.id
"""


class Read(NamedTuple):
    """A lead as it is learned from."""

    lead_id: int
    company_id: int | None
    sample: Sample


class LlmLeadReader(models.AbstractModel):
    """What was known of leads before their outcome; no query is made per lead."""

    _name = "llm.lead.reader"
    _description = "Reader of Leads for the AI Chance"

    @api.model
    def _read_leads(self, lead_ids, features):
        """A :class:`Read` of each lead that still exists, ``BATCH`` at a time."""
        for start in range(0, len(lead_ids), BATCH):
            yield from self._read_batch(lead_ids[start : start + BATCH], features)

    @api.model
    def _read_batch(self, lead_ids, features):
        own = [f.name for f in features if self._is_own(f.name)]
        columns = [*RAW, *own]
        self.env["crm.lead"].flush_model(columns)
        self.env["crm.stage"].flush_model(["is_won"])
        before = self._read_before(lead_ids, columns)
        engaged = self._select(_FIRST_DAYS.format(days=FIRST_DAYS), [lead_ids])
        engagement = {row["id"]: row for row in engaged}
        selected = ", ".join(f'lead."{name}"' for name in columns)
        for row in self._select(_ROWS.format(columns=selected), [lead_ids]):
            row.update(before.get(row["id"], {}))
            row.update(engagement.get(row["id"], {}))
            yield self._to_read(row, features)

    def _is_own(self, name):
        return name.startswith("x_") and name in self.env["crm.lead"]._fields

    def _select(self, query, params):
        self.env.cr.execute(query, params)
        return self.env.cr.dictfetchall()

    def _read_before(self, lead_ids, columns):
        """``{lead id: {field: its value at creation}}`` of those changed since."""
        names = [n for n in columns if n not in ("active", "probability")]
        found = {}
        for row in self._select(_BEFORE, [lead_ids, names]):
            found.setdefault(row["res_id"], {})[row["name"]] = _old_value(row)
        return found

    def _to_read(self, row, features):
        values = tuple(_value(row, feature.name) for feature in features)
        decided = row["date_closed"] if _outcome(row) is not None else None
        sample = Sample(
            values,
            _outcome(row),
            _days(row["create_date"]),
            decided and _days(decided),
            row["team_id"],
        )
        return Read(row["id"], row["company_id"], sample)

    @api.model
    def _get_labels(self, table):
        """``{feature: {level: the record's name}}`` for the columns of a table."""
        levels = {}
        for name, level in table.encoder.columns:
            if level.isdigit() and (
                name in NAMED or name == "tags" or self._is_own(name)
            ):
                levels.setdefault(name, set()).add(int(level))
        labels = {
            name: {str(r.id): r.display_name for r in self._records(name, ids)}
            for name, ids in levels.items()
        }
        names = self.env["llm.criterion"]._get_names(self.env.lang)
        told = {f"{key}:for": name for key, name in names.items()}
        told.update({f"{key}:against": _("not %s", n) for key, n in names.items()})
        return {**labels, "criteria": told}

    def _records(self, name, ids):
        if name in NAMED:
            model = NAMED[name][0]
        elif name == "tags":
            model = "crm.tag"
        else:
            model = self.env["crm.lead"]._fields[name].comodel_name
        if not model:
            return self.env["crm.lead"]
        records = self.env[model].sudo().with_context(active_test=False)
        return records.browse(sorted(ids)).exists()


def _old_value(row):
    kind = row["ttype"]
    if kind in ("many2one", "integer", "boolean"):
        return row["old_value_integer"] or None
    if kind in ("float", "monetary"):
        return row["old_value_float"]
    return row["old_value_char"] or None


def _outcome(row):
    """True for won, False for lost, None for open."""
    if row["is_won"] and row["active"]:
        return True
    if not row["active"] and not row["probability"]:
        return False
    return None


def _days(moment):
    return (moment - DAY_0) / timedelta(days=1)


def _value(row, name) -> Any:
    if name in NAMED:
        record_id = row[NAMED[name][1]]
        return str(record_id) if record_id else None
    if name in PRESENT:
        return "yes" if any((row[f] or "").strip() for f in PRESENT[name]) else "no"
    if name in _VALUES:
        return _VALUES[name](row)
    return _own_value(row[name])


def _own_value(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.strip()[:LONGEST_LEVEL] or None
    return value


def _was_enriched_in_time(row):
    enriched, closed = row["ai_last_enrichment_date"], row["date_closed"]
    return bool(enriched and (not closed or enriched < closed))


def _criteria(row):
    """What the message said for and against, as far as known before the outcome."""
    if not _was_enriched_in_time(row):
        return ()
    try:
        parts = json.loads(row["ai_enrichment_data"] or "{}")["parts"]
        return tuple(
            f"{r['code']}:{'for' if r['points'] else 'against'}"
            for name in ("clarity", "fit")
            for r in parts.get(name, {}).get("reasons", ())
            if r.get("quote")
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()  # written by other code


def _mail(row):
    kind = kind_of(row["email_from"])
    return None if kind == NONE else kind


_VALUES = {
    "tags": lambda row: tuple(map(str, row["tags"] or ())),
    "mail": _mail,
    "email_state": lambda row: row["email_state"] or None,
    "phone_state": lambda row: row["phone_state"] or None,
    "has_description": lambda row: "yes" if row["has_text"] else "no",
    "kind": lambda row: row["ai_message_kind"] if _was_enriched_in_time(row) else None,
    "criteria": _criteria,
    "inbound": lambda row: float(row.get("inbound") or 0),
    "response_hours": lambda row: (
        None
        if row.get("response_hours") is None
        else max(0.0, float(row["response_hours"]))
    ),
    "revenue": lambda row: float(row["expected_revenue"] or 0) or None,
    "hour": lambda row: float(row["create_date"].hour),
    "weekday": lambda row: str(row["create_date"].weekday()),
}
