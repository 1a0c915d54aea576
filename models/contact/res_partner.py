from markupsafe import Markup

from odoo import _, api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import html2plaintext

from ..lead.crm_lead import SCORES
from ..lead.report import NOTE_MARK
from ..lead.review import MANAGER, REVIEW_FIELDS
from ..privacy.mixin import CONSENT_FIELDS

# What is told of a lead, and of a request that was sent about it.
LEAD_FACTS = (
    "id",
    "name",
    "create_date",
    "ai_never_send",
    *CONSENT_FIELDS,
    "auto_enrich",
    "ai_enrichment_status",
    "ai_failure_type",
    "ai_last_enrichment_date",
    *SCORES,
    "ai_grade",
    "ai_win_chance",
    "ai_win_grade",
    "ai_message_kind",
    "ai_analysis_summary",
    "ai_next_step",
    *REVIEW_FIELDS,
)
# Numbers are none where these fields are empty.
NUMBERS = {
    **dict.fromkeys(SCORES, "ai_grade"),
    "ai_win_chance": "ai_win_date",
    "ai_opinion_score": "ai_opinion",
    "ai_override_score": "ai_override_date",
}
REQUEST_FACTS = (
    "sent_at",
    "purpose",
    "provider_name",
    "model_name",
    "prompt_version",
    "vendor_request",
    "success",
    "error_code",
    "input_tokens",
    "cached_tokens",
    "output_tokens",
    "reasoning_tokens",
    "cost",
    "content",
)


class ResPartner(models.Model):
    """What the addon holds on a contact: to be told, and to be erased."""

    _name = "res.partner"
    _inherit = ["res.partner", "llm.privacy.mixin"]

    def init(self):
        result = super().init()
        # Those who may not be sent, by the address that an unlinked lead has.
        self.env.cr.execute(
            """CREATE INDEX IF NOT EXISTS res_partner_ai_never_send_idx
               ON res_partner (email_normalized)
               WHERE ai_never_send OR ai_consent = 'refused'"""
        )
        return result

    def action_open_ai_data(self):
        """What there is, with a button to export it and one to erase it."""
        self._check_ai_data_manager()
        return {
            "type": "ir.actions.act_window",
            "name": _("AI Data of %s", self.display_name),
            "res_model": "llm.contact.data",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_id": self.id},
        }

    def _check_ai_data_manager(self):
        """The user is a sales manager who may read this contact."""
        self.ensure_one()
        if not self.env.user.has_group(MANAGER):
            raise AccessError(_("AI data are exported and erased by sales managers."))
        self.check_access_rights("read")
        self.check_access_rule("read")

    def _get_ai_leads(self):
        """Leads of the contact, of contacts below it, and of their addresses.

        As far as the user may see them, in the companies that are switched on.
        """
        every = self.with_context(active_test=False)
        contacts = every.search([("id", "child_of", self.ids)])
        addresses = contacts.filtered("email_normalized").mapped("email_normalized")
        return every.env["crm.lead"].search(
            [
                "|",
                ("partner_id", "in", contacts.ids),
                "&",
                ("partner_id", "=", False),
                ("email_normalized", "in", addresses),
            ]
        )

    def _export_ai_data(self):
        """All that the addon holds on a contact, as a dict for JSON."""
        self._check_ai_data_manager()
        leads = self._get_ai_leads().sudo()
        return {
            "contact": _told(self.sudo(), ("id", "ai_never_send", *CONSENT_FIELDS)),
            "leads": [self._export_lead(lead) for lead in leads],
        }

    @api.model
    def _export_lead(self, lead):
        requests = self.env["llm.request"].sudo()
        return {
            **_told(lead, LEAD_FACTS),
            **{name: None for name, mark in NUMBERS.items() if not lead[mark]},
            "ai_enrichment_data": lead._get_outcome(),
            "company_profile": lead._export_research(),
            "notes": [
                {"date": str(note.date), "text": html2plaintext(note.body)}
                for note in lead._get_ai_notes()
            ],
            "requests": [
                _told(request, REQUEST_FACTS)
                for request in requests.search([("lead_id", "=", lead.id)], order="id")
            ],
        }

    def _erase_ai_data(self, never_send):
        """Erase what was found out and said, on all leads of the contact.

        :param never_send: mark the contact as well, so that nothing comes back.
        :return: the leads.
        """
        self._check_ai_data_manager()
        leads = self._get_ai_leads()
        leads._check_may_change()
        if "processing" in leads.mapped("ai_enrichment_status"):
            raise UserError(
                _("One of the leads is being scored just now: try again in a minute.")
            )
        leads.sudo()._forget_person()
        if never_send:
            self.ai_never_send = True
        text = _("AI data of %s leads erased.", len(leads))
        self._message_log(body=Markup('<p class="%s">%s</p>') % (NOTE_MARK, text))
        return leads


def _told(record, names):
    """Plain values of some fields, for people to read in JSON."""
    return {name: _plain(record._fields[name], record[name]) for name in names}


def _plain(field, value):
    if field.relational:
        return value.display_name or None
    if field.type in ("boolean", "integer", "float"):
        return value
    return str(value) if value else None
