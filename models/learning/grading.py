from odoo import api, fields, models

from ...engine.scoring import score
from ..lead.win import WIN_FIELDS
from .row import IS_OPEN
from .training import CHANCE, FOLLOWED, SCORE

# What the company is left to find out by itself.
PROVEN = "proven"
_BY_SCORE = " ".join(
    f"WHEN lead.ai_probability_score >= {least} THEN '{grade.lower()}'"
    for least, grade in score.GRADES
)
# Only what was scored has a grade. By the score, as the engine gives it: none where
# nothing was judged that the lead wrote.
_REGRADE = f"""
    UPDATE crm_lead SET ai_grade = graded.grade
    FROM (
        SELECT lead.id, CASE
            WHEN lead.ai_last_enrichment_date IS NULL THEN NULL
            WHEN company.ai_grade_follows = '{CHANCE}' AND lead.ai_win_grade IS NOT NULL
                THEN lead.ai_win_grade
            WHEN COALESCE(lead.ai_clarity_score, lead.ai_fit_score) IS NULL THEN NULL
            {_BY_SCORE} ELSE 'd' END AS grade
        FROM crm_lead lead
        JOIN res_company company ON company.id = COALESCE(lead.company_id, %s)
        LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
        WHERE {IS_OPEN} AND {{}}
    ) graded
    WHERE graded.id = crm_lead.id
      AND COALESCE(crm_lead.ai_grade, '') != COALESCE(graded.grade, '')
    RETURNING crm_lead.id
"""  # noqa: S608 (constants of this file)
# Of a row of crm_lead: the grade that it keeps whatever its new score is.
_KEPT_GRADE = f"""
    (SELECT crm_lead.ai_win_grade FROM res_company company
     WHERE company.id = COALESCE(crm_lead.company_id, %s)
       AND company.ai_grade_follows = '{CHANCE}') AS kept_grade
"""  # noqa: S608 (constants of this file)
GRADED_BY = (
    "ai_grade",
    "ai_probability_score",
    "ai_clarity_score",
    "ai_fit_score",
    "ai_last_enrichment_date",
)


class ResCompany(models.Model):
    """Whether grades follow the score or the chance to win."""

    _inherit = "res.company"

    ai_grade_choice = fields.Selection(
        FOLLOWED,
        string="AI Grades Follow",
        groups="base.group_user",
        help="Empty: the score, until the chance was better in two trainings running.",
    )
    ai_grade_follows = fields.Selection(
        FOLLOWED,
        string="AI Grades Follow Now",
        groups="base.group_user",
        readonly=True,
    )

    def write(self, vals):
        if "ai_grade_choice" not in vals:
            return super().write(vals)
        before = {company: company.ai_grade_choice for company in self}
        result = super().write(vals)
        for company, choice in before.items():
            words = (choice or PROVEN, company.ai_grade_choice or PROVEN)
            self.env["llm.change"]._note("setting", [("grade_choice", *words)], company)
            self.env["crm.lead"].sudo()._settle_grades(company.sudo())
        return result


class LlmTraining(models.Model):
    _inherit = "llm.training"

    @api.model
    def _find_better(self, company):
        """What proved better in two trainings running, the last time that one did."""
        home = [("company_id", "=", company.id), ("team_id", "=", False)]
        ended = [("outcome", "!=", "out_of_time")]
        found, last = SCORE, None
        for row in self.sudo().search_read(home + ended, ["better"], order="id"):
            if row["better"] and row["better"] == last:
                found = last
            last = row["better"]
        return found


class CrmLead(models.Model):
    """Grades of open leads follow what their company's do, in one statement."""

    _inherit = "crm.lead"

    @api.model
    def _settle_grades(self, company):
        """Grade anew where what grades follow has changed, and say so."""
        before = company.ai_grade_follows or SCORE
        after = company.ai_grade_choice or self.env["llm.training"]._find_better(
            company
        )
        if before == after:
            return
        company.ai_grade_follows = after
        change = ("grade_follows", before, after)
        self.env["llm.change"]._note("setting", [change], company)
        lead_ids = self._grade("company.id = %s", company.id)
        self.env["llm.score.history"]._keep(lead_ids)

    @api.model
    def _get_state_columns(self):
        self.flush_model(["ai_win_grade", "company_id"])
        kept = _KEPT_GRADE % self._get_home_company_id()
        return [*super()._get_state_columns(), kept]

    def _prepare_success(self, result, state, words):
        values, note = super()._prepare_success(result, state, words)
        if state["kept_grade"]:
            values["ai_grade"] = state["kept_grade"]
        return values, note

    @api.model
    def _grade(self, condition, value):
        """Give open leads the grade that is theirs; the ids of those that had another.

        :param condition: of SQL, with one placeholder for ``value``.
        """
        self.flush_model([*GRADED_BY, *WIN_FIELDS, "active", "stage_id", "company_id"])
        self.env["res.company"].flush_model(["ai_grade_follows"])
        home = self._get_home_company_id()
        self.env.cr.execute(_REGRADE.format(condition), [home, value])
        leads = self.browse(row[0] for row in self.env.cr.fetchall())
        leads.invalidate_recordset(["ai_grade"])
        leads.modified(["ai_grade"])
        return leads.ids
