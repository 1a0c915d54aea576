from odoo import _, api, fields, models

from ..models.settings.settings_mixin import WEIGHTS


class LlmSettings(models.TransientModel):
    """The page Rules: all settings, for sales managers.

    Its view is that of Odoo's own settings, which sales managers may not open.
    """

    _name = "llm.settings"
    _inherit = "llm.settings.mixin"
    _description = "AI Lead Scoring Settings"

    weight_shares = fields.Char(
        string="Sum of the Weights", compute="_compute_weight_shares"
    )

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        settings = self._read_llm_settings()
        return {**values, **{k: v for k, v in settings.items() if k in fields_list}}

    def _compute_display_name(self):
        self.display_name = _("AI Lead Scoring Settings")

    @api.depends(*WEIGHTS)
    @api.depends_context("lang")
    def _compute_weight_shares(self):
        """The sum, and what each weight comes to."""
        for page in self:
            weights = [page[name] for name in WEIGHTS]
            total = sum(weights)
            shares = ", ".join(
                f"{label} {100 * weight / total:.0f} %"
                for label, weight in zip(self._get_parts(), weights, strict=True)
                if weight > 0
            )
            page.weight_shares = total > 0 and f"{total:g}: {shares}"

    @api.model
    def _get_parts(self):
        """Names of the parts, in the order of their weights."""
        return _("Completeness"), _("Clarity"), _("Engagement"), _("Fit")

    def execute(self):
        """What the page's own button Save calls."""
        self.action_save()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_save(self):
        self._write_llm_settings()
        return {"type": "ir.actions.act_window_close"}
