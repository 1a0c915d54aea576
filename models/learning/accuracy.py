from datetime import timedelta

from odoo import _, fields, models
from odoo.exceptions import UserError

from ...engine.learning import metrics
from ...engine.learning.training import LEAST_EACH
from .row import IS_LOST, IS_WON

# What stood on a lead when it was closed: its last scores from before.
_PROOF = f"""
    SELECT lead.id, (stage.is_won AND lead.active) IS TRUE AS won,
           EXTRACT(EPOCH FROM lead.create_date) AS newest, given.grade,
           given.score / 100 AS score,
           given.win_chance / 100 AS chance, given.probability / 100 AS odoo
    FROM crm_lead lead
    LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
    CROSS JOIN LATERAL (
        SELECT * FROM llm_score_history
        WHERE lead_id = lead.id AND date < lead.date_closed
        ORDER BY id DESC LIMIT 1
    ) given
    WHERE lead.date_closed >= %(since)s
      AND ({IS_WON} OR {IS_LOST})
      AND COALESCE(lead.company_id, %(home)s) = %(company)s
      AND (%(team)s IS NULL OR lead.team_id = %(team)s)
"""  # noqa: S608 (constants)
RANKINGS = ("score", "chance", "odoo", "newest")
# Which say, or may be read as, the share of leads that will be won.
BANDED = ("chance", "odoo", "score")
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
    odoo_ids = fields.One2many(
        "llm.accuracy.line", "accuracy_id", domain=[("kind", "=", "odoo")]
    )
    score_ids = fields.One2many(
        "llm.accuracy.line", "accuracy_id", domain=[("kind", "=", "score")]
    )
    drift_ids = fields.One2many(
        "llm.accuracy.line", "accuracy_id", domain=[("kind", "=", "drift")]
    )
    grade_text = fields.Text(string="Grades", readonly=True)

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
        current = self.env["llm.training"]._get_current(self.company_id, self.team_id)
        now = self._find_chances(current) if current else ()
        lines += self._compare_shares(current, now)
        self.env["llm.accuracy.line"].search([("accuracy_id", "=", self.id)]).unlink()
        self.env["llm.accuracy.line"].create(
            [{**line, "accuracy_id": self.id} for line in lines]
        )
        self.write({"won": won, "lost": lost, **self._tell_training(current, now)})
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
                "brier": metrics.brier(said, came) if name in BANDED else 0,
                "has_brier": name in BANDED,
                **{
                    f"top_{p}": 100 * metrics.precision_at_top(said, came, p / 100)
                    for p in PERCENT
                },
            }

    def _group(self, rows):
        """Won rates by grade, and by band of what was said."""
        for grade in sorted({row["grade"] for row in rows if row["grade"]}):
            found = [row for row in rows if row["grade"] == grade]
            yield _bar("grade", grade, found)
        for name in BANDED:
            for band in range(metrics.BANDS):
                found = [row for row in rows if _is_in(band, row[name])]
                if found:
                    said = sum(float(row[name]) for row in found) / len(found)
                    yield {**_bar(name, str(band), found), "said": 100 * said}

    def _get_company_ids(self):
        """Whose leads the page is about, as their field says it."""
        company_id = self.company_id.id
        is_home = company_id == self.env["crm.lead"]._get_home_company_id()
        return [company_id, False] if is_home else [company_id]

    def _get_leads_of(self, line):
        """Ids of the leads that a bar stands for."""
        return [row["id"] for row in self._find_rows() if _is_of(line, row)]


def _bar(kind, code, rows):
    rate = metrics.won_rate(sum(row["won"] for row in rows), len(rows))
    return {
        "kind": kind,
        "code": code,
        "count": len(rows),
        "rate": 100 * rate.value,
        "low": 100 * rate.low,
        "high": 100 * rate.high,
    }


def _is_of(line, row):
    if line.kind == "grade":
        return row["grade"] == line.code
    return line.kind in BANDED and _is_in(line._get_band(), row[line.kind])


def _is_in(band, said):
    """What lies on a bound belongs to the lower band."""
    low, high = band / metrics.BANDS, (band + 1) / metrics.BANDS
    return said is not None and (low < said <= high or low == 0 == said)
