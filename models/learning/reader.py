from typing import NamedTuple

from odoo import _, api, models

from ...engine.learning.values import Sample
from . import row as rows
from .row import FIRST_DAYS, NAMED, PRESENT

BATCH = 5000
RAW = (
    "active",
    "probability",
    "lost_reason_id",
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
    "ai_first_tags",
    *(field for _model, field in NAMED.values()),
    *(field for names in PRESENT.values() for field in names),
)
# Not turned back to what it was at creation.
OUTCOME = ("active", "probability", "lost_reason_id", "date_closed")
_ROWS = """
    SELECT lead.id, {columns}, stage.is_won, lead.team_id AS present_team,
        (SELECT score FROM llm_score_history
         WHERE lead_id = lead.id AND date < lead.date_closed
         ORDER BY id DESC LIMIT 1) AS score,
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
_CHANGED_LATE = """
    SELECT field.name, COUNT(DISTINCT lead.id) AS leads
    FROM crm_lead lead
    JOIN mail_message message ON message.model = 'crm.lead'
        AND message.res_id = lead.id AND message.date >= lead.date_closed
    JOIN mail_tracking_value value ON value.mail_message_id = message.id
    JOIN ir_model_fields field ON field.id = value.field_id
    WHERE lead.id = ANY(%s) AND field.name = ANY(%s) GROUP BY field.name
"""
_FIRST_DAYS = """
    SELECT lead.id,
        COUNT(*) FILTER (WHERE NOT ours.is_ours) AS inbound,
        MIN(EXTRACT(EPOCH FROM message.date - lead.create_date))
            FILTER (WHERE ours.is_ours) / 3600 AS response_hours
    FROM crm_lead lead
    LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
    JOIN mail_message message ON message.model = 'crm.lead'
        AND message.res_id = lead.id
        AND message.message_type IN ('email', 'comment', 'email_outgoing')
        AND message.is_internal IS NOT TRUE
        AND message.date BETWEEN lead.create_date - INTERVAL '1 minute'
            AND LEAST(lead.create_date + INTERVAL '{days} days',
                      CASE WHEN NOT lead.active OR stage.is_won
                           THEN lead.date_closed END)
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
        now = self.env.cr.now()
        values_of = [self._find_value(feature.name) for feature in features]
        before = self._read_before(lead_ids, columns)
        engaged = self._select(_FIRST_DAYS.format(days=FIRST_DAYS), [lead_ids])
        engagement = {row["id"]: row for row in engaged}
        selected = ", ".join(f'lead."{name}"' for name in columns)
        for row in self._select(_ROWS.format(columns=selected), [lead_ids]):
            row.update(before.get(row["id"], {}))
            row.update(engagement.get(row["id"], {}))
            if rows.outcome(row) is None:
                row["date_closed"] = None  # a lead that was opened again has one
            row["seen_until"] = row["date_closed"] or now
            yield _to_read(row, values_of)

    def _find_value(self, name):
        own = self._is_own(name) and self.env["crm.lead"]._fields[name].type
        return rows.value_of(name, own)

    def _is_own(self, name):
        return name.startswith("x_") and name in self.env["crm.lead"]._fields

    def _select(self, query, params):
        self.env.cr.execute(query, params)
        return self.env.cr.dictfetchall()

    def _read_before(self, lead_ids, columns):
        """``{lead id: {field: its value at creation}}`` of those changed since."""
        names = [n for n in columns if n not in OUTCOME]
        found = {}
        for row in self._select(_BEFORE, [lead_ids, names]):
            value = self._old_value(row)
            found.setdefault(row["res_id"], {})[row["name"]] = value
        return found

    def _old_value(self, row):
        kind, number = row["ttype"], row["old_value_integer"]
        if kind in ("float", "monetary"):
            return row["old_value_float"]
        if kind in ("integer", "boolean"):
            return number if kind == "integer" else bool(number)
        if kind == "selection":
            return self._find_choice(row["name"], row["old_value_char"])
        return (number if kind == "many2one" else row["old_value_char"]) or None

    def _find_choice(self, name, label):
        """Changes keep the label, in the language of who made them."""
        field = self.env["crm.lead"]._fields[name]
        for code, _name in self.env["res.lang"].get_installed():
            choices = field._description_selection(self.with_context(lang=code).env)
            found = [key for key, text in choices if text == label]
            if found:
                return found[0]
        return None

    @api.model
    def _read_changed_late(self, lead_ids, features):
        """``{feature: on what share of these closed leads it changed after closing}``,
        by the changes that Odoo keeps.
        """
        read_from = {f.name: rows.FIELDS.get(f.name, (f.name,)) for f in features}
        names = list({name for names in read_from.values() for name in names})
        changed = self._select(_CHANGED_LATE, [lead_ids, names])
        shares = {row["name"]: row["leads"] / len(lead_ids) for row in changed}
        found = {
            feature: max(shares.get(name, 0.0) for name in names)
            for feature, names in read_from.items()
        }
        return {feature: share for feature, share in found.items() if share}

    @api.model
    def _get_labels(self, table):
        """``{feature: {level: the record's name}}`` for the columns of a table."""
        levels = {}
        for name, level in table.encoder.columns:
            if level.isdecimal() and (
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
        told.update(
            {f"{key}:unsaid": _("no word of %s", n) for key, n in names.items()}
        )
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


def _to_read(row, values_of):
    won = rows.outcome(row)
    decided = row["date_closed"] if won is not None else None
    sample = Sample(
        tuple(value_of(row) for value_of in values_of),
        won,
        rows.days(row["create_date"]),
        decided and rows.days(decided),
        row["present_team"],
        rows.number(row["score"]),
    )
    return Read(row["id"], row["company_id"], sample)
