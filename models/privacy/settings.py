from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class LlmSettingsMixin(models.AbstractModel):
    """The settings of privacy, on both pages that show settings."""

    _inherit = "llm.settings.mixin"

    require_consent = fields.Boolean(
        string="Only with Consent",
        help="A lead is sent to an AI vendor only if it, or its contact, has a consent "
        "on record.",
    )
    consent_text = fields.Text(
        help="Shown beside the consent of leads and contacts, and kept with each one "
        "that is recorded.",
    )
    lost_score_days = fields.Integer(
        string="Keep Scores of Lost Leads for",
        help="Days after a lead was lost; 0 keeps them for good.",
    )
    # Not stored, so it needs no table for each of the two pages.
    never_send_country_ids = fields.Many2many(
        "res.country",
        string="Countries Never Sent",
        compute="_compute_never_send_country_ids",
        inverse="_inverse_never_send_country_ids",
        help="No lead from these countries is sent to an AI vendor, whoever asks.",
    )

    def _compute_never_send_country_ids(self):
        self.never_send_country_ids = self._get_never_send_countries()

    def _inverse_never_send_country_ids(self):
        """Who may have this page open may say so; countries are the administrator's."""
        for settings in self:
            chosen = settings.never_send_country_ids
            marked = self._get_never_send_countries()
            (chosen - marked).sudo().ai_never_send = True
            (marked - chosen).sudo().ai_never_send = False

    @api.model
    def _get_never_send_countries(self):
        return self.env["res.country"].search([("ai_never_send", "=", True)])

    @api.constrains("lost_score_days")
    def _check_lost_score_days(self):
        if any(settings.lost_score_days < 0 for settings in self):
            raise ValidationError(_("Days can't be negative."))

    @api.model
    def _read_llm_settings(self):
        return {
            **super()._read_llm_settings(),
            "consent_text": self.env.company._get_ai_consent_text(),
            "never_send_country_ids": [
                fields.Command.set(self._get_never_send_countries().ids)
            ],
        }

    def _write_llm_settings(self):
        company = self.env.company.sudo()
        if self.consent_text != company._get_ai_consent_text():
            company.ai_consent_text = self.consent_text
        return super()._write_llm_settings()
