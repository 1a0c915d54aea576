from odoo import api, fields, models

from .grading import PROVEN
from .training import FOLLOWED, SCORE


class LlmSettingsMixin(models.AbstractModel):
    """What grades follow, on both pages that show settings."""

    _inherit = "llm.settings.mixin"

    grade_choice = fields.Selection(
        [(PROVEN, "What Proved Better"), *FOLLOWED],
        string="Grades Follow",
        help="The score, until the chance to win was better on the newest leads in two "
        "trainings running. What is chosen here is never changed.",
    )
    grade_follows = fields.Selection(
        FOLLOWED, string="Grades Follow Now", readonly=True
    )

    @api.model
    def _read_llm_settings(self):
        company = self.env.company.sudo()
        return {
            **super()._read_llm_settings(),
            "grade_choice": company.ai_grade_choice or PROVEN,
            "grade_follows": company.ai_grade_follows or SCORE,
        }

    def _write_llm_settings(self):
        company = self.env.company.sudo()
        choice = self.grade_choice or PROVEN
        if choice != (company.ai_grade_choice or PROVEN):
            company.ai_grade_choice = False if choice == PROVEN else choice
        return super()._write_llm_settings()
