import random
from datetime import timedelta

from odoo import fields

from ..common import LlmCase


class LearningCase(LlmCase):
    """A company whose referrals buy and whose searchers don't."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        cls.sources = cls.env["utm.source"].create(
            [{"name": "Learned referral"}, {"name": "Learned search"}]
        )
        cls.won_stage = cls.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        cls.trainings = cls.env["llm.training"]

    @classmethod
    def _close(cls, count, referrals_win=True, **values):
        """Closed leads, one an hour until now; referrals win four times of five."""
        lot = random.Random(1)
        start = fields.Datetime.now() - timedelta(hours=count)
        leads = cls.env["crm.lead"].with_context(tracking_disable=True)
        drawn = [lot.random() < 0.5 for _ in range(count)]
        leads = leads.create(
            [
                {
                    "name": f"Closed {number}",
                    "user_id": False,
                    "source_id": cls.sources[0 if is_referral else 1].id,
                    **values,
                }
                for number, is_referral in enumerate(drawn)
            ]
        )
        leads.flush_recordset()
        for number, (lead, is_referral) in enumerate(zip(leads, drawn, strict=True)):
            won = lot.random() < (0.8 if is_referral == referrals_win else 0.2)
            cls._end(lead, won, start + timedelta(hours=number))
        leads.invalidate_recordset()
        return leads

    @classmethod
    def _end(cls, lead, won, moment):
        """As closing it then would have left it."""
        cls.env.cr.execute(
            """UPDATE crm_lead SET active = %s, probability = %s, date_closed = %s,
                   create_date = %s, stage_id = COALESCE(%s, stage_id) WHERE id = %s""",
            [
                won,
                100 if won else 0,
                moment,
                moment - timedelta(days=10),
                won and cls.won_stage.id or None,
                lead.id,
            ],
        )

    def _learn(self, company=None):
        self.trainings._train_company(company or self.company)
        self.env["crm.lead"]._reckon_chances(company or self.company, lambda: False)
        return self.trainings._get_last(company or self.company)

    def _give(self, leads, **values):
        """A score that each lead had the day before it was closed.

        By its place among ``leads``: by its id, it would be another after other tests,
        and sometimes tell who won.
        """
        self.env.flush_all()
        self.env.cr.execute_values(
            """INSERT INTO llm_score_history
               (lead_id, date, score, grade, win_chance, probability) VALUES %s""",
            [
                (
                    lead.id,
                    lead.date_closed - timedelta(days=values.get("days", 1)),
                    80 - place % 40,
                    "ab"[place % 2],
                    75 if lead.source_id == self.sources[0] else 25,
                    place % 100,
                )
                for place, lead in enumerate(leads)
            ],
        )
