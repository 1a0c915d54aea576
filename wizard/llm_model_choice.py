from odoo import fields, models


class LlmModelChoice(models.TransientModel):
    """One model that a provider's vendor offers, to be picked from a list."""

    _name = "llm.model.choice"
    _description = "LLM Model Choice"
    _order = "is_suggested desc, name"

    provider_id = fields.Many2one("llm.provider", required=True, ondelete="cascade")
    name = fields.Char(string="Model", required=True, readonly=True)
    is_suggested = fields.Boolean(
        string="Suggested", readonly=True, help="Cheap and good enough for scoring."
    )

    def action_use(self):
        self.ensure_one()
        self.provider_id.model_name = self.name
        return {"type": "ir.actions.act_window_close"}
