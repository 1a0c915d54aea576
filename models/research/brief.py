from datetime import timedelta

from odoo import _, api, fields, models
from odoo.tools import format_date

from .lead import is_page

# What a salesperson wants to know before the first call, the most telling first.
TOLD = ("does", "industry", "size", "city", "country", "hiring", "funding", "news")
CLEAR = ("does", "industry", "city", "country")
MOST_TOLD, MOST_NAMED = 5, 3


class CrmLead(models.Model):
    """What the panel tells of a lead's company: a short profile, and its other leads.

    The form opens without it: the browser asks for it afterwards.
    """

    _inherit = "crm.lead"

    ai_company = fields.Json(
        string="AI Company in Short",
        groups="base.group_user",
        compute="_compute_ai_company",
    )

    @api.depends("email_from", "website", "company_id")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_ai_company(self):
        # Stored facts are read past the ORM's rules, which would ask.
        self.check_field_access_rights("read", ["ai_company"])
        for lead in self:
            domain = lead._get_research_domain()
            lead.ai_company = {
                "domain": domain,
                **lead._prepare_brief(lead._get_research()),
                **lead._prepare_twins(domain),
            }

    def _prepare_brief(self, research):
        """The profile in a few facts, each with number and address of its source."""
        days = self._get_llm_config(self._get_ai_company().id).research_days
        oldest = fields.Datetime.now() - timedelta(days=days)
        lines = self._prepare_numbered(research)["lines"]
        lines = [line for line in lines if line["kind"] in TOLD]
        lines.sort(key=lambda line: TOLD.index(line["kind"]))
        return {
            "facts": [
                {
                    **{k: line[k] for k in ("kind", "label", "quote", "number")},
                    "text": line["shown"],
                    # What does not say by itself what it is about.
                    "is_named": line["kind"] not in CLEAR,
                    "source": line["source"] if is_page(line["source"]) else "",
                    "is_old": fields.Datetime.to_datetime(line["retrieved"]) < oldest,
                }
                for line in lines[:MOST_TOLD]
            ],
            "looked_up": self._tell_looked_up(research, days),
        }

    @api.model
    def _tell_looked_up(self, research, days):
        if not research.date:
            return ""
        day = format_date(self.env, research.date)
        if research._is_old(days):
            values = {"day": day, "days": days}
            return _("Looked up on %(day)s, over %(days)s days ago", **values)
        return _("Looked up on %s", day)

    def _prepare_twins(self, domain):
        """Other leads of the company by name; archived and won ones say so."""
        twins = self._get_twins(domain)
        return {
            "twins": [
                {"id": twin.id, "name": twin.name, "fate": twin._get_fate()}
                for twin in twins[:MOST_NAMED]
            ],
            "twin_ids": twins.ids,
        }

    def _get_fate(self):
        if not self.active:
            return _("lost")
        return _("won") if self.stage_id.is_won else ""
