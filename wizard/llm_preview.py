from odoo import _, api, fields, models

from ..engine.scoring.enrich import preview

SHOWN = ("obstacle", "url", "size", "words", "body")


class LlmPreview(models.TransientModel):
    """What a vendor would be sent for a lead, before anything is sent.

    The request is built by the code that builds those which are sent, of the facts and
    by the rules of this moment. It holds no key.
    """

    _name = "llm.preview"
    _description = "What Would Be Sent"

    lead_id = fields.Many2one("crm.lead", required=True, ondelete="cascade")
    provider_id = fields.Many2one(
        "llm.provider",
        compute="_compute_provider_id",
        store=True,
        readonly=False,
        ondelete="cascade",
    )
    obstacle = fields.Char(compute="_compute_request")
    url = fields.Char(string="Sent To", compute="_compute_request")
    size = fields.Integer(string="Bytes", compute="_compute_request")
    words = fields.Text(string="As People Read It", compute="_compute_request")
    body = fields.Text(string="As It Is Sent", compute="_compute_request")

    @api.depends("lead_id")
    def _compute_provider_id(self):
        for window in self:
            company = window.lead_id._get_ai_company()
            providers = self.env["llm.provider"]._get_candidates(company)
            window.provider_id = providers[:1]

    @api.depends("lead_id", "provider_id")
    def _compute_request(self):
        # Odoo checks no rights before an onchange.
        self.check_access_rights("create")
        for window in self:
            window.update(dict.fromkeys(SHOWN, False) | window._prepare_request())

    def _prepare_request(self):
        lead, provider = self.lead_id, self.provider_id
        for record in (lead, provider):
            record.check_access_rights("read")
            record.check_access_rule("read")
        if not lead:
            return {}
        if lead.ai_obstacle or not provider:
            none = _("There is no AI provider to ask.")
            return {"obstacle": lead.ai_obstacle or none}
        request = self._build(lead, provider)
        if not request:
            return {"obstacle": _("Nothing is sent: this lead wrote nothing.")}
        return {
            "url": request.url,
            "size": len(request.body),
            "words": _readable(request.prompt),
            "body": request.body.decode("ascii"),
        }

    @api.model
    def _build(self, lead, provider):
        [facts] = lead._to_facts(asker=self.env.user)
        return preview(
            facts,
            lead._get_llm_config(facts.company_id),
            provider._to_keyless_endpoint(),
            provider._get_memory(),
        )


def _readable(prompt):
    """The instructions and the lead's words; what else is sent is technical."""
    turns = [prompt.system, *(turn.content for turn in prompt.messages)]
    return "\n\n".join(filter(None, turns))
