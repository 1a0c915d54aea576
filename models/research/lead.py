from dataclasses import replace

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...engine.errors import LLMError
from ...engine.research.domain import company_domain
from ..toast import toast

MOST_TWINS = 10


class CrmLead(models.Model):
    """The profile of a lead's company, which all leads of its domain share."""

    _inherit = "crm.lead"

    ai_research = fields.Html(
        string="Company Profile",
        groups="base.group_user",
        compute="_compute_ai_research",
        help="From public sources, each fact with its source.",
    )
    ai_research_fills = fields.Char(
        string="Fields That Research Can Fill",
        groups="base.group_user",
        compute="_compute_ai_research",
    )

    @api.depends("email_from", "website", "company_id")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_ai_research(self):
        # Stored facts are read past the ORM's rules, which would ask.
        self.check_field_access_rights("read", ["ai_research"])
        for lead in self:
            research = lead._get_research()
            lead.ai_research = lead._render_research(research)
            lead.ai_research_fills = lead._get_fill_labels(research)

    def _get_research_domain(self):
        """The domain of the lead's company; empty where it is a private person's."""
        shared = self.env["llm.research"]._get_shared_domains()
        lead = self.sudo()
        return company_domain(lead.email_from or "", lead.website or "", shared)

    def _get_research(self):
        """What is known of the lead's company; empty while research is off."""
        company = self._get_ai_company()
        records = self.env["llm.research"]
        if not self._get_llm_config(company.id).enable_customer_research:
            return records
        domain = self._get_research_domain()
        return records._find(company.id, domain) if domain else records

    def _render_research(self, research):
        """The profile, False where there is nothing to show or to say."""
        company = self._get_ai_company()
        settings = self._get_llm_config(company.id)
        if not settings.enable_customer_research:
            return False
        domain = self._get_research_domain()
        return self.env["ir.qweb"]._render(
            "llm_lead_scoring.lead_research",
            {
                "domain": domain,
                "research": research,
                "is_old": research._is_old(settings.research_days),
                "day": research.date and format_date(self.env, research.date),
                "twins": self._get_twins(domain),
                **self._prepare_numbered(research),
            },
        )

    @api.model
    def _prepare_numbered(self, research):
        """Lines of the profile, and the sources by the numbers that they have there."""
        lines = research._get_lines()
        details = research._get_details()
        urls = dict.fromkeys(line["source"] for line in lines)
        numbers = {url: number for number, url in enumerate(urls, 1)}
        return {
            "lines": [{**line, "number": numbers[line["source"]]} for line in lines],
            "sources": [(n, url) for url, n in numbers.items() if is_page(url)],
            "unread": [
                (url, title or url)
                for url, title in details.get("unread") or []
                if is_page(url)
            ],
        }

    def _get_twins(self, domain):
        """Other leads of the company that the user may see, by their mail's domain."""
        if not domain or not isinstance(self.id, int):
            return self.browse()
        own = self.email_domain_criterion or f"@{domain}"
        return self.with_context(active_test=False).search(
            [
                ("id", "!=", self.id),
                ("email_domain_criterion", "in", [f"@{domain}", own]),
                ("company_id", "in", [False, self._get_ai_company().id]),
            ],
            limit=MOST_TWINS,
        )

    def action_research_company(self):
        """Research the company now, whatever is known of it already."""
        self.ensure_one()
        self._check_may_change()
        self._check_sendable()
        company = self._get_ai_company()
        if not self._get_llm_config(company.id).enable_customer_research:
            raise UserError(_("Customer research is switched off."))
        if not self._get_research_domain():
            return toast("warning", _("This lead names no company with a domain."))
        try:
            research = self.env["llm.service"]._research_now(self)
        except LLMError as error:
            return toast("danger", self.env["llm.failure"]._explain(error), sticky=True)
        if not research:
            return toast("warning", _("This company is being researched just now."))
        return toast("success", _("%s facts with their sources.", research.fact_count))

    def _to_facts(self, asker=None):
        """With what the companies' own pages say of the criteria, where that counts."""
        facts = super()._to_facts(asker)
        companies = set(filter(self._is_researched, {f.company_id for f in facts}))
        wanted = [f for f in facts if f.company_id in companies]
        if not wanted:
            return facts
        answers = self.env["llm.research"]._get_answers_for(wanted)
        return [
            replace(f, researched=answers[f.lead_id]) if f.lead_id in answers else f
            for f in facts
        ]

    @api.model
    def _is_researched(self, company_id):
        """Research is on, and criteria of the company may be answered from it."""
        criteria = self.env["llm.criterion"]
        return self._get_llm_config(
            company_id
        ).enable_customer_research and criteria._get_research_questions(company_id)

    def _prepare_origin(self, task, enrichment):
        """What is known of the company by now stands beside every answer."""
        origin = super()._prepare_origin(task, enrichment)
        if not task.crew.settings.enable_customer_research:
            return {**origin, "research": ""}
        research = self.browse(task.lead_id)._get_research()
        return {**origin, "research": research._get_text()}

    def _export_research(self):
        """The stored facts of the lead's company, [] where there are none."""
        domain, company = self._get_research_domain(), self._get_ai_company()
        return self.env["llm.research"]._find(company.id, domain)._get_facts()

    def _erase_ai_data(self):
        """A profile may name people: it goes along."""
        for lead in self:
            domain = lead._get_research_domain()
            company = lead._get_ai_company()
            self.env["llm.research"]._find(company.id, domain).unlink()
        return super()._erase_ai_data()


def is_page(url):
    """An address that a browser opens; a vendor's search may name others."""
    return isinstance(url, str) and url.startswith(("http://", "https://"))
