from odoo import api, models

ABOUT_A_LEAD = ("enrichment", "research")


class LlmRequest(models.Model):
    """The bill stays; what was said about a lead goes with it."""

    _inherit = "llm.request"

    @api.model
    def _insert(self, rows):
        """No content is kept of a lead that was deleted while it was asked about."""
        for row in rows:
            if row["purpose"] in ABOUT_A_LEAD and not row["lead_id"]:
                row["content"] = False
        return super()._insert(rows)

    @api.model
    def _erase_content(self, lead_ids):
        self.flush_model(["lead_id", "content"])
        self.env.cr.execute(
            """UPDATE llm_request SET content = NULL
               WHERE lead_id = ANY(%s) AND content IS NOT NULL""",
            [list(lead_ids)],
        )
        self.invalidate_model(["content"])

    @api.model
    def _move_to_lead(self, lead_ids, lead_id):
        """What was asked about leads that are merged belongs to what they become."""
        self.flush_model(["lead_id"])
        self.env.cr.execute(
            "UPDATE llm_request SET lead_id = %s WHERE lead_id = ANY(%s)",
            [lead_id, list(lead_ids)],
        )
        self.invalidate_model(["lead_id"])
