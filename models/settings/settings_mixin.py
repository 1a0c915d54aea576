import dataclasses

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...engine.settings import Settings

PREFIX = "llm_lead_scoring."
NOT_NEGATIVE = (
    "reuse_days",
    "request_days",
    "content_days",
    "research_days",
    "monthly_limit",
)
WEIGHTS = (
    "weight_completeness",
    "weight_clarity",
    "weight_engagement",
    "weight_fit",
)


class LlmSettingsMixin(models.AbstractModel):
    """The settings as form fields, for the page Rules and for Odoo's own settings.

    Rules shows them. In Odoo's settings they have no place on the page, and can be read
    and stored by whoever does so by code.

    Fields carry no default: an unticked box or a weight of 0 is stored as such.
    """

    _name = "llm.settings.mixin"
    _description = "AI lead scoring settings"

    auto_enrich_enabled = fields.Boolean(
        string="Automatic Scoring",
        help="A scheduled job scores the leads that wait for it.",
    )
    auto_enrich_new_leads = fields.Boolean(
        string="Score New Leads", help="Every new lead is queued to be scored."
    )
    auto_enrich_on_update = fields.Boolean(
        string="Score Changed Leads",
        help="A lead is queued again when its company, contact, e-mail, phone, "
        "description or expected revenue changes.",
    )
    auto_enrich_on_stage = fields.Boolean(
        string="Score Leads Whose Stage Changes",
        help="A change of stage queues the lead as well.",
    )
    enable_customer_research = fields.Boolean(
        string="Customer Research",
        help="Of each company that a lead comes from, once: its own website is read, "
        "and one more request asks what stands there. Each fact has its source.",
    )
    research_search = fields.Boolean(
        string="Search the Web",
        help="Also by the provider's own search, where it has one: one more request "
        "for each company, and the vendor's fee for it.",
    )
    research_days = fields.Integer(
        string="Look Companies Up Again After",
        help="Days for which what was found out about a company serves all its leads.",
    )
    research_fill = fields.Boolean(
        string="Fill Empty Fields",
        help="Website, country, city, phone and industry of leads, from their "
        "companies' own websites. Never over something that is there.",
    )
    weight_completeness = fields.Float(string="Completeness Weight")
    weight_clarity = fields.Float(string="Clarity Weight")
    weight_engagement = fields.Float(string="Engagement Weight")
    weight_fit = fields.Float(
        string="Fit Weight", help="Of the criteria that the company set itself."
    )

    reuse_days = fields.Integer(
        string="Reuse Answers for",
        help="Days. A lead that has not changed since is scored by the model's last "
        "answer, without a request. 0: the model is asked every time.",
    )
    mask_email = fields.Boolean(
        string="Mask E-mail Addresses",
        help="Replaced by placeholders before a lead is sent, and put back after.",
    )
    mask_phone = fields.Boolean(string="Mask Phone and Account Numbers")
    mask_street = fields.Boolean(string="Mask Street Addresses")
    mask_names = fields.Boolean(
        help="Of persons and companies, as far as they are known."
    )

    monthly_limit = fields.Float(
        string="Monthly Limit ($)",
        digits=(12, 2),
        help="What the company may spend in a calendar month, by the prices set on its "
        "providers. 0: no limit. Providers without prices are not counted.",
    )
    month_spent = fields.Float(
        string="Spent This Month ($)", digits=(12, 2), readonly=True
    )
    request_days = fields.Integer(
        string="Keep the Log for", help="Days; 0 keeps it for good."
    )
    keep_content = fields.Boolean(
        string="Log What Is Sent",
        help="The log then holds what was sent to the vendor and what came back.",
    )
    content_days = fields.Integer(
        string="Keep Contents for", help="Days; 0 keeps them for good."
    )

    @api.constrains(*NOT_NEGATIVE)
    def _check_not_negative(self):
        for settings in self:
            if any(settings[name] < 0 for name in NOT_NEGATIVE):
                raise ValidationError(_("Days and limits can't be negative."))

    @api.constrains(*WEIGHTS)
    def _check_weights(self):
        for settings in self:
            weights = [settings[name] for name in WEIGHTS]
            if min(weights) < 0 or not any(weights):
                raise ValidationError(
                    _(
                        "The weights of the score must be 0 or more, "
                        "and at least one must be above 0."
                    )
                )

    @api.model
    def _read_llm_settings(self):
        # Odoo gives default values to everyone who asks.
        self.check_access_rights("create")
        company_id = self.env.company.id
        config = self.env["crm.lead"]._get_llm_config(company_id)
        budget = self.env["llm.budget"]
        return {
            **dataclasses.asdict(config),
            "monthly_limit": budget._get_limit(company_id),
            "month_spent": budget._get_spent(
                budget._find(company_id).company_id.id or company_id
            ),
        }

    def _write_llm_settings(self):
        """Store what changed: every write drops the caches of all workers."""
        self.ensure_one()
        set_param = self.env["ir.config_parameter"].sudo().set_param
        stored = self._read_llm_settings()
        if self.monthly_limit != stored["monthly_limit"]:
            self.env["llm.budget"]._set_limit(self.env.company.id, self.monthly_limit)
        for field in dataclasses.fields(Settings):
            if self[field.name] != stored[field.name]:
                set_param(PREFIX + field.name, repr(self[field.name]))
        self._toggle_job()

    def _toggle_job(self):
        job = self.env["crm.lead"]._find_job("ir_cron_enrich_leads")
        if job and job.active != self.auto_enrich_enabled:
            # The job checks the setting itself, so a running one needs no waiting for.
            job.try_write({"active": self.auto_enrich_enabled})


def settings_from(parameters):
    """``Settings`` from stored texts by name; what is missing stays at its default."""
    values = {}
    for field in dataclasses.fields(Settings):
        text = parameters.get(field.name)
        if text is not None:
            is_switch = type(field.default) is bool
            values[field.name] = (
                is_on(text) if is_switch else _read_number(text, field.default)
            )
    if not any(values.get(name, 1) for name in WEIGHTS):
        # Only zeros, stored past the settings page: a score needs a weight.
        values = {k: v for k, v in values.items() if k not in WEIGHTS}
    return Settings(**values)


def is_on(text):
    """Whether a text that people write for a switch means that it is on."""
    return text.strip().lower() not in ("", "0", "false", "no", "off")


def _read_number(text, default):
    try:
        value = float(text)
    except ValueError:
        return default
    return value if 0 <= value < float("inf") else default
