import base64
import json

from odoo import _, api, fields, models

from ..models.toast import toast


class LlmContactData(models.TransientModel):
    """What the addon holds on a contact, for a sales manager to export or to erase."""

    _name = "llm.contact.data"
    _description = "AI Data of a Contact"

    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, ondelete="cascade"
    )
    lead_count = fields.Integer(string="Leads", compute="_compute_counts")
    score_count = fields.Integer(string="Leads with a Score", compute="_compute_counts")
    request_count = fields.Integer(string="Requests", compute="_compute_counts")
    content_count = fields.Integer(
        string="Requests with Content", compute="_compute_counts"
    )
    never_send = fields.Boolean(
        string="Never send this contact again",
        default=True,
        help="Otherwise its leads can be scored anew.",
    )
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.depends("partner_id")
    def _compute_counts(self):
        requests = self.env["llm.request"].sudo()
        for data in self:
            leads = data.partner_id._get_ai_leads()
            about = [("lead_id", "in", leads.ids)]
            logged = [*about, ("content", "!=", False)]
            data.lead_count = len(leads)
            data.score_count = len(leads.filtered("ai_grade"))
            data.request_count = requests.search_count(about)
            data.content_count = requests.search_count(logged)

    def action_export(self):
        """Download all of it as a JSON file."""
        self.ensure_one()
        held = self.partner_id._export_ai_data()
        told = json.dumps(held, indent=2, ensure_ascii=False)
        self.write(
            {
                "file": base64.b64encode(told.encode()),
                "file_name": f"ai_data_{self.partner_id.id}.json",
            }
        )
        query = f"model={self._name}&id={self.id}&field=file&filename_field=file_name"
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content?{query}&download=true",
            "target": "download",
        }

    def action_erase(self):
        self.ensure_one()
        leads = self.partner_id._erase_ai_data(self.never_send)
        text = _("AI data of %s leads erased.", len(leads))
        return toast("success", text)
