from datetime import timedelta

from odoo import api, fields, models

from .metrics import metric, one, seconds_between

WINDOWS = {"1h": timedelta(hours=1), "24h": timedelta(hours=24)}
TOKEN_KINDS = ("input", "cached", "output", "reasoning")
# Requests outlive their provider.
GONE = {"id": 0, "type": "deleted", "active": False}
# column -> name of the metric and what it says of one provider in one window
COLUMNS = {
    "requests": ("requests", "Requests sent."),
    "failed": ("requests_failed", "Requests that failed."),
    "cost": ("cost_dollars", "Cost in US dollars."),
    "mean": ("request_seconds_mean", "Mean seconds of a request."),
    "p95": (
        "request_seconds_p95",
        "Seconds within which 95 percent of the requests ended.",
    ),
}
NOTHING = {
    **dict.fromkeys(("requests", "failed", "cost", *TOKEN_KINDS), 0),
    **dict.fromkeys(("mean", "p95")),
}


class LlmMetrics(models.AbstractModel):
    """What was asked of the providers lately, and how they answered.

    Old rows are deleted, so nothing is counted since the beginning: all are gauges of
    the last hour or day.
    """

    _inherit = "llm.metrics"

    @api.model
    def _collect(self):
        now = fields.Datetime.now()
        providers = self._get_providers()
        return [
            *super()._collect(),
            self._measure_cooldowns(now, providers),
            *self._measure_requests(now, providers),
            self._measure_errors(now, providers),
            *self._measure_leads(now),
        ]

    def _get_providers(self):
        rows = self._select(
            """SELECT id, provider_type AS type, active, cooldown_until
               FROM llm_provider ORDER BY id"""
        )
        return {row["id"]: row for row in rows}

    def _measure_cooldowns(self, now, providers):
        return metric(
            "provider_cooldown_seconds",
            "For how long the provider is still left alone.",
            [
                (_labels(provider), seconds_between(now, provider["cooldown_until"]))
                for provider in providers.values()
                if provider["active"]
            ],
        )

    def _measure_requests(self, now, providers):
        measured = []
        for window, length in WINDOWS.items():
            sums = {row["id"]: row for row in self._sum_up(now - length)}
            for provider_id, provider in {0: GONE, **providers}.items():
                if row := sums.get(provider_id, provider["active"] and NOTHING):
                    measured.append(({**_labels(provider), "window": window}, row))
        return [*_per_column(measured), _per_kind(measured)]

    def _sum_up(self, since):
        tokens = ", ".join(
            f"COALESCE(sum({kind}_tokens), 0) AS {kind}" for kind in TOKEN_KINDS
        )
        return self._select(
            f"""SELECT COALESCE(provider_id, 0) AS id, count(*) AS requests,
                      count(*) FILTER (WHERE success IS NOT TRUE) AS failed,
                      COALESCE(sum(cost), 0) AS cost, avg(seconds) AS mean,
                      percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS p95,
                      {tokens}
               FROM llm_request WHERE sent_at > %(since)s
               GROUP BY provider_id""",  # noqa: S608
            since=since,
        )

    def _measure_errors(self, now, providers):
        rows = self._select(
            """SELECT COALESCE(provider_id, 0) AS id,
                      COALESCE(error_code, 'error') AS code, count(*) AS requests
               FROM llm_request
               WHERE sent_at > %(since)s AND success IS NOT TRUE
               GROUP BY 1, 2 ORDER BY 1, 2""",
            since=now - WINDOWS["1h"],
        )
        return metric(
            "request_errors",
            "Requests of the last hour that failed, by reason.",
            [
                (
                    {**_labels(providers.get(row["id"], GONE)), "code": row["code"]},
                    row["requests"],
                )
                for row in rows
            ],
        )

    def _measure_leads(self, now):
        """How it ended for the leads that a vendor was asked about in the last hour."""
        [row] = self._select(
            """SELECT count(*) AS asked,
                      count(*) FILTER (WHERE success IS NOT TRUE) AS unanswered,
                      avg(seconds) AS mean
               FROM (SELECT sum(seconds) AS seconds,
                            (array_agg(success ORDER BY id DESC))[1] AS success
                     FROM llm_request
                     WHERE sent_at > %(since)s AND purpose = 'enrichment'
                       AND lead_id IS NOT NULL
                     GROUP BY lead_id) lead""",
            since=now - WINDOWS["1h"],
        )
        return [
            one(
                "leads_asked",
                "Leads that a vendor was asked about in the last hour.",
                row["asked"],
            ),
            one(
                "leads_unanswered",
                "Those of them whose last request failed.",
                row["unanswered"],
            ),
            one(
                "lead_seconds_mean",
                "Mean seconds of all requests about one of them.",
                row["mean"],
            ),
        ]


def _labels(provider):
    return {"provider": provider["id"], "type": provider["type"]}


def _per_column(measured):
    return [
        metric(
            name,
            help_,
            [(labels, row[key]) for labels, row in measured if row[key] is not None],
        )
        for key, (name, help_) in COLUMNS.items()
    ]


def _per_kind(measured):
    return metric(
        "tokens",
        "Tokens billed; cached ones are part of input, reasoning ones of output.",
        [
            ({**labels, "kind": kind}, row[kind])
            for labels, row in measured
            for kind in TOKEN_KINDS
        ],
    )
