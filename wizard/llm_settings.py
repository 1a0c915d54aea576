from odoo import _, api, models


class LlmSettings(models.TransientModel):
    """The settings for sales managers, who may not open Odoo's own Settings."""

    _name = "llm.settings"
    _inherit = "llm.settings.mixin"
    _description = "AI Lead Scoring Settings"

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        settings = self._read_llm_settings()
        return {**values, **{k: v for k, v in settings.items() if k in fields_list}}

    def _compute_display_name(self):
        self.display_name = _("AI Lead Scoring Settings")

    def action_save(self):
        self._write_llm_settings()
        return {"type": "ir.actions.act_window_close"}
