import logging
import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import config

from ...engine.learning import training
from ..queue.pace import CRON_MARGIN_SECONDS, CRON_SLEEP_SECONDS
from .row import DATED, IS_LOST, IS_OPEN, IS_WON

_logger = logging.getLogger(__name__)

EVERY_DAYS = 7
MOST_LEADS = 100_000
LEAST_LEADS = 1000
# Open leads beside them, to see which fields are only filled when a lead is closed.
MOST_OPEN = 20_000
LONGEST_SECONDS = 300
# Of the company's AUC that a team's own table must reach: more than all of it.
BETTER = 1.000_001
LOCK = 7_105_330_417  # of our own among PostgreSQL's advisory locks


class OutOfTime(Exception):
    """A training wouldn't end before the server's time limit."""


class LlmTraining(models.Model):
    """The scheduled job: trains where a week has passed, and gives leads a chance.

    What it does is either stored whole or not at all, so it may be killed anywhere; a
    second one that runs at the same time leaves the work to the first.
    """

    _inherit = "llm.training"

    @api.model
    def _cron_learn(self):
        ends = time.monotonic() + _seconds_of_a_pass()

        def is_over():
            return time.monotonic() > ends

        leads = self.env["crm.lead"]
        if not self._take_lock():
            return
        leads._patiently(leads._keep_first_tags)
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            # What the lock's last holder did is seen only by a transaction begun since.
            self._end_step()
            if not self._take_lock():
                return
            if self._is_due(company):
                self._train_company(company, is_over)
                self._end_step()
            done = leads._reckon_chances(company, is_over)
            self._end_step()
            if not done or is_over():
                job = leads._find_job("ir_cron_learn")
                if job:
                    job._trigger()
                return

    def _end_step(self):
        self.env["crm.lead"]._commit()

    @api.model
    def _take_lock(self):
        """Held until the next commit."""
        self.env.cr.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return self.env.cr.fetchone()[0]

    @api.model
    def _is_due(self, company):
        last = self._search_last(company, None, [])
        if not last or last.outcome == "out_of_time":
            return True
        return last.trained_at < fields.Datetime.now() - timedelta(days=EVERY_DAYS)

    @api.model
    def _train_company(self, company, is_over=lambda: False):
        """Train for the company, and for each team that has enough leads of its own."""
        last = self._search_last(company, None, [])
        most = last.most_leads if last.outcome == "out_of_time" else MOST_LEADS
        try:
            self._train(company, max(most, LEAST_LEADS), is_over)
        except OutOfTime:
            _logger.warning(
                "company %s: training with %s leads took too long, "
                "half of them are tried next",
                company.id,
                most,
            )
            values = {"company_id": company.id, "outcome": "out_of_time"}
            self.sudo().create({**values, "most_leads": most // 2})

    def _train(self, company, most, is_over):
        def tick():
            if is_over():
                raise OutOfTime

        features = self.env["llm.feature"].sudo()._get_used()
        closed, opened = self._find_leads(company, most)
        late = self.env["llm.lead.reader"]._read_changed_late(closed, features)
        samples = self._read_samples(closed + opened, features, tick)
        current = self._get_current(company)._get_table("tested")
        common = {"changed_late": late, "dated": DATED, "tick": tick}
        found = training.train(features, samples, current=current, **common)
        self._keep(company, None, found, most)
        in_use = current if found.outcome == training.WORSE else found.tested
        self._train_teams(company, features, samples, in_use, most, common)

    def _train_teams(self, company, features, samples, whole, most, common):
        """A team's own table has to be better on its leads than the company's."""
        before = self._get_teams(company)
        turns = {team.id: number for number, team in enumerate(before)}
        # Those first whose last one is the longest ago: time may not do for all.
        team_ids = sorted(
            {*turns, *(s.team for s in samples if s.team)},
            key=lambda team_id: (turns.get(team_id, -1), team_id),
        )
        for team in self.env["crm.team"].sudo().browse(team_ids).exists():
            own = [s for s in samples if s.team == team.id]
            try:
                found = training.train(
                    features, own, current=whole, not_worse=BETTER, **common
                )
            except OutOfTime:
                _logger.info("company %s: no time for team %s", company.id, team.id)
                return
            # Of teams that never had enough, there is nothing to tell.
            if found.outcome != training.TOO_FEW or team in before:
                self._keep(company, team, found, most)

    def _keep(self, company, team, found, most):
        reader = self.env["llm.lead.reader"]
        labels = reader._get_labels(found.table) if found.table else {}
        _logger.info(
            "company %s, team %s: training of %s won and %s lost leads: %s",
            company.id,
            team.id if team else None,
            found.won,
            found.lost,
            found.outcome,
        )
        return self._store(company, team, found, most, labels)

    def _read_samples(self, lead_ids, features, tick):
        samples = []
        reader = self.env["llm.lead.reader"]
        for number, read in enumerate(reader._read_leads(lead_ids, features)):
            if number % 1000 == 0:
                tick()
            samples.append(read.sample)
        return samples

    @api.model
    def _find_leads(self, company, most):
        """Ids of the newest closed leads to learn from, and of some open ones."""
        self.env["crm.lead"].flush_model()
        self.env["crm.stage"].flush_model(["is_won"])
        self.env["crm.lost.reason"].flush_model(["ai_is_not_learned"])
        found = []
        for condition, limit in (
            (
                f"({IS_WON} OR {IS_LOST}) AND reason.ai_is_not_learned IS NOT TRUE",
                most,
            ),
            (IS_OPEN, MOST_OPEN),
        ):
            # Only constants stand in the statement.
            self.env.cr.execute(
                f"""SELECT lead.id FROM crm_lead lead
                    LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
                    LEFT JOIN crm_lost_reason reason ON reason.id = lead.lost_reason_id
                    WHERE COALESCE(lead.company_id, %s) = %s AND {condition}
                      AND lead.ai_is_not_learned IS NOT TRUE
                      AND (lead.ai_left_out IS NULL
                           OR lead.ai_left_out = 'archived' AND reason.id IS NOT NULL)
                    ORDER BY COALESCE(lead.date_closed, lead.create_date) DESC, lead.id
                    LIMIT %s""",  # noqa: S608
                [self.env["crm.lead"]._get_home_company_id(), company.id, limit],
            )
            found.append([row[0] for row in self.env.cr.fetchall()])
        return found


def _seconds_of_a_pass():
    """What the server's limits leave, of time and of the processor's time."""
    limit = config["limit_time_real_cron"]
    if limit is None or limit < 0:
        limit = config["limit_time_real"]
    left = limit - CRON_SLEEP_SECONDS - CRON_MARGIN_SECONDS if limit > 0 else 0
    bounds = [LONGEST_SECONDS]
    bounds += [max(left, CRON_MARGIN_SECONDS)] if limit > 0 else []
    cpu = config["limit_time_cpu"]
    bounds += [cpu * 0.7] if cpu and cpu > 0 else []
    return min(bounds)
