from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError
from odoo.tools import SQL

from .llm_failure import FAILURE_TYPES
from .llm_settings_mixin import PREFIX, settings_from

SCORES = (
    "ai_probability_score",
    "ai_completeness_score",
    "ai_clarity_score",
    "ai_engagement_score",
)
STATUSES = [
    ("pending", "Waiting"),
    ("processing", "In Progress"),
    ("completed", "Enriched"),
    ("failed", "Failed"),
]
QUEUE_FIELDS = (
    "ai_enrichment_status",
    "ai_enrichment_user_id",
    "ai_enrichment_attempts",
    "ai_enrichment_next_attempt",
    "ai_enrichment_lease",
    "ai_enrichment_insists",
)
# Written alone, they only ask for an enrichment.
REQUEST_FIELDS = frozenset({"ai_enrichment_status", "ai_enrichment_insists"})
# Taken over together when leads are merged: one enrichment's whole outcome.
OUTCOME_FIELDS = (
    *SCORES,
    "ai_grade",
    "ai_message_kind",
    "ai_enrichment_data",
    "ai_last_enrichment_date",
    "ai_analysis_summary",
    "ai_next_step",
    "ai_failure_type",
    "ai_failure_provider",
    "ai_is_stale",
    "ai_fingerprint",
)
# status -> those it may follow; None is "never asked for".
TRANSITIONS = {
    "pending": (None, "pending", "processing", "completed", "failed"),
    "processing": (None, "pending", "completed", "failed"),
    "completed": ("processing",),
    "failed": ("processing",),
}
TRIGGERS = frozenset(
    {
        "partner_name",
        "contact_name",
        "email_from",
        "phone",
        "description",
        "expected_revenue",
    }
)


def _score_field(**attributes):
    """0 to 100; empty in the database where there is no score."""
    return fields.Float(
        digits=(5, 1), group_operator="avg", copy=False, readonly=True, **attributes
    )


class CrmLead(models.Model):
    _inherit = "crm.lead"

    auto_enrich = fields.Boolean(
        string="Automatic AI Enrichment",
        default=True,
        help="Untick to keep this lead out of automatic enrichment.",
    )
    ai_probability_score = _score_field(
        string="AI Score",
        help="0 to 100, the weighted mean of completeness, clarity and engagement.",
    )
    ai_grade = fields.Selection(
        [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")],
        string="AI Grade",
        copy=False,
        readonly=True,
        help="A from 75, B from 50, C from 25 points.",
    )
    ai_completeness_score = _score_field(string="AI Completeness")
    ai_clarity_score = _score_field(string="AI Clarity")
    ai_engagement_score = _score_field(string="AI Engagement")
    ai_message_kind = fields.Selection(
        [
            ("inquiry", "Inquiry"),
            ("support", "Support"),
            ("job_application", "Job Application"),
            ("vendor_pitch", "Vendor Pitch"),
            ("spam", "Spam"),
            ("other", "Other"),
            ("no_text", "No Message"),
        ],
        string="AI Message Kind",
        copy=False,
        readonly=True,
    )
    ai_enrichment_status = fields.Selection(
        STATUSES,
        string="AI Enrichment",
        copy=False,
        readonly=True,
        help="Writing Waiting asks for an enrichment.",
    )
    ai_enrichment_data = fields.Text(
        string="AI Enrichment Data", copy=False, readonly=True, help="JSON"
    )
    ai_last_enrichment_date = fields.Datetime(
        string="Last AI Enrichment", copy=False, readonly=True
    )
    ai_analysis_summary = fields.Text(string="AI Summary", copy=False, readonly=True)
    ai_next_step = fields.Text(string="AI Next Best Step", copy=False, readonly=True)
    ai_failure_type = fields.Selection(
        FAILURE_TYPES, string="AI Failure", copy=False, readonly=True
    )
    ai_failure_provider = fields.Char(
        string="Failed AI Provider", copy=False, readonly=True
    )
    ai_failure_reason = fields.Char(
        string="AI Failure Reason", compute="_compute_ai_failure_reason"
    )
    ai_enrichment_attempts = fields.Integer(
        string="AI Enrichment Attempts",
        group_operator=None,  # no measure of reports
        copy=False,
        readonly=True,
    )
    ai_enrichment_next_attempt = fields.Datetime(
        string="Next AI Enrichment Attempt", copy=False, readonly=True
    )
    ai_enrichment_lease = fields.Datetime(
        string="AI Enrichment Lease", copy=False, readonly=True
    )
    ai_enrichment_user_id = fields.Many2one(
        "res.users",
        string="AI Enrichment Asked By",
        copy=False,
        readonly=True,
        help="Empty where the lead was queued automatically.",
    )

    ai_enrichment_insists = fields.Boolean(
        string="Ask the AI Anew",
        copy=False,
        readonly=True,
        help="The vendor is asked even if nothing has changed since its last answer.",
    )
    ai_facts_date = fields.Datetime(
        string="AI Facts Changed On", copy=False, readonly=True
    )
    ai_is_stale = fields.Boolean(
        string="Changed since AI Score", copy=False, readonly=True
    )
    ai_fingerprint = fields.Char(
        copy=False, readonly=True, help="Of all that the model was last sent."
    )

    def init(self):
        result = super().init()
        # The queue is a handful of rows among many: claiming must not scan the table.
        self.env.cr.execute(
            """CREATE INDEX IF NOT EXISTS crm_lead_ai_enrichment_queue_idx
               ON crm_lead (ai_enrichment_next_attempt NULLS FIRST, id)
               WHERE ai_enrichment_status = 'pending'"""
        )
        return result

    @api.depends("ai_failure_type", "ai_failure_provider")
    @api.depends_context("lang")
    def _compute_ai_failure_reason(self):
        for lead in self:
            lead.ai_failure_reason = lead.ai_failure_type and self.env[
                "llm.failure"
            ]._explain_code(lead.ai_failure_type, lead.ai_failure_provider)

    @api.model
    @tools.ormcache("company_id")
    def _get_llm_config(self, company_id):
        """The :class:`Settings` of a company; never changes once returned."""
        parameters = self.env["ir.config_parameter"].sudo()
        stored = parameters.search_read(
            [("key", "=like", f"{PREFIX}%")], ["key", "value"]
        )
        return settings_from(
            {p["key"].removeprefix(PREFIX): p["value"] for p in stored}
        )

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Leads without a score come last, whichever way the list is sorted."""
        if field_name in SCORES and not nulls.code:
            nulls = SQL("NULLS LAST")
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    @api.model_create_multi
    def create(self, vals_list):
        asked = [vals.get("ai_enrichment_status") == "pending" for vals in vals_list]
        request = self._prepare_request()
        leads = super().create(
            [
                {**request, **vals} if is_asked else vals
                for vals, is_asked in zip(vals_list, asked, strict=True)
            ]
        )
        settings = self._get_llm_config(self.env.company.id)
        if any(asked):
            leads._wake_job()
        if settings.auto_enrich_enabled and settings.auto_enrich_new_leads:
            leads._queue_automatically()
        return leads

    def write(self, vals):
        asks = vals.get("ai_enrichment_status") == "pending"
        if asks and vals.keys() <= REQUEST_FIELDS:
            return self._queue_requested(vals)
        if asks:
            vals = {**self._prepare_request(), **vals}
        if TRIGGERS & vals.keys():
            now = fields.Datetime.now()
            vals = {**vals, "ai_facts_date": now, "ai_is_stale": True}
        result = super().write(vals)
        if asks:
            self._wake_job()
        elif self._is_trigger(vals):
            self._queue_automatically()
        return result

    def _queue_requested(self, vals):
        """What writing Waiting does where nothing else is written: in one statement.

        Ten thousand leads are selected and asked for as easily as one.
        """
        self.check_access_rights("write")
        self.check_access_rule("write")
        insists = vals.get("ai_enrichment_insists", False)
        request = {**self._prepare_request(), "ai_enrichment_insists": insists}
        self._move("pending", **request)
        self._wake_job()
        return True

    def _prepare_request(self):
        return {
            "ai_enrichment_user_id": self.env.uid,
            "ai_enrichment_attempts": 0,
            "ai_enrichment_next_attempt": None,
            "ai_enrichment_lease": None,
            "ai_enrichment_insists": False,
        }

    def _is_trigger(self, vals):
        if not (TRIGGERS & vals.keys() or "stage_id" in vals):
            return False
        settings = self._get_llm_config(self.env.company.id)
        if not (settings.auto_enrich_enabled and settings.auto_enrich_on_update):
            return False
        return bool(TRIGGERS & vals.keys()) or settings.auto_enrich_on_stage

    def _queue_automatically(self):
        """Queue those of ``self`` that are open and want it, and wake the job.

        One statement for all: it is part of every save by a user.
        """
        job = self._get_job()
        if not self or not job:
            return
        self.flush_recordset([*QUEUE_FIELDS, "active", "auto_enrich", "stage_id"])
        self.env.cr.execute(
            """WITH queued AS (
                UPDATE crm_lead lead
                SET ai_enrichment_status = 'pending', ai_enrichment_user_id = NULL,
                    ai_enrichment_attempts = 0, ai_enrichment_next_attempt = NULL,
                    ai_enrichment_lease = NULL, ai_enrichment_insists = NULL
                WHERE lead.id = ANY(%(ids)s) AND lead.active AND lead.auto_enrich
                  AND lead.ai_enrichment_status IS DISTINCT FROM 'pending'
                  AND NOT EXISTS (SELECT 1 FROM crm_stage stage
                                  WHERE stage.id = lead.stage_id AND stage.is_won)
                RETURNING lead.id
            ), woken AS (
                INSERT INTO ir_cron_trigger (cron_id, call_at)
                SELECT %(job)s, %(now)s FROM queued LIMIT 1
            )
            SELECT id FROM queued""",
            {"ids": self.ids, "job": job.id, "now": fields.Datetime.now()},
        )
        queued = self.browse(row[0] for row in self.env.cr.fetchall())
        queued.invalidate_recordset(QUEUE_FIELDS)
        if queued:
            self.env.cr.postcommit.add(job._notifydb)

    def _get_job(self):
        """The scheduled job that does what is queued now; empty if it was deleted."""
        automatic = self._get_llm_config(self.env.company.id).auto_enrich_enabled
        name = "ir_cron_enrich_leads" if automatic else "ir_cron_enrich_requested_leads"
        # Without env.ref, which sends a query: this is part of every save.
        job_id = self.env["ir.model.data"]._xmlid_to_res_id(f"llm_lead_scoring.{name}")
        return self.env["ir.cron"].sudo().browse(job_id or [])

    def _wake_job(self):
        """Let the scheduled job look at the queue as soon as this is committed."""
        job = self._get_job()
        if job:
            job._trigger()

    def action_enrich_with_ai(self):
        """Enrich one lead now, or queue many; says what came of it.

        A lead that has not changed since the vendor answered is scored by that answer.
        """
        return self._enrich_on_demand(insists=False)

    def action_enrich_anew(self):
        """The same, but the vendor is asked whether anything has changed or not."""
        return self._enrich_on_demand(insists=True)

    def _enrich_on_demand(self, insists):
        self.check_access_rights("write")
        self.check_access_rule("write")
        if len(self) != 1:
            return self._queue_on_demand(insists)
        if not self.env["llm.provider"]._get_candidates(self._get_ai_company()):
            failure = self.env["llm.failure"]
            raise UserError(failure._explain_code("no_provider", False))
        answered_at = self._get_outcome().get("answered_at")
        if not self._enrich_lead(insists):
            return self._notification("warning", _("This lead is being enriched."))
        if self.ai_failure_type:
            return self._notification("danger", self.ai_failure_reason, sticky=True)
        text = _("AI score: %s", round(self.ai_probability_score, 1))
        if answered_at and self._get_outcome().get("answered_at") == answered_at:
            text = _("%s. Nothing has changed, so the model was not asked.", text)
        return self._notification("success", text)

    def action_queue_ai_enrichment(self):
        """Ask the scheduled job to enrich these leads; one that runs goes on."""
        return self._queue_on_demand(insists=False)

    def _queue_on_demand(self, insists):
        running = self.filtered(lambda lead: lead.ai_enrichment_status == "processing")
        (self - running).write(
            {"ai_enrichment_status": "pending", "ai_enrichment_insists": insists}
        )
        text = _("%s leads wait for AI enrichment.", len(self))
        if len(self) == 1:
            text = _("The lead waits for AI enrichment.")
        return self._notification("info", text)

    def _get_ai_company(self):
        return self.company_id or self.env.company

    def _notification(self, kind, text, sticky=False):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": text,
                "sticky": sticky,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _merge_get_fields_specific(self):
        """The merged lead keeps the newest enrichment, and waits if one part did."""
        enriched = self.filtered("ai_last_enrichment_date")
        newest = enriched.sorted("ai_last_enrichment_date")[-1:] or self[:1]
        return {
            **super()._merge_get_fields_specific(),
            **{name: lambda fname, _leads: newest[fname] for name in OUTCOME_FIELDS},
            "ai_enrichment_status": lambda fname, leads: (
                "pending" if "pending" in leads.mapped(fname) else newest[fname]
            ),
            "auto_enrich": lambda fname, leads: all(leads.mapped(fname)),
        }
