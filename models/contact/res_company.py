from odoo import _, api, fields, models

from ...engine.research.domain import mail_places

_ADDRESSES = """
    SELECT email_normalized FROM res_partner
    WHERE id IN (
        SELECT partner_id FROM res_company
        UNION SELECT partner_id FROM res_users WHERE active AND NOT share
    ) AND email_normalized IS NOT NULL
    UNION SELECT 'catchall@' || name FROM mail_alias_domain
"""


class ResCompany(models.Model):
    _inherit = "res.company"

    ai_consent_text = fields.Text(
        string="AI Consent Text",
        groups="base.group_user",
        translate=True,
        help="What people are asked to agree to; empty: the text that comes along.",
    )

    def write(self, vals):
        if "ai_consent_text" not in vals:
            return super().write(vals)
        before = {company: company.ai_consent_text for company in self}
        result = super().write(vals)
        for company, text in before.items():
            change = ("ai_consent_text", text, company.ai_consent_text)
            self.env["llm.change"]._note("setting", [change], company)
        return result

    def _get_line(self):
        """Ids of the company and of those it is a branch of, the nearest first."""
        company = self.sudo().with_context(active_test=False)
        return company.parent_ids.ids[::-1]

    @api.model
    def _get_mail_places(self):
        """From where mails are ours: domains, and addresses at mail providers."""
        for name in ("res.partner", "res.company", "res.users", "mail.alias.domain"):
            self.env[name].flush_model()
        self.env.cr.execute(_ADDRESSES)
        return mail_places(address for [address] in self.env.cr.fetchall())

    def _get_ai_consent_text(self):
        """The wording of the consent, in the language of the environment."""
        return self.sudo().ai_consent_text or _(
            "%s may send what I write to a provider of artificial intelligence, which "
            "helps to judge how well my inquiry can be answered. A person decides. I "
            "can withdraw this at any time.",
            self.sudo().name,
        )
