from odoo import _, models

from ...engine.learning import drift
from ...engine.learning.training import LEAST_EACH
from .row import IS_OPEN
from .training import CHANCE, SCORE


class LlmAccuracy(models.TransientModel):
    """What the page says of the last training, of drift, and of what grades follow."""

    _inherit = "llm.accuracy"

    def _tell_training(self, current, now):
        """
        :param now: the chances of today's open leads by ``current``, the table in use.
        """
        trainings = self.env["llm.training"]
        last = trainings._get_last(self.company_id, self.team_id)
        if not last and self.team_id:
            last = trainings._get_last(self.company_id)
        return {
            "training_id": last.id,
            "is_published": bool(last) and last.outcome == "published",
            "training_text": self._words_of(last, now if last == current else None),
            "leak_text": last.leak_text,
            "grade_text": self._tell_grades(self.company_id),
        }

    def _words_of(self, last, now=None):
        """
        :param now: the chances of today's open leads, where they were read already.
        """
        if not last:
            return _("Nothing was learned yet. A scheduled job does it once a week.")
        if last.outcome == "too_few":
            return _(
                "Too few closed leads to learn from: %(won)s won and %(lost)s lost "
                "are lacking.",
                won=max(0, LEAST_EACH - last.won),
                lost=max(0, LEAST_EACH - last.lost),
            )
        return f"{self._tell_measured(last)} {self._verdict_of(last, now)}"

    def _tell_measured(self, last):
        if not last.auc_high:
            return _(
                "Learned from %(won)s won and %(lost)s lost leads. The newest fifth of "
                "them all came to the same end, so nothing can be measured there.",
                won=last.won,
                lost=last.lost,
            )
        return _(
            "Learned from %(won)s won and %(lost)s lost leads. On the newest fifth, "
            "which it hadn't seen, its AUC was %(auc).2f (%(low).2f to %(high).2f).",
            won=last.won,
            lost=last.lost,
            auc=last.auc,
            low=last.auc_low,
            high=last.auc_high,
        )

    def _verdict_of(self, last, now):
        if last.outcome == "no_skill":
            return _("The past doesn't predict here: no chance is shown.")
        if last.outcome == "worse":
            return _("The one in use was better and stays.")
        return _("Drift: %s.", self._tell_drift(last, now))

    def _tell_drift(self, current, now):
        now = self._find_chances(current) if now is None else now
        if len(now) < LEAST_EACH:
            return _("too few open leads to tell")
        then = drift.Shares(current._get_shares(), current._count_newest())
        level = drift.level(then, drift.Shares(drift.shares(now), len(now)))
        return {
            "none": _("none, open leads look like those that were learned from"),
            "some": _("some, open leads look a little different"),
            "much": _("much, open leads look unlike those that were learned from"),
        }[level]

    def _compare_shares(self, current, now):
        """Lines: the share of the leads in each band of chance, then and now."""
        if len(now) < LEAST_EACH:
            return
        shares = zip(current._get_shares(), drift.shares(now), strict=True)
        for band, (then, today) in enumerate(shares):
            count = round(today * len(now))
            line = {"kind": "drift", "code": str(band), "count": count}
            yield {**line, "said": 100 * then, "rate": 100 * today}

    def _find_chances(self, training):
        """What is said of the open leads that a table is for."""
        self.env.cr.execute(
            f"""SELECT lead.ai_win_chance / 100 FROM crm_lead lead
               LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
               WHERE {IS_OPEN}
                 AND lead.ai_win_chance IS NOT NULL
                 AND COALESCE(lead.company_id, %s) = %s
                 AND (%s IS NULL OR lead.team_id = %s)""",  # noqa: S608 (a constant)
            [
                self.env["crm.lead"]._get_home_company_id(),
                training.company_id.id,
                training.team_id.id or None,
                training.team_id.id or None,
            ],
        )
        return [float(row[0]) for row in self.env.cr.fetchall()]

    def _tell_grades(self, company):
        """What grades follow, why, and how the two did in the last training."""
        company = company.sudo()
        follows = company.ai_grade_follows or SCORE
        words = {
            SCORE: _("Grades follow the AI score."),
            CHANCE: _("Grades follow the chance to win."),
        }
        return " ".join(
            [
                words[follows],
                self._tell_choice(company, follows),
                self._tell_contest(company),
            ]
        ).strip()

    def _tell_choice(self, company, follows):
        if company.ai_grade_choice:
            return _("Rules say so.")
        if follows == CHANCE:
            return _("It was better on the newest leads in two trainings running.")
        return _(
            "They will follow the chance once it was better on the newest leads in two "
            "trainings running."
        )

    def _tell_contest(self, company):
        last = self.env["llm.training"]._get_last(company)
        if not last.score_auc and not last.chance_auc:
            return ""
        return _(
            "In the last training the AUC of the chance was %(chance).2f there, and "
            "that of the score %(score).2f.",
            chance=last.chance_auc,
            score=last.score_auc,
        )
