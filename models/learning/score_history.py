from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...engine.scoring import prompt

# What is given with a date; a change of any of these is worth a row.
KEPT = {
    "score": "ai_probability_score",
    "completeness": "ai_completeness_score",
    "clarity": "ai_clarity_score",
    "engagement": "ai_engagement_score",
    "grade": "ai_grade",
    "win_chance": "ai_win_chance",
}
# Of a row of crm_lead: its last scores with their dates, the newest first.
PAST_SCORES = """
    (SELECT json_agg(json_build_array(score, to_char(date, 'YYYY-MM-DD HH24:MI:SS'))
                     ORDER BY id DESC)
     FROM (SELECT * FROM llm_score_history
           WHERE lead_id = crm_lead.id AND score IS NOT NULL
           ORDER BY id DESC LIMIT 20) given) AS past_scores
"""
_NOW = "(now() AT TIME ZONE 'UTC')"


class LlmScoreHistory(models.Model):
    """Scores as they were given, so that they can be proved by what came after.

    Rows are only ever added; they go with their lead, and when it is erased.
    """

    _name = "llm.score.history"
    _description = "AI Score History"
    _order = "id desc"

    lead_id = fields.Many2one(
        "crm.lead", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="lead_id.company_id")
    date = fields.Datetime(required=True, readonly=True)
    score = fields.Float(digits=(5, 1), readonly=True, group_operator="avg")
    completeness = fields.Float(digits=(5, 1), readonly=True, group_operator="avg")
    clarity = fields.Float(digits=(5, 1), readonly=True, group_operator="avg")
    engagement = fields.Float(digits=(5, 1), readonly=True, group_operator="avg")
    grade = fields.Char(readonly=True)
    win_chance = fields.Float(digits=(5, 1), readonly=True, group_operator="avg")
    probability = fields.Float(
        string="Odoo's Probability", readonly=True, group_operator="avg"
    )
    prompt_version = fields.Char(readonly=True)
    model_name = fields.Char(string="Model", readonly=True)

    def write(self, vals):
        if self:
            raise AccessError(_("This log can't be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(_("This log can't be changed."))

    @api.model
    def _keep(self, lead_ids):
        """Add a row for each lead whose scores aren't those of its last row."""
        leads = "SELECT * FROM crm_lead WHERE id = ANY(%s)"
        self.env.cr.execute(self._prepare_keep(leads), [list(lead_ids)])
        self.invalidate_model()

    @api.model
    def _prepare_keep(self, leads):
        """The same as a statement.

        :param leads: SQL that gives rows of ``crm_lead``.
        """
        self.env["crm.lead"].flush_model([*KEPT.values(), "automated_probability"])
        kept = ", ".join(KEPT)
        now = ", ".join(f"lead.{column}" for column in KEPT.values())
        last = ", ".join(f"last.{name}" for name in KEPT)
        # Only names of this file stand in the text of the statement, and a number.
        return f"""WITH lead AS ({leads})
            INSERT INTO llm_score_history
                (lead_id, date, probability, prompt_version, model_name, {kept})
            SELECT lead.id, {_NOW}, lead.automated_probability,
                   CASE WHEN request.id IS NOT NULL THEN '{prompt.VERSION}' END,
                   request.model_name, {now}
            FROM lead
            LEFT JOIN LATERAL (SELECT * FROM llm_score_history
                WHERE lead_id = lead.id ORDER BY id DESC LIMIT 1) last ON TRUE
            LEFT JOIN LATERAL (SELECT id, model_name FROM llm_request
                WHERE lead_id = lead.id AND success AND purpose = 'enrichment'
                ORDER BY id DESC LIMIT 1) request ON TRUE
            WHERE ({now}) IS DISTINCT FROM ({last})"""  # noqa: S608

    @api.model
    def _forget(self, lead_ids):
        self.env.cr.execute(
            "DELETE FROM llm_score_history WHERE lead_id = ANY(%s)", [list(lead_ids)]
        )
        self.invalidate_model()
