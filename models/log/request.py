import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...engine.scoring import prompt
from ..log_access import log_access
from ..provider.failure import FAILURE_TYPES
from ..provider.usage import PAST_COUNTS

PURPOSES = [
    ("enrichment", "Score"),
    ("research", "Research"),
    ("test", "Connection Test"),
    ("call", "Other"),
]

MOST_CONTENT = 200_000
# So many of the last requests tell what one takes.
MOST_USUAL = 200
# Of providers, computed from the rows.
USAGE_FIELDS = ("request_ids", "total_requests", "failed_requests", "last_used")
FORGET_BUT_COUNT = """
    WITH gone AS (
        DELETE FROM llm_request WHERE sent_at < %s
        RETURNING provider_id, success, sent_at
    ), counted AS (
        SELECT provider_id, COUNT(*) AS requests, MAX(sent_at) AS last_used,
               COUNT(*) FILTER (WHERE success IS NOT TRUE) AS failures
        FROM gone GROUP BY provider_id
    )
    UPDATE llm_provider
    SET past_requests = COALESCE(past_requests, 0) + counted.requests,
        past_failures = COALESCE(past_failures, 0) + counted.failures,
        past_last_used = GREATEST(past_last_used, counted.last_used)
    FROM counted WHERE llm_provider.id = counted.provider_id
"""


class LlmRequest(models.Model):
    """One row per HTTP request sent: the audit log, the bill and the metrics.

    Rows are only ever added, so that parallel workers never wait for one another.
    """

    _name = "llm.request"
    _description = "LLM Request"
    _order = "id desc"

    provider_id = fields.Many2one(
        "llm.provider", index=True, readonly=True, ondelete="set null"
    )
    provider_name = fields.Char(
        string="Provider's Name", readonly=True, help="Stays when the provider goes."
    )
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null")
    model_name = fields.Char(string="Model", readonly=True)
    lead_id = fields.Many2one(
        "crm.lead", index="btree_not_null", readonly=True, ondelete="set null"
    )
    purpose = fields.Selection(PURPOSES, required=True, readonly=True)
    user_id = fields.Many2one("res.users", string="Asked By", readonly=True)
    sent_at = fields.Datetime(required=True, readonly=True, index=True)
    success = fields.Boolean(readonly=True)
    error_code = fields.Selection(FAILURE_TYPES, string="Error", readonly=True)
    http_status = fields.Integer(string="HTTP Status", readonly=True)
    seconds = fields.Float(digits=(10, 3), group_operator="avg", readonly=True)
    input_tokens = fields.Integer(readonly=True)
    cached_tokens = fields.Integer(readonly=True)
    output_tokens = fields.Integer(readonly=True)
    reasoning_tokens = fields.Integer(readonly=True)
    cost = fields.Float(
        string="Cost ($)",
        digits=(12, 6),
        readonly=True,
        help="US dollars, by the provider's prices when it was sent.",
    )
    position = fields.Integer(
        string="Attempt",
        group_operator=None,
        readonly=True,
        help="1 for the first request of one score, 2 for the next, and so on.",
    )
    prompt_version = fields.Char(readonly=True)
    content = fields.Text(
        readonly=True,
        prefetch=False,
        groups="sales_team.group_sale_manager",
        help="What was sent and what came back; kept only where the settings say so.",
    )
    vendor_request = fields.Char(
        string="Vendor's Request ID", readonly=True, help="For the vendor's support."
    )

    @api.depends("provider_name", "sent_at")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for request in self:
            at = format_datetime(self.env, request.sent_at)
            request.display_name = f"{request.provider_name or ''} {at}".strip()

    @api.model
    def _log(self, attempts, *, purpose, lead_id=False, company_id=False):
        """Add one row per :class:`Attempt`, also for a provider deleted meanwhile.

        What was refused before it was sent is no request.
        """
        asked = {
            "purpose": purpose,
            "lead_id": lead_id,
            "company_id": company_id,
            "user_id": self.env.uid,
            "prompt_version": purpose == "enrichment" and prompt.VERSION,
        }
        keeps = self._keeps_content()
        self._insert(
            [
                {**self._prepare_row(attempt, number, keeps), **asked}
                for number, attempt in _sent(attempts)
            ]
        )

    @api.model
    def _log_results(self, results, lead_ids):
        """The same for the :class:`.enrichment_values.Result` of many leads.

        :param lead_ids: those that still exist.
        """
        keeps = self._keeps_content()
        self._insert(
            [
                {
                    **self._prepare_row(attempt, number, keeps),
                    "purpose": result.purpose,
                    "lead_id": result.task.lead_id in lead_ids and result.task.lead_id,
                    "company_id": result.task.facts.company_id,
                    "user_id": result.task.user_id or self.env.uid,
                    "prompt_version": result.purpose == "enrichment" and prompt.VERSION,
                }
                for result in results
                for number, attempt in _sent(result.attempts)
            ]
        )

    @api.model
    def _insert(self, rows):
        """Insert the rows, for providers that are gone without a link to them.

        In one statement past the ORM, which takes longer than all else about a row.
        """
        if not rows:
            return
        self.env["llm.provider"].flush_model(["name", "company_id"])
        created = log_access(self.env)
        rows = [{**row, **created} for row in rows]
        names = tuple(rows[0])
        convert = [self._fields[name].convert_to_column for name in names]
        self.env.cr.execute_values(
            self._prepare_insert(names),
            [
                [to(row[n], self) for to, n in zip(convert, names, strict=True)]
                for row in rows
            ],
        )
        self.env["llm.provider"].invalidate_model(USAGE_FIELDS, flush=False)

    @api.model
    def _prepare_insert(self, names):
        """The statement, which adds how a provider is called and whose it is."""
        kinds = {name: self._fields[name].column_type[1] for name in names}
        told = {name: f"v.{name}::{kind}" for name, kind in kinds.items()}
        owners = told["company_id"], "provider.company_id", str(self.env.company.id)
        told["company_id"] = f"COALESCE({', '.join(owners)})"
        told["provider_id"], told["provider_name"] = "provider.id", "provider.name"
        # Only names of fields and a number stand in the text of the statement.
        return f"""INSERT INTO llm_request ({", ".join(told)})
            SELECT {", ".join(told.values())} FROM (VALUES %s) AS v ({", ".join(names)})
            LEFT JOIN llm_provider provider ON provider.id = v.provider_id::int
            ORDER BY v.position"""  # noqa: S608

    @api.model
    def _keeps_content(self):
        return self.env["crm.lead"]._get_llm_config(self.env.company.id).keep_content

    @api.model
    def _prepare_content(self, attempt):
        """JSON of both bodies."""
        received = attempt.received[:MOST_CONTENT].decode("utf-8", "replace")
        both = {"sent": attempt.sent, "received": received.replace("\x00", "")}
        return json.dumps(both, default=dict)[:MOST_CONTENT]

    @api.autovacuum
    def _gc_requests(self):
        """Old rows go, and stay counted on their providers; old content goes earlier.

        Days of 0 keep them for good.
        """
        settings = self.env["crm.lead"]._get_llm_config(self.env.company.id)
        now = fields.Datetime.now()
        if settings.content_days:
            self.env.cr.execute(
                """UPDATE llm_request SET content = NULL
                   WHERE content IS NOT NULL AND sent_at < %s""",
                [now - timedelta(days=settings.content_days)],
            )
        if settings.request_days:
            oldest = now - timedelta(days=settings.request_days)
            self.env.cr.execute(FORGET_BUT_COUNT, [oldest])
        self.env["llm.provider"].invalidate_model(list(PAST_COUNTS))
        self.invalidate_model()

    @api.model
    def _get_usual(self, provider):
        """What one enrichment took of late: ``seconds`` and tokens; None if unknown.

        ``answers`` is how many tell it.

        Requests that had to be repeated count with the lead that they were for.
        """
        self.env.cr.execute(
            """SELECT COUNT(done) AS answers,
                      SUM(seconds) / NULLIF(COUNT(done), 0) AS seconds,
                      SUM(input_tokens) / NULLIF(COUNT(done), 0) AS input_tokens,
                      SUM(cached_tokens) / NULLIF(COUNT(done), 0) AS cached_tokens,
                      SUM(output_tokens) / NULLIF(COUNT(done), 0) AS output_tokens
               FROM (SELECT seconds, input_tokens, cached_tokens, output_tokens,
                            NULLIF(success, FALSE) AS done
                     FROM llm_request
                     WHERE provider_id = %s AND model_name = %s
                       AND purpose = 'enrichment'
                     ORDER BY id DESC LIMIT %s) late""",
            [provider.id or 0, provider.sudo().model_name or "", MOST_USUAL],
        )
        return self.env.cr.dictfetchone()

    @api.model
    def _get_last_errors(self, providers):
        """``{provider id: error code}`` of the last request that failed, one query."""
        self.env.cr.execute(
            """SELECT provider.id, late.error_code
               FROM llm_provider provider, LATERAL (
                   SELECT error_code FROM llm_request
                   WHERE provider_id = provider.id AND NOT success
                   ORDER BY id DESC LIMIT 1) late
               WHERE provider.id = ANY(%s)""",
            [providers.ids],
        )
        return dict(self.env.cr.fetchall())

    @api.model
    def _count_by_provider(self, providers):
        """``[(provider, whether it succeeded, how many, the last one's time)]``."""
        return self._read_group(
            [("provider_id", "in", providers.ids)],
            ["provider_id", "success"],
            ["__count", "sent_at:max"],
        )

    @api.model
    def _prepare_row(self, attempt, number, keeps_content):
        return {
            "provider_id": attempt.provider_id,
            "model_name": attempt.model_name,
            "position": number,
            "sent_at": attempt.started_at.replace(microsecond=0),
            "success": not attempt.error_code,
            "error_code": attempt.error_code or False,
            "http_status": attempt.status,
            "seconds": attempt.seconds,
            "input_tokens": attempt.usage.input_tokens,
            "cached_tokens": attempt.usage.cached_tokens,
            "output_tokens": attempt.usage.output_tokens,
            "reasoning_tokens": attempt.usage.reasoning_tokens,
            "cost": attempt.cost,
            "vendor_request": attempt.request_id,
            "content": keeps_content and self._prepare_content(attempt),
        }


def _sent(attempts):
    """The attempts that went out, numbered."""
    return enumerate((attempt for attempt in attempts if not attempt.unsent), 1)
