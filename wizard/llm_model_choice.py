from odoo import _, api, fields, models

from ..engine.vendors import VENDORS


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

    @api.model
    def _open(self, provider, names):
        """The action that lets a person pick one of ``names`` for ``provider``."""
        suggested = VENDORS[provider.provider_type].models
        choices = self.create(
            [
                {
                    "provider_id": provider.id,
                    "name": name,
                    "is_suggested": name in suggested,
                }
                for name in names
            ]
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Models of %s", provider.name),
            "res_model": self._name,
            "view_mode": "tree",
            "domain": [("id", "in", choices.ids)],
            "target": "new",
        }

    def action_use(self):
        self.ensure_one()
        self.provider_id.model_name = self.name
        self.provider_id._suggest_prices()
        return {"type": "ir.actions.act_window_close"}
