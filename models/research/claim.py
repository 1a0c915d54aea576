from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.iap.tools.iap_tools import _MAIL_DOMAIN_BLACKLIST

from ...engine.research.domain import company_domain, registrable
from ...engine.research.findings import Asked
from .local_sites import local_sites

# No research takes longer; one whose worker died is free again after this.
LEASE_SECONDS = 300
# A failure is tried again after this, or earlier where results hold for less.
RETRY_DAYS = 1


class LlmResearch(models.Model):
    """Which companies are to be researched, and by whom: never by two at once."""

    _inherit = "llm.research"

    @api.model
    def _prepare_asked(self, facts, settings):
        """``{lead id: Asked}`` of the leads whose company nothing fresh is known of.

        :param facts: :class:`LeadFacts` of leads that share these settings.
        """
        if not settings.enable_customer_research:
            return {}
        shared = self._get_shared_domains()
        asked = {
            (lead.lead_id, lead.company_id): found
            for lead in facts
            if (found := self._ask_about(lead, settings, shared))
        }
        fresh = self._get_fresh({found.domain for found in asked.values()}, settings)
        return {
            lead_id: found
            for (lead_id, company_id), found in asked.items()
            if (company_id, found.domain) not in fresh
        }

    @api.model
    def _ask_about(self, facts, settings, shared=None):
        """What to find out for a lead; None where it has no company of its own.

        The company is told by its domain alone: nothing that the lead wrote goes along.
        """
        if shared is None:
            shared = self._get_shared_domains()
        domain = company_domain(facts.email_from, facts.website, shared)
        if not domain:
            return None
        return Asked(
            domain=domain,
            name="" if settings.mask_names else facts.partner_name,
            language=facts.language,
            searches=settings.research_search,
            questions=self._get_questions(facts.company_id),
            local_sites=local_sites(),
        )

    @api.model
    def _get_answers_for(self, facts):
        """``{lead id: {criterion's key: PageQuote}}``; one query for all."""
        shared = self._get_shared_domains()
        domains = {
            (lead.lead_id, lead.company_id): company_domain(
                lead.email_from, lead.website, shared
            )
            for lead in facts
        }
        records = self.sudo().search([("domain", "in", list(set(domains.values())))])
        known = {
            (record.company_id.id, record.domain): record._get_answers()
            for record in records
        }
        return {
            lead_id: known[company_id, domain]
            for (lead_id, company_id), domain in domains.items()
            if (company_id, domain) in known
        }

    @api.model
    def _get_questions(self, company_id):
        """``{key: question}`` of the company's own that its pages may answer."""
        return dict(self.env["llm.criterion"]._get_research_questions(company_id))

    @api.model
    def _get_shared_domains(self):
        """Domains that tell nothing of a lead: mail providers', and our own."""
        companies = self.env["res.company"].sudo().search([("email", "!=", False)])
        hosts = {email.rpartition("@")[2] for email in companies.mapped("email")}
        return _MAIL_DOMAIN_BLACKLIST | {registrable(host) for host in hosts}

    @api.model
    def _get_fresh(self, domains, settings):
        """``{(company id, domain)}`` of those that need not be researched now."""
        now = fields.Datetime.now()
        held = now - timedelta(days=settings.research_days)
        failed = now - timedelta(days=min(settings.research_days, RETRY_DAYS))
        records = self.sudo().search_fetch(
            [
                ("domain", "in", list(domains)),
                "|",
                ("lease", ">=", now),
                "|",
                "&",
                ("error", "=", False),
                ("date", ">", held),
                "&",
                ("error", "!=", False),
                ("tried_on", ">", failed),
            ],
            ["company_id", "domain"],
        )
        return {(record.company_id.id, record.domain) for record in records}

    @api.model
    def _claim(self, company_id, domain, since=None):
        """The domain's record if nobody is at it, empty otherwise.

        :param since: when it was found that the domain is to be researched: whoever did
            it later has done so for this lead too. None: in any case.

        In one statement: of two workers that ask at the same moment one is refused, or
        meets a conflict and asks again.
        """
        self.flush_model(["company_id", "domain", "lease", "state", "tried_on"])
        now = fields.Datetime.now()
        self.env.cr.execute(
            """INSERT INTO llm_research (company_id, domain, state, lease,
                   create_uid, create_date, write_uid, write_date)
               VALUES (%(company)s, %(domain)s, 'running', %(lease)s,
                   %(user)s, %(now)s, %(user)s, %(now)s)
               ON CONFLICT (company_id, domain) DO UPDATE
               SET lease = excluded.lease,
                   state = CASE WHEN llm_research.facts IS NULL
                                THEN 'running' ELSE llm_research.state END
               WHERE (llm_research.lease IS NULL OR llm_research.lease < %(now)s)
                 AND (%(since)s IS NULL OR llm_research.tried_on IS NULL
                      OR llm_research.tried_on < %(since)s)
               RETURNING id""",
            {
                "company": company_id,
                "domain": domain,
                "lease": now + timedelta(seconds=LEASE_SECONDS),
                "user": self.env.uid,
                "now": now,
                "since": since,
            },
            log_exceptions=False,
        )
        claimed = self.sudo().browse(row[0] for row in self.env.cr.fetchall())
        claimed.invalidate_recordset()
        return claimed

    def _renew_lease(self):
        """What is being researched stays ours: its process is alive."""
        self.env.cr.execute(
            "UPDATE llm_research SET lease = %s WHERE id = ANY(%s)",
            [fields.Datetime.now() + timedelta(seconds=LEASE_SECONDS), self.ids],
        )
        self.invalidate_recordset(["lease"])
