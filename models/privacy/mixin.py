from odoo import api, fields, models

CONSENT_FIELDS = (
    "ai_consent",
    "ai_consent_date",
    "ai_consent_how",
    "ai_consent_user_id",
    "ai_consent_text",
)
# Recorded by the code below, never by hand.
STAMPS = frozenset({"ai_consent_user_id", "ai_consent_text"})
# Contacts are open to portal users, who need not know.
INTERNAL = "base.group_user"


class LlmPrivacyMixin(models.AbstractModel):
    """What may be sent of a lead or a contact, and what the person said to it."""

    _name = "llm.privacy.mixin"
    _description = "AI Privacy"

    ai_never_send = fields.Boolean(
        string="Never Send to AI",
        groups=INTERNAL,
        tracking=True,
        help="Nothing of it is sent to an AI vendor, whoever asks.",
    )
    ai_consent = fields.Selection(
        [("given", "Given"), ("refused", "Refused or Withdrawn")],
        string="AI Consent",
        groups=INTERNAL,
        copy=False,
        tracking=True,
        help="Refused or withdrawn: nothing is sent to an AI vendor.",
    )
    ai_consent_date = fields.Date(
        string="AI Consent Date", groups=INTERNAL, copy=False, tracking=True
    )
    ai_consent_how = fields.Char(
        string="AI Consent Source",
        groups=INTERNAL,
        copy=False,
        tracking=True,
        help="How the person said so, and where that can be looked up.",
    )
    ai_consent_user_id = fields.Many2one(
        "res.users",
        string="AI Consent Recorded By",
        groups=INTERNAL,
        copy=False,
        readonly=True,
    )
    ai_consent_text = fields.Text(
        string="AI Consent Text",
        groups=INTERNAL,
        copy=False,
        readonly=True,
        help="The wording that held when the consent was recorded.",
    )
    ai_consent_wording = fields.Text(
        string="What the Person Is Asked",
        groups=INTERNAL,
        compute="_compute_ai_consent_wording",
    )
    ai_consent_is_required = fields.Boolean(
        string="AI Consent Required",
        groups=INTERNAL,
        compute="_compute_ai_consent_wording",
    )

    @api.depends("ai_consent_text", "company_id")
    @api.depends_context("company", "lang")
    def _compute_ai_consent_wording(self):
        config = self.env["crm.lead"]._get_llm_config(self.env.company.id)
        for record in self:
            stored = record.ai_consent_text
            company = record._get_consent_company({})
            record.ai_consent_wording = stored or company._get_ai_consent_text()
            record.ai_consent_is_required = config.require_consent

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._stamp_consent(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._stamp_consent(vals))

    def copy_data(self, default=None):
        """A copy has no consent of its own, but a refusal holds for it too."""
        copies = super().copy_data(default)
        if self.sudo().ai_consent == "refused":
            copies[0].setdefault("ai_consent", "refused")
        return copies

    def _get_consent_company(self, vals):
        """Which company people agree with: that of the record, once it is written."""
        company = self.company_id if len(self.company_id) == 1 else self.company_id[:0]
        if "company_id" in vals:
            company = company.browse(vals["company_id"] or [])
        return company or self.env.company

    def _stamp_consent(self, vals):
        """``vals`` with who recorded a consent, when, and the wording then."""
        if vals.keys().isdisjoint(CONSENT_FIELDS):
            return vals
        if self.env.su and vals.keys() & STAMPS:
            return vals  # a record that is carried over
        vals = {name: value for name, value in vals.items() if name not in STAMPS}
        if "ai_consent" not in vals:
            return vals
        if not vals["ai_consent"]:
            return {**vals, **dict.fromkeys(CONSENT_FIELDS, False)}
        return {
            "ai_consent_date": fields.Date.context_today(self),
            **vals,
            "ai_consent_user_id": self.env.uid,
            "ai_consent_text": self._get_consent_company(vals)._get_ai_consent_text(),
        }
