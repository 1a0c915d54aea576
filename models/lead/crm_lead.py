from odoo import api, fields, models, tools
from odoo.tools import SQL

from ..provider.failure import FAILURE_TYPES
from ..settings.settings_mixin import PREFIX, settings_from

SCORES = (
    "ai_probability_score",
    "ai_completeness_score",
    "ai_clarity_score",
    "ai_engagement_score",
    "ai_fit_score",
)
STATUSES = [
    ("pending", "Waiting"),
    ("processing", "In Progress"),
    ("completed", "Scored"),
    ("failed", "Failed"),
]
GRADES = [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]
QUEUE_FIELDS = (
    "ai_enrichment_status",
    "ai_enrichment_user_id",
    "ai_enrichment_attempts",
    "ai_enrichment_next_attempt",
    "ai_enrichment_lease",
    "ai_enrichment_insists",
    "ai_enrichment_provider_id",
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


def _score_field(**attributes):
    """0 to 100; empty in the database where there is no score."""
    return fields.Float(
        digits=(5, 1),
        groups="base.group_user",
        group_operator="avg",
        copy=False,
        readonly=True,
        **attributes,
    )


class CrmLead(models.Model):
    _inherit = "crm.lead"

    auto_enrich = fields.Boolean(
        string="Automatic AI Scoring",
        groups="base.group_user",
        default=True,
        help="Untick to keep this lead out of automatic scoring.",
    )
    ai_probability_score = _score_field(
        string="AI Score",
        help="0 to 100, the weighted mean of what was judged: completeness, clarity, "
        "engagement and, by criteria of your own, fit.",
    )
    ai_grade = fields.Selection(
        GRADES,
        string="AI Grade",
        groups="base.group_user",
        copy=False,
        readonly=True,
        help="A from 75, B from 50, C from 25 points. Where grades follow the chance "
        "to win: A from twice the odds of the average lead, B from its odds, C from "
        "half of them.",
    )
    ai_completeness_score = _score_field(string="AI Completeness")
    ai_clarity_score = _score_field(string="AI Clarity")
    ai_engagement_score = _score_field(string="AI Engagement")
    ai_fit_score = _score_field(
        string="AI Fit", help="By the criteria that the company set itself."
    )
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
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_enrichment_status = fields.Selection(
        STATUSES,
        string="AI Scoring",
        groups="base.group_user",
        copy=False,
        readonly=True,
        help="Writing Waiting asks for a score.",
    )
    ai_enrichment_data = fields.Text(
        string="AI Score Data",
        groups="base.group_user",
        copy=False,
        readonly=True,
        help="JSON",
    )
    ai_last_enrichment_date = fields.Datetime(
        string="AI Scored On", groups="base.group_user", copy=False, readonly=True
    )
    ai_analysis_summary = fields.Text(
        string="AI Summary", groups="base.group_user", copy=False, readonly=True
    )
    ai_next_step = fields.Text(
        string="AI Next Best Step", groups="base.group_user", copy=False, readonly=True
    )
    ai_failure_type = fields.Selection(
        FAILURE_TYPES,
        string="AI Failure",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_failure_provider = fields.Char(
        string="Failed AI Provider", groups="base.group_user", copy=False, readonly=True
    )
    ai_failure_reason = fields.Char(
        string="AI Failure Reason",
        groups="base.group_user",
        compute="_compute_ai_failure_reason",
    )
    ai_enrichment_attempts = fields.Integer(
        string="AI Scoring Attempts",
        groups="base.group_user",
        group_operator=None,  # no measure of reports
        copy=False,
        readonly=True,
    )
    ai_enrichment_next_attempt = fields.Datetime(
        string="Next AI Scoring Attempt",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_enrichment_lease = fields.Datetime(
        string="AI Scoring Lease",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_enrichment_user_id = fields.Many2one(
        "res.users",
        string="AI Score Asked By",
        groups="base.group_user",
        copy=False,
        readonly=True,
        help="Empty where the lead was queued automatically.",
    )
    ai_enrichment_insists = fields.Boolean(
        string="Ask the AI Anew",
        groups="base.group_user",
        copy=False,
        readonly=True,
        help="The vendor is asked even if nothing has changed since its last answer.",
    )
    ai_enrichment_provider_id = fields.Many2one(
        "llm.provider",
        string="AI Provider Asked First",
        groups="base.group_user",
        copy=False,
        readonly=True,
        help="Chosen for this score; others step in where it has a bad day.",
    )
    ai_facts_date = fields.Datetime(
        string="AI Facts Changed On",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_is_stale = fields.Boolean(
        string="Changed since AI Score",
        groups="base.group_user",
        copy=False,
        readonly=True,
    )
    ai_fingerprint = fields.Char(
        groups="base.group_user",
        copy=False,
        readonly=True,
        help="Of all that the model was last sent.",
    )

    def init(self):
        result = super().init()
        # The queue is a handful of rows among many: claiming must not scan the table.
        self.env.cr.execute(
            """CREATE INDEX IF NOT EXISTS crm_lead_ai_enrichment_queue_idx
               ON crm_lead (ai_enrichment_next_attempt NULLS FIRST, id)
               WHERE ai_enrichment_status = 'pending'"""
        )
        # Nor may counting those in work, or finding those whose worker died.
        self.env.cr.execute(
            """CREATE INDEX IF NOT EXISTS crm_lead_ai_enrichment_processing_idx
               ON crm_lead (id) WHERE ai_enrichment_status = 'processing'"""
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
        """The :class:`Settings` of a company, as of all; never changed later."""
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
