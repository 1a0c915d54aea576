from typing import NamedTuple

from odoo import api, fields, models

PREFIX = "llm_lead_scoring_"
STATUSES = ("healthy", "degraded", "critical")
# The queue may hold a million leads: the age is that of the next so many in line.
LONGEST_LOOK = 10_000

_WAITING = """
    SELECT count(*) AS leads,
           count(*) FILTER (WHERE ai_enrichment_next_attempt > %(now)s) AS retry
    FROM crm_lead WHERE ai_enrichment_status = 'pending'
"""
_WORKING = """
    SELECT count(*) AS leads,
           count(*) FILTER (WHERE ai_enrichment_lease < %(now)s) AS expired
    FROM crm_lead WHERE ai_enrichment_status = 'processing'
"""
_OLDEST_DUE = """
    SELECT min(GREATEST(lead.write_date, lead.ai_enrichment_next_attempt)) AS since
    FROM (SELECT write_date, ai_enrichment_next_attempt, active, stage_id,
                 ai_enrichment_user_id
          FROM crm_lead
          WHERE ai_enrichment_status = 'pending'
            AND (ai_enrichment_next_attempt IS NULL
                 OR ai_enrichment_next_attempt <= %(now)s)
          ORDER BY ai_enrichment_next_attempt NULLS FIRST, id
          LIMIT %(limit)s) lead
    LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
    WHERE lead.ai_enrichment_user_id IS NOT NULL
       OR (%(automatic)s AND lead.active AND stage.is_won IS NOT TRUE)
"""
_JOBS = """
    SELECT replace(data.name, 'ir_cron_', '') AS job, cron.active, cron.lastcall,
           LEAST(cron.nextcall, (
               SELECT min(call_at) FROM ir_cron_trigger WHERE cron_id = cron.id
           )) AS due
    FROM ir_cron cron
    JOIN ir_model_data data
      ON data.model = 'ir.cron' AND data.res_id = cron.id
     AND data.module = 'llm_lead_scoring'
    ORDER BY data.name
"""


class Metric(NamedTuple):
    """One gauge; ``samples`` are pairs of a dict of labels and a number."""

    name: str
    help: str
    samples: list


class LlmMetrics(models.AbstractModel):
    """Numbers for monitors: nothing of any lead, and no names.

    Cheap however many leads there are: only those that wait or are in work are
    counted, and of the requests those of the last day. Only reads.
    """

    _name = "llm.metrics"
    _description = "LLM Metrics"

    @api.model
    def _get_health(self):
        """``(status, message)`` of all companies' providers together."""
        providers = self.env["llm.provider"].sudo().search([("active", "=", True)])
        return self.env["llm.service"].sudo()._get_health(providers)

    @api.model
    def _collect(self):
        """All :class:`Metric` tuples, each name once."""
        now = fields.Datetime.now()
        return [
            self._measure_health(),
            *self._measure_queue(now),
            *self._measure_jobs(now),
            *self._measure_money(),
        ]

    def _select(self, query, **parameters):
        # What fails is logged by the caller: the text of an error may quote a row.
        self.env.cr.execute(query, parameters, log_exceptions=False)
        return self.env.cr.dictfetchall()

    def _measure_health(self):
        status, _message = self._get_health()
        return metric(
            "health",
            "1 for the status that the health address tells.",
            [({"status": name}, name == status) for name in STATUSES],
        )

    def _measure_queue(self, now):
        [waiting] = self._select(_WAITING, now=now)
        [working] = self._select(_WORKING, now=now)
        by_status = {"pending": waiting["leads"], "processing": working["leads"]}
        return [
            metric(
                "leads",
                "Leads that wait or are in work.",
                [({"status": name}, count) for name, count in by_status.items()],
            ),
            one("leads_in_retry", "Waiting for a later attempt.", waiting["retry"]),
            one(
                "leads_lease_expired",
                "In work by a process that died; the next pass takes them back.",
                working["expired"],
            ),
            one(
                "oldest_due_seconds",
                "How long the lead waits that is due for the longest time.",
                self._get_oldest_due(now),
            ),
        ]

    def _get_oldest_due(self, now):
        """Seconds; 0 where none waits. Leads that no job would take don't count."""
        settings = self.env["crm.lead"]._get_llm_config(self.env.company.id)
        [row] = self._select(
            _OLDEST_DUE,
            now=now,
            limit=LONGEST_LOOK,
            automatic=settings.auto_enrich_enabled,
        )
        return seconds_between(row["since"], now)

    def _measure_jobs(self, now):
        jobs = self._select(_JOBS)
        active = [({"job": job["job"]}, job) for job in jobs if job["active"]]
        return [
            metric(
                "job_active",
                "1 where the scheduled job is switched on.",
                [({"job": job["job"]}, bool(job["active"])) for job in jobs],
            ),
            metric(
                "job_last_pass_seconds",
                "How long ago the last pass began that came to its end.",
                [
                    (labels, seconds_between(job["lastcall"], now))
                    for labels, job in active
                    if job["lastcall"]
                ],
            ),
            metric(
                "job_overdue_seconds",
                "For how long the job is due, the time that it runs included.",
                [(labels, seconds_between(job["due"], now)) for labels, job in active],
            ),
        ]

    def _measure_money(self):
        """Of the companies that have a monthly limit, in US dollars."""
        budgets = self.env["llm.budget"].sudo().search([("monthly_limit", ">", 0)])
        limits, spent = [], []
        for budget in budgets:
            labels = {"company": budget.company_id.id}
            limits.append((labels, budget.monthly_limit))
            spent.append((labels, budget._get_spent(budget.company_id.id)))
        return [
            metric("month_limit_dollars", "The company's monthly limit.", limits),
            metric("month_spent_dollars", "Spent or held this month.", spent),
        ]


def metric(name, help_, samples):
    return Metric(PREFIX + name, help_, samples)


def one(name, help_, value):
    """A metric of one number; of none where it is None."""
    return metric(name, help_, [] if value is None else [({}, value)])


def seconds_between(earlier, later):
    """Never below 0, and 0 where one of them is not known."""
    if not (earlier and later):
        return 0
    return max((later - earlier).total_seconds(), 0)
