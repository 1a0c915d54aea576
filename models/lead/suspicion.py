from odoo import _, api, fields, models

from ...engine.reading import obedience
from ...engine.scoring import answer_text


class CrmLead(models.Model):
    """Leads whose words try to steer the AI are shown as such to people."""

    _inherit = "crm.lead"

    ai_is_suspicious = fields.Boolean(
        string="Tries to Steer the AI",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_suspicion = fields.Char(
        string="How It Tries to Steer the AI",
        groups="base.group_user",
        compute="_compute_ai_suspicion",
    )

    @api.depends("ai_enrichment_data", "ai_is_suspicious")
    @api.depends_context("lang")
    def _compute_ai_suspicion(self):
        for lead in self:
            codes = lead.ai_is_suspicious and lead._get_outcome().get("suspicious")
            lead.ai_suspicion = codes and self._explain_signs(codes)

    @api.model
    def _explain_signs(self, codes):
        """What the signs' codes mean, in a few words each."""
        words = self._get_sign_words() if codes else {}
        return ", ".join(words.get(code, code) for code in codes)

    @api.model
    def _get_sign_words(self):
        return {
            obedience.INSTRUCTIONS: _("it asks to set instructions aside"),
            obedience.ROLE: _("it gives the AI another role"),
            obedience.SCORE: _("it names the score that it wants"),
            obedience.SECRETS: _("it asks for the AI's instructions or secrets"),
            obedience.MODEL: _("it speaks to a language model"),
            obedience.TURNS: _("it imitates the turns of a chat"),
            obedience.SHAPE: _("it says how the answer has to look"),
            obedience.TASK: _("it gives the AI another task"),
            obedience.CODE: _("it holds program code"),
            answer_text.LINK: _("a link was taken out of the answer"),
            answer_text.MARKUP: _("markup was taken out of the answer"),
            answer_text.REPEATS: _("the answer repeated what the text wants"),
        }
