import dataclasses

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..engine.values import Settings

PREFIX = "llm_lead_scoring."
WEIGHTS = ("weight_completeness", "weight_clarity", "weight_engagement")


class LlmSettingsMixin(models.AbstractModel):
    """The settings as form fields: one list for both pages that show them.

    Fields carry no default: an unticked box or a weight of 0 is stored as such.
    """

    _name = "llm.settings.mixin"
    _description = "AI lead scoring settings"

    auto_enrich_enabled = fields.Boolean(
        string="Automatic Enrichment",
        help="A scheduled job enriches the leads that wait for it.",
    )
    auto_enrich_new_leads = fields.Boolean(
        string="New Leads", help="Every new lead is queued for enrichment."
    )
    auto_enrich_on_update = fields.Boolean(
        string="Changed Leads",
        help="A lead is queued again when its company, contact, e-mail, phone, "
        "description or expected revenue changes.",
    )
    auto_enrich_on_stage = fields.Boolean(
        string="Changed Stage", help="A change of stage queues the lead as well."
    )
    enable_customer_research = fields.Boolean(
        string="Customer Research",
        help="One more request per lead asks the model what it knows about the "
        "company. The text is marked as unchecked and never changes the score.",
    )
    weight_completeness = fields.Float(string="Completeness Weight")
    weight_clarity = fields.Float(string="Clarity Weight")
    weight_engagement = fields.Float(string="Engagement Weight")

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
        config = self.env["crm.lead"]._get_llm_config(self.env.company.id)
        return dataclasses.asdict(config)

    def _write_llm_settings(self):
        """Store what changed: every write drops the caches of all workers."""
        self.ensure_one()
        set_param = self.env["ir.config_parameter"].sudo().set_param
        for name, value in self._read_llm_settings().items():
            if self[name] != value:
                set_param(PREFIX + name, repr(self[name]))
        self._toggle_job()

    def _toggle_job(self):
        job = self.env.ref(
            "llm_lead_scoring.ir_cron_enrich_leads", raise_if_not_found=False
        )
        if job and job.sudo().active != self.auto_enrich_enabled:
            # The job checks the setting itself, so a running one needs no waiting for.
            job.sudo().try_write({"active": self.auto_enrich_enabled})


def settings_from(parameters):
    """``Settings`` from stored texts by name; what is missing stays at its default."""
    values = {}
    for field in dataclasses.fields(Settings):
        text = parameters.get(field.name)
        if text is not None:
            read = _read_boolean if type(field.default) is bool else _read_weight
            values[field.name] = read(text, field.default)
    if not any(values.get(name, 1) for name in WEIGHTS):
        # Only zeros, stored past the settings page: a score needs a weight.
        values = {k: v for k, v in values.items() if k not in WEIGHTS}
    return Settings(**values)


def _read_boolean(text, _default):
    return text.strip().lower() not in ("", "0", "false", "no", "off")


def _read_weight(text, default):
    try:
        value = float(text)
    except ValueError:
        return default
    return value if 0 <= value < float("inf") else default
