from odoo import api, fields, models


class LlmReview(models.TransientModel):
    """Asks a person why a score is contested, overridden, or not any more.

    Who may do so is checked by the lead.
    """

    _name = "llm.review"
    _description = "Review of an AI Score"

    lead_id = fields.Many2one("crm.lead", required=True, ondelete="cascade")
    action = fields.Selection(
        [
            ("contest", "Contest AI Score"),
            ("keep", "Keep AI Score"),
            ("override", "Override AI Score"),
            ("lift", "Lift Override"),
        ],
        required=True,
    )
    ai_score = fields.Float(
        string="AI Score",
        related="lead_id.ai_probability_score",
        related_sudo=False,  # not of a lead that the user may not read
        digits=(5, 1),
    )
    score = fields.Float(string="Your Score", digits=(5, 1), help="0 to 100")
    reason = fields.Text(required=True)

    @api.model
    def _get_title(self, action):
        return dict(self._fields["action"]._description_selection(self.env))[action]

    @api.model
    def default_get(self, fields_list):
        """The score to change is the one that holds now."""
        values = super().default_get(fields_list)
        lead = self.env["crm.lead"].browse(values.get("lead_id") or [])
        if lead and "score" in fields_list:
            is_overridden = lead.ai_override_date
            values["score"] = (
                lead.ai_override_score if is_overridden else lead.ai_probability_score
            )
        return values

    def action_apply(self):
        self.ensure_one()
        if self.action == "contest":
            self.lead_id._contest_score(self.reason)
        elif self.action == "keep":
            self.lead_id._keep_score(self.reason)
        elif self.action == "override":
            self.lead_id._override_score(self.score, self.reason)
        else:
            self.lead_id._lift_override(self.reason)
        return {"type": "ir.actions.act_window_close"}
