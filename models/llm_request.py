from odoo import api, fields, models

from .llm_failure import FAILURE_TYPES

PURPOSES = [
    ("enrichment", "Enrichment"),
    ("research", "Research"),
    ("test", "Connection Test"),
    ("call", "Other"),
]


class LlmRequest(models.Model):
    """One row per HTTP request sent: the audit log, the bill and the metrics.

    Rows are only ever added, so that parallel workers never wait for one another.
    """

    _name = "llm.request"
    _description = "LLM Request"
    _order = "id desc"

    provider_id = fields.Many2one(
        "llm.provider", index=True, readonly=True, ondelete="set null"
    )
    provider_name = fields.Char(
        string="Provider's Name", readonly=True, help="Stays when the provider goes."
    )
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null")
    model_name = fields.Char(string="Model", readonly=True)
    lead_id = fields.Many2one(
        "crm.lead", index="btree_not_null", readonly=True, ondelete="set null"
    )
    purpose = fields.Selection(PURPOSES, required=True, readonly=True)
    user_id = fields.Many2one("res.users", string="Asked By", readonly=True)
    sent_at = fields.Datetime(required=True, readonly=True, index=True)
    success = fields.Boolean(readonly=True)
    error_code = fields.Selection(FAILURE_TYPES, string="Error", readonly=True)
    http_status = fields.Integer(string="HTTP Status", readonly=True)
    seconds = fields.Float(digits=(10, 3), group_operator="avg", readonly=True)
    input_tokens = fields.Integer(readonly=True)
    cached_tokens = fields.Integer(readonly=True)
    output_tokens = fields.Integer(readonly=True)
    reasoning_tokens = fields.Integer(readonly=True)
    vendor_request = fields.Char(
        string="Vendor's Request ID", readonly=True, help="For the vendor's support."
    )

    @api.depends("provider_name", "sent_at")
    def _compute_display_name(self):
        for request in self:
            request.display_name = f"{request.provider_name} {request.sent_at}"

    @api.model
    def _log(self, attempts, *, purpose, lead_id=False):
        """Add one row per :class:`Attempt`, also for a provider deleted meanwhile."""
        asked = {"purpose": purpose, "lead_id": lead_id, "user_id": self.env.uid}
        return self.sudo().create(
            [{**self._prepare_row(attempt), **asked} for attempt in attempts]
        )

    @api.model
    def _prepare_row(self, attempt):
        provider = self.env["llm.provider"].sudo().browse(attempt.provider_id).exists()
        return {
            "provider_id": provider.id,
            "provider_name": provider.name,
            "company_id": provider.company_id.id,
            "model_name": attempt.model_name,
            "sent_at": attempt.started_at.replace(microsecond=0),
            "success": not attempt.error_code,
            "error_code": attempt.error_code or False,
            "http_status": attempt.status,
            "seconds": attempt.seconds,
            "input_tokens": attempt.usage.input_tokens,
            "cached_tokens": attempt.usage.cached_tokens,
            "output_tokens": attempt.usage.output_tokens,
            "reasoning_tokens": attempt.usage.reasoning_tokens,
            "vendor_request": attempt.request_id,
        }
