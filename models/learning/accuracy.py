from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...engine.learning import drift, metrics
from ...engine.learning.training import LEAST_EACH

# What stood on a lead when it was closed: its last scores from before.
_PROOF = """
    SELECT lead.id, (stage.is_won AND lead.active) IS TRUE AS won,
           EXTRACT(EPOCH FROM lead.create_date) AS newest, given.score, given.grade,
           given.win_chance / 100 AS chance, given.probability / 100 AS odoo
    FROM crm_lead lead
    LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
    CROSS JOIN LATERAL (
        SELECT * FROM llm_score_history
        WHERE lead_id = lead.id AND date < lead.date_closed
        ORDER BY id DESC LIMIT 1
    ) given
    WHERE lead.date_closed >= %(since)s
      AND (stage.is_won AND lead.active
           OR NOT lead.active AND COALESCE(lead.probability, 0) = 0)
      AND COALESCE(lead.company_id, %(home)s) = %(company)s
      AND (%(team)s IS NULL OR lead.team_id = %(team)s)
"""
RANKINGS = ("score", "chance", "odoo", "newest")
IS_CHANCE = ("chance", "odoo")
PERCENT = (10, 25)


class LlmAccuracy(models.TransientModel):
    """Whether scores and chances came true, on leads closed after they were given."""

    _name = "llm.accuracy"
    _description = "AI Accuracy"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    team_id = fields.Many2one("crm.team", string="Sales Team")
    months = fields.Integer(default=12, required=True)
    won = fields.Integer(readonly=True)
    lost = fields.Integer(readonly=True)
    lacking = fields.Char(readonly=True)
    training_text = fields.Text(string="Last Training", readonly=True)
    leak_text = fields.Text(string="Left Out", readonly=True)
    training_id = fields.Many2one("llm.training", readonly=True)
    is_published = fields.Boolean(readonly=True)
    ranking_ids = fields.One2many(
        "llm.accuracy.line", "accuracy_id", domain=[("kind", "=", "ranking")]
    )
    grade_ids = fields.One2many(
        "llm.accuracy.line", "accuracy_id", domain=[("kind", "=", "grade")]
    )
    band_ids = fields.One2many(
        "llm.accuracy.line", "accuracy_id", domain=[("kind", "=", "chance")]
    )

    def _compute_display_name(self):
        self.display_name = _("Accuracy")

    def action_open(self):
        """The page, filled for the user's company."""
        self.check_access_rights("create")
        page = self.create({})
        page._fill()
        return page._show()

    def action_refresh(self):
        self.ensure_one()
        self.check_access_rights("write")
        self.check_access_rule("write")
        self._fill()
        return self._show()

    def action_export_points(self):
        self.ensure_one()
        if not self.training_id:
            raise UserError(self._words_of(self.training_id))
        return self.training_id.action_export_points()

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Accuracy"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }

    def _fill(self):
        if self.company_id not in self.env.companies:
            self.company_id = self.env.company
        rows = self._find_rows()
        won = sum(row["won"] for row in rows)
        lost = len(rows) - won
        enough = min(won, lost) >= LEAST_EACH
        lines = [*self._rank(rows), *self._group(rows)] if enough else []
        self.env["llm.accuracy.line"].search([("accuracy_id", "=", self.id)]).unlink()
        self.env["llm.accuracy.line"].create(
            [{**line, "accuracy_id": self.id} for line in lines]
        )
        self.write({"won": won, "lost": lost, **self._tell_training()})
        self.lacking = not enough and self._tell_lacking(won, lost)

    def _find_rows(self):
        self.env["crm.lead"].flush_model()
        self.env["crm.stage"].flush_model(["is_won"])
        since = fields.Datetime.now() - timedelta(days=30.44 * max(self.months, 1))
        self.env.cr.execute(
            _PROOF,
            {
                "since": since,
                "home": self.env["crm.lead"]._get_home_company_id(),
                "company": self.company_id.id,
                "team": self.team_id.id or None,
            },
        )
        return self.env.cr.dictfetchall()

    def _tell_lacking(self, won, lost):
        return _(
            "Nothing is measured on few leads: %(won)s won and %(lost)s lost leads are "
            "lacking that were closed after they got their score.",
            won=max(0, LEAST_EACH - won),
            lost=max(0, LEAST_EACH - lost),
        )

    def _tell_training(self):
        trainings = self.env["llm.training"]
        last = trainings._get_last(self.company_id, self.team_id)
        if not last and self.team_id:
            last = trainings._get_last(self.company_id)
        return {
            "training_id": last.id,
            "is_published": bool(last) and last.outcome == "published",
            "training_text": self._words_of(last),
            "leak_text": last.leak_text,
        }

    def _words_of(self, last):
        if not last:
            return _("Nothing was learned yet. A scheduled job does it once a week.")
        if last.outcome == "too_few":
            return _(
                "Too few closed leads to learn from: %(won)s won and %(lost)s lost "
                "are lacking.",
                won=max(0, LEAST_EACH - last.won),
                lost=max(0, LEAST_EACH - last.lost),
            )
        measured = _(
            "Learned from %(won)s won and %(lost)s lost leads. On the newest fifth, "
            "which it hadn't seen, its AUC was %(auc).2f (%(low).2f to %(high).2f).",
            won=last.won,
            lost=last.lost,
            auc=last.auc,
            low=last.auc_low,
            high=last.auc_high,
        )
        return f"{measured} {self._verdict_of(last)}"

    def _verdict_of(self, last):
        if last.outcome == "no_skill":
            return _("The past doesn't predict here: no chance is shown.")
        if last.outcome == "worse":
            return _("The one in use was better and stays.")
        return _("Drift: %s.", self._tell_drift(last))

    def _tell_drift(self, last):
        then = last._get_shares()
        self.env.cr.execute(
            """SELECT ai_win_chance / 100 FROM crm_lead
               WHERE active AND ai_win_chance IS NOT NULL
                 AND COALESCE(company_id, %s) = %s""",
            [self.env["crm.lead"]._get_home_company_id(), last.company_id.id],
        )
        now = [float(row[0]) for row in self.env.cr.fetchall()]
        if len(now) < LEAST_EACH:
            return _("too few open leads to tell")
        level = drift.level(drift.index(then, drift.shares(now)))
        return {
            "none": _("none, open leads look like those that were learned from"),
            "some": _("some, open leads look a little different"),
            "much": _("much, open leads look unlike those that were learned from"),
        }[level]

    def _rank(self, rows):
        for name in RANKINGS:
            known = [row for row in rows if row[name] is not None]
            said = [float(row[name]) for row in known]
            came = [row["won"] for row in known]
            if min(sum(came), len(came) - sum(came)) < LEAST_EACH:
                continue
            auc = metrics.auc(said, came)
            yield {
                "kind": "ranking",
                "code": name,
                "count": len(known),
                "auc": auc.value,
                "low": auc.low,
                "high": auc.high,
                "brier": metrics.brier(said, came) if name in IS_CHANCE else 0,
                "has_brier": name in IS_CHANCE,
                **{
                    f"top_{p}": 100 * metrics.precision_at_top(said, came, p / 100)
                    for p in PERCENT
                },
            }

    def _group(self, rows):
        """Won rates by grade, and by band of chance."""
        for grade in sorted({row["grade"] for row in rows if row["grade"]}):
            found = [row for row in rows if row["grade"] == grade]
            yield self._bar("grade", grade, found)
        for band in range(metrics.BANDS):
            low, high = band / metrics.BANDS, (band + 1) / metrics.BANDS
            found = [row for row in rows if _is_in(row["chance"], low, high)]
            if found:
                said = sum(float(row["chance"]) for row in found) / len(found)
                code = f"{low * 100:g}–{high * 100:g} %"
                yield {**self._bar("chance", code, found), "said": 100 * said}

    def _bar(self, kind, code, rows):
        rate = metrics.won_rate(sum(row["won"] for row in rows), len(rows))
        return {
            "kind": kind,
            "code": code,
            "count": len(rows),
            "rate": 100 * rate.value,
            "low": 100 * rate.low,
            "high": 100 * rate.high,
            "lead_ids": [(6, 0, [row["id"] for row in rows])],
        }


def _is_in(chance, low, high):
    return chance is not None and (low < chance <= high or low == 0 == chance)


class LlmAccuracyLine(models.TransientModel):
    _name = "llm.accuracy.line"
    _description = "AI Accuracy Line"
    _order = "id"

    accuracy_id = fields.Many2one("llm.accuracy", required=True, ondelete="cascade")
    kind = fields.Selection(
        [("ranking", "Ranking"), ("grade", "Grade"), ("chance", "Chance")],
        required=True,
        readonly=True,
    )
    code = fields.Char(readonly=True)
    name = fields.Char(compute="_compute_name")
    count = fields.Integer(string="Leads", readonly=True)
    auc = fields.Float(string="AUC", digits=(4, 3), readonly=True)
    low = fields.Float(string="At Least", digits=(5, 2), readonly=True)
    high = fields.Float(string="At Most", digits=(5, 2), readonly=True)
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
    lead_ids = fields.Many2many("crm.lead", "llm_accuracy_line_lead_rel")

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
            name = line.code or ""
            line.name = words.get(name, name.upper() if line.kind == "grade" else name)

    def action_open_leads(self):
        self.ensure_one()
        self.check_access_rights("read")
        self.check_access_rule("read")
        # Lost leads are archived.
        leads = self.with_context(active_test=False).lead_ids
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "crm.lead",
            "view_mode": "tree,form",
            "domain": [("id", "in", leads.ids)],
            "context": {"active_test": False},
        }
