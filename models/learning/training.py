import base64
import csv
import io
import json

from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...engine.learning import fitting, points, training

OUTCOMES = [
    (training.TOO_FEW, "Too Few Leads"),
    (training.NO_SKILL, "The Past Doesn't Predict"),
    (training.WORSE, "Not Better than the Present One"),
    (training.PUBLISHED, "In Use"),
    ("out_of_time", "Out of Time"),
]
# What grades may follow.
SCORE, CHANCE = "score", "chance"
FOLLOWED = [(SCORE, "AI Score"), (CHANCE, "Chance to Win")]


class LlmTraining(models.Model):
    """What each training found, and the table of points where it was good enough."""

    _name = "llm.training"
    _description = "AI Chance Training"
    _order = "id desc"
    _rec_name = "trained_at"

    trained_at = fields.Datetime(
        string="Trained On", required=True, readonly=True, default=fields.Datetime.now
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    team_id = fields.Many2one(
        "crm.team", readonly=True, ondelete="cascade", string="Sales Team"
    )
    outcome = fields.Selection(OUTCOMES, required=True, readonly=True)
    won = fields.Integer(readonly=True)
    lost = fields.Integer(readonly=True)
    auc = fields.Float(string="AUC", digits=(4, 3), group_operator=None, readonly=True)
    auc_low = fields.Float(digits=(4, 3), group_operator=None, readonly=True)
    auc_high = fields.Float(digits=(4, 3), group_operator=None, readonly=True)
    current_auc = fields.Float(
        string="AUC of the Present One",
        digits=(4, 3),
        group_operator=None,
        readonly=True,
    )
    brier = fields.Float(digits=(4, 3), group_operator=None, readonly=True)
    calibration_error = fields.Float(digits=(4, 3), group_operator=None, readonly=True)
    score_auc = fields.Float(
        string="AUC of the Score",
        digits=(4, 3),
        group_operator=None,
        readonly=True,
        help="On the newest leads that had a score when they were closed.",
    )
    chance_auc = fields.Float(
        string="AUC of the Chance on These",
        digits=(4, 3),
        group_operator=None,
        readonly=True,
    )
    better = fields.Selection(
        FOLLOWED, readonly=True, help="Empty where too few leads had a score to tell."
    )
    penalty = fields.Float(group_operator=None, readonly=True)
    leaks = fields.Text(readonly=True, help="JSON")
    leak_text = fields.Text(string="Left Out", compute="_compute_leak_text")
    most_leads = fields.Integer(group_operator=None, readonly=True)
    content = fields.Text(readonly=True, prefetch=False, help="JSON")
    points_csv = fields.Binary(string="Points", compute="_compute_points_csv")

    def write(self, vals):
        if self:
            raise AccessError(_("This log can't be changed."))
        return super().write(vals)

    @api.depends("leaks")
    @api.depends_context("lang")
    def _compute_leak_text(self):
        words = {
            "tells_outcome": _("tells the outcome by itself (AUC %s)"),
            "filled_late": _("filled more often on closed than on open leads (by %s)"),
            "grows": _("grows until the lead is closed (correlation %s)"),
            "tells_closed": _("differs between closed and open leads (AUC %s)"),
            "changed_late": _("changed after closing (on %s of the leads)"),
            "one_sided": _("one of its values is on won leads only (on %s of them)"),
        }
        label = self.env["crm.lead"]._get_feature_label
        own = self.env["llm.feature"]._get_own_labels()
        for record in self:
            record.leak_text = "\n".join(
                f"{label(name, own.get(name))}: {words[reason] % measure}"
                for name, reason, measure in json.loads(record.leaks or "[]")
            )

    @api.depends("content")
    def _compute_points_csv(self):
        for record in self:
            table = record._get_table()
            record.points_csv = table and base64.b64encode(
                record._to_csv(table).encode()
            )

    def _to_csv(self, table):
        """Feature, level, points; a chance is 1 / (1 + 2 ** (-sum / 10))."""
        labels = json.loads(self.content)["labels"]
        lead = self.env["crm.lead"]
        own = self.env["llm.feature"]._get_own_labels()
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(["feature", "level", "points"])
        rows.writerow([_("Every lead"), "", table.base])
        for name, level, value in table.rows():
            words = lead._level(_level_of(table, labels, name, level))
            # A spreadsheet shall not take a name for a formula.
            safe = f"'{words}" if words[:1] in ("=", "+", "-", "@") else words
            label = lead._get_feature_label(name, own.get(name))
            rows.writerow([label, safe, value])
        return text.getvalue()

    def action_export_points(self):
        self.ensure_one()
        self.check_access_rights("read")
        self.check_access_rule("read")
        url = f"/web/content/llm.training/{self.id}/points_csv/points.csv?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "self"}

    def _get_table(self, name="table"):
        """The :class:`PointTable` in use, or the ``tested`` one; None without."""
        stored = json.loads(self.sudo().content or "{}").get(name)
        return points.from_json(stored) if stored else None

    def _get_shares(self):
        """The shares of the chances in each band when it was trained."""
        return json.loads(self.sudo().content)["shares"]

    def _count_newest(self):
        """How many leads these are the shares of."""
        return round((self.won + self.lost) * fitting.NEWEST)

    @api.model
    def _get_last(self, company, team=None):
        """The last training that came to an end."""
        return self._search_last(company, team, [("outcome", "!=", "out_of_time")])

    @api.model
    def _get_current(self, company, team=None):
        """The one whose table is in use; none where the past didn't predict.

        Where a new one is worse the company keeps the present one; a team goes back to
        the company's.
        """
        passed = ["out_of_time"] if team else ["out_of_time", training.WORSE]
        found = self._search_last(company, team, [("outcome", "not in", passed)])
        return found.filtered(lambda t: t.outcome == training.PUBLISHED)

    @api.model
    def _get_teams(self, company):
        """The teams that trainings were made for; the latest one's last."""
        groups = self.sudo()._read_group(
            [("company_id", "=", company.id), ("team_id", "!=", False)],
            ["team_id"],
            ["id:max"],
        )
        return [team for team, _last in sorted(groups, key=lambda group: group[1])]

    @api.model
    def _search_last(self, company, team, domain):
        home = [
            ("company_id", "=", company.id),
            ("team_id", "=", team.id if team else False),
        ]
        return self.sudo().search([*home, *domain], limit=1)

    @api.model
    def _store(self, company, team, found, most_leads, labels):
        """Keep what a :class:`Training` of the engine found."""
        low, high = (found.auc.low, found.auc.high) if found.auc else (0, 0)
        content = found.table and {
            "table": found.table.to_json(),
            "tested": found.tested.to_json(),
            "shares": found.shares,
            "labels": labels,
        }
        return self.sudo().create(
            {
                "company_id": company.id,
                "team_id": team.id if team else False,
                "outcome": found.outcome,
                "won": found.won,
                "lost": found.lost,
                "auc": found.auc.value if found.auc else 0,
                "auc_low": low,
                "auc_high": high,
                "current_auc": found.current_auc,
                "brier": found.brier,
                "calibration_error": found.calibration_error,
                "penalty": found.penalty,
                **_prepare_contest(found),
                "leaks": json.dumps(found.leaks),
                "most_leads": most_leads,
                "content": content and json.dumps(content, ensure_ascii=False),
            }
        )

    @api.model
    def _prepare_reasons(self, table, values, labels, own_labels):
        """What a lead keeps of its points: the strongest, and the rest in one."""
        reasons = table.reasons(values)
        better, worse = points.for_and_against(reasons)
        rest = sum(r.points for r in reasons) - sum(r.points for r in better + worse)
        told = {
            side: [
                (name, own_labels.get(name), _level_of(table, labels, name, level), p)
                for name, level, p in chosen
            ]
            for side, chosen in (("for", better), ("against", worse))
        }
        total = table.total(values)
        return {**told, "base": table.base, "rest": round(rest, 1), "total": total}


def _prepare_contest(found):
    contest = found.contest
    if not contest:
        return {"better": SCORE if found.outcome == training.NO_SKILL else False}
    return {
        "score_auc": contest.score,
        "chance_auc": contest.chance,
        "better": CHANCE if contest.chance > contest.score else SCORE,
    }


def _level_of(table, labels, feature, level):
    """Bounds of numbers as a list, the name of a record, else the level itself."""
    bounds = points.bounds(table.encoder, feature, level)
    return list(bounds) if bounds else labels.get(feature, {}).get(level, level)
