from odoo import api, models


class LlmService(models.AbstractModel):
    """Leads that may not be sent are not sent for other addons either."""

    _inherit = "llm.service"

    def _judge(self, lead):
        self._check_lead(lead)._check_sendable()
        return super()._judge(lead)

    @api.model
    def research_customer(self, lead):
        self._check_lead(lead)._check_sendable()
        return super().research_customer(lead)
