from datetime import timedelta

from odoo import api, fields, models

from ..lead.crm_lead import OUTCOME_FIELDS, QUEUE_FIELDS
from ..lead.report import NOTE_MARK
from ..lead.review import REVIEW_FIELDS
from ..lead.win import WIN_FIELDS

VACUUM_BATCH = 500


class CrmLead(models.Model):
    """What becomes of scores, notes and logged contents when they have to go."""

    _inherit = "crm.lead"

    def unlink(self):
        """The bill stays, without a link; contents that were logged don't."""
        self.check_access_rights("unlink")
        self.check_access_rule("unlink")
        self.env["llm.request"].sudo()._erase_content(self.ids)
        return super().unlink()

    def _erase_ai_data(self):
        """All that models, and people about them, said of these leads is gone.

        What stays: the requests as a bill, consents, and what may be sent.
        """
        erased = (
            *OUTCOME_FIELDS,
            *REVIEW_FIELDS,
            *QUEUE_FIELDS,
            *WIN_FIELDS,
            "ai_is_suspicious",
        )
        self.flush_recordset()
        # Only names of fields stand in the text of the statement.
        self.env.cr.execute(
            f"""UPDATE crm_lead SET {", ".join(f"{name} = NULL" for name in erased)}
                WHERE id = ANY(%s)""",  # noqa: S608
            [self.ids],
        )
        self.invalidate_recordset(erased)
        self.modified(erased)
        self._get_ai_notes().unlink()
        self.env["llm.request"].sudo()._erase_content(self.ids)

    def _forget_person(self):
        """Hook: a contact's data were asked to be erased, these are its leads."""
        self._erase_ai_data()

    def _get_ai_notes(self):
        """The notes that this addon left on the leads, oldest first."""
        return (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("message_type", "=", "notification"),
                    ("body", "like", NOTE_MARK),
                ],
                order="id",
            )
        )

    @api.autovacuum
    def _gc_lost_scores(self):
        """Scores of leads lost long ago go; days of 0 keep them."""
        days = self._get_llm_config(self.env.company.id).lost_score_days
        if not days:
            return
        oldest = fields.Datetime.now() - timedelta(days=days)
        lost = self.browse()
        while lost := self._find_lost_scores(oldest, lost[-1:].id or 0):
            lost._erase_ai_data()
            self._commit()

    @api.model
    def _find_lost_scores(self, oldest, after_id):
        """The next leads lost before ``oldest`` that something is held on."""
        self.flush_model(["active", "probability", "date_closed", "ai_opinion"])
        self.env.cr.execute(
            """SELECT id FROM crm_lead
               WHERE id > %s AND active IS NOT TRUE AND COALESCE(probability, 0) = 0
                 AND COALESCE(date_closed, write_date) < %s
                 AND COALESCE(ai_enrichment_status, 'failed') IN ('completed', 'failed')
                 AND (ai_last_enrichment_date IS NOT NULL OR ai_opinion IS NOT NULL
                      OR ai_enrichment_status IS NOT NULL)
               ORDER BY id LIMIT %s""",
            [after_id, oldest, VACUUM_BATCH],
        )
        return self.browse(row[0] for row in self.env.cr.fetchall())
