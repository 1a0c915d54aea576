from odoo import _, api, fields, models

from ...engine.learning import metrics

KINDS = [
    ("ranking", "Ranking"),
    ("grade", "Grade"),
    ("chance", "Chance"),
    ("odoo", "Odoo's Probability"),
    ("score", "Score"),
    ("drift", "Drift"),
]


class LlmAccuracyLine(models.TransientModel):
    """A ranking, or a bar of the page; a bar opens its leads."""

    _name = "llm.accuracy.line"
    _description = "AI Accuracy Line"
    _order = "id"

    accuracy_id = fields.Many2one("llm.accuracy", required=True, ondelete="cascade")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    code = fields.Char(
        readonly=True, help="A ranking, a grade, or the number of a band from 0 on."
    )
    name = fields.Char(compute="_compute_name")
    count = fields.Integer(string="Leads", readonly=True)
    auc = fields.Float(string="AUC", digits=(4, 3), readonly=True)
    low = fields.Float(string="At Least", digits=(5, 2), readonly=True)
    high = fields.Float(string="At Most", digits=(5, 2), readonly=True)
    interval = fields.Char(string="90 % Interval", compute="_compute_interval")
    brier = fields.Float(digits=(4, 3), readonly=True)
    has_brier = fields.Boolean(readonly=True)
    top_10 = fields.Float(
        string="Won in the Top 10 % (%)", digits=(5, 1), readonly=True
    )
    top_25 = fields.Float(
        string="Won in the Top 25 % (%)", digits=(5, 1), readonly=True
    )
    said = fields.Float(string="Said (%)", digits=(5, 1), readonly=True)
    rate = fields.Float(string="Won (%)", digits=(5, 1), readonly=True)

    @api.depends("kind", "code")
    @api.depends_context("lang")
    def _compute_name(self):
        words = {
            "score": _("AI score"),
            "chance": _("AI chance to win"),
            "odoo": _("Odoo's probability"),
            "newest": _("Newest first"),
        }
        for line in self:
            if line.kind == "ranking":
                line.name = words.get(line.code, "")
            elif line.kind == "grade":
                line.name = (line.code or "").upper()
            else:
                low, high = line._get_bounds()
                line.name = f"{low:g}–{high:g}" + ("" if line.kind == "score" else " %")

    @api.depends("kind", "low", "high")
    def _compute_interval(self):
        for line in self:
            if line.kind == "ranking":
                line.interval = f"{line.low:.2f}–{line.high:.2f}"
            else:
                line.interval = f"{line.low:.0f}–{line.high:.0f} %"

    def _get_band(self):
        return int(self.code) if (self.code or "").isdecimal() else 0

    def _get_bounds(self):
        width = 100 / metrics.BANDS
        return self._get_band() * width, (self._get_band() + 1) * width

    def action_open_leads(self):
        self.ensure_one()
        self.check_access_rights("read")
        self.check_access_rule("read")
        return {
            "type": "ir.actions.act_window",
            "name": f"{self.accuracy_id.display_name}: {self.name}",
            "res_model": "crm.lead",
            "view_mode": "tree,form",
            "domain": self._get_domain(),
            # Lost leads are archived.
            "context": {"active_test": False},
        }

    def _get_domain(self):
        page = self.accuracy_id
        if self.kind != "drift":
            return [("id", "in", page._get_leads_of(self))]
        low, high = self._get_bounds()
        # The last band holds its upper bound as well.
        below = [("ai_win_chance", "<", high)] if high < 100 else []
        team = [("team_id", "=", page.team_id.id)] if page.team_id else []
        return [
            ("active", "=", True),
            ("stage_id.is_won", "=", False),
            ("company_id", "in", page._get_company_ids()),
            ("ai_win_date", "!=", False),
            ("ai_win_chance", ">=", low),
            *below,
            *team,
        ]
