from collections import defaultdict

from odoo import api, models

QUEUE_COLUMNS = frozenset(
    {
        "ai_enrichment_status",
        "ai_enrichment_lease",
        "ai_enrichment_attempts",
        "ai_enrichment_next_attempt",
        "ai_enrichment_insists",
    }
)
_NOW = "(now() AT TIME ZONE 'UTC')"


class CrmLead(models.Model):
    """Values of many leads -> the table, in as few statements as there are kinds."""

    _inherit = "crm.lead"

    @api.model
    def _write_rows(self, values_by_id):
        """Write different values to many leads; one statement for those alike.

        The ORM would send one for each lead. Where rules of automation watch leads they
        are written through it all the same.
        """
        if self._is_watched():
            self._write_one_by_one(values_by_id)
            return
        alike = defaultdict(list)
        for lead_id, values in values_by_id.items():
            alike[tuple(values)].append((lead_id, *map(storable, values.values())))
        for names, rows in alike.items():
            self._write_columns(names, rows)

    def _write_columns(self, names, rows):
        leads = self.browse([row[0] for row in rows])
        leads.flush_recordset(names)
        self.env.cr.execute_values(self._prepare_update(names), rows)
        leads.invalidate_recordset([*names, "write_uid", "write_date"])
        leads.modified(names)

    @api.model
    def _prepare_update(self, names):
        """Hook: the statement that writes rows of (id, values of ``names``)."""
        assignments = ", ".join(f"{name} = {self._new_value(name)}" for name in names)
        # Only names of fields stand in the text of the statement.
        return f"""UPDATE crm_lead SET {assignments},
                write_uid = {int(self.env.uid)}, write_date = {_NOW}
            FROM (VALUES %s) AS v (id, {", ".join(names)})
            WHERE crm_lead.id = v.id"""  # noqa: S608

    def _new_value(self, name):
        value = f"v.{name}::{self._fields[name].column_type[1]}"
        if name not in QUEUE_COLUMNS:
            return value
        # A save by a person meanwhile asked anew: the lead then stays in the queue.
        still_ours = "crm_lead.ai_enrichment_status = 'processing'"
        return f"CASE WHEN {still_ours} THEN {value} ELSE crm_lead.{name} END"

    def _is_watched(self):
        if "base.automation" not in self.env:
            return False
        rules = self.env["base.automation"].sudo()
        return bool(rules.search_count([("model_name", "=", self._name)], limit=1))

    def _write_one_by_one(self, values_by_id):
        for lead in self.with_context(mail_notrack=True).browse(values_by_id):
            values = values_by_id[lead.id]
            if lead.ai_enrichment_status != "processing":
                values = {k: v for k, v in values.items() if k not in QUEUE_COLUMNS}
            lead.write({name: storable(value) for name, value in values.items()})


def storable(value):
    """A text as PostgreSQL takes it: no null byte, no half of a surrogate pair."""
    if not isinstance(value, str):
        return value
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
