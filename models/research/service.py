import time
from contextlib import suppress

from odoo import api, models

from ...engine.errors import LLMError, NoProvider
from ...engine.research.research import allowance, research
from ..service.service import INTERACTIVE_SECONDS, Bill


class LlmService(models.AbstractModel):
    _inherit = "llm.service"

    @api.model
    def research_customer(self, lead):
        """What public sources say of the lead's company, each with quote and address.

        Found out now unless it is known already.

        :return: text, also where nothing was found or it failed; empty where research
            is switched off or the lead has no company with a domain.
        """
        lead = self._check_lead(lead)
        lead._check_sendable()
        company = lead._get_ai_company()
        settings = self.env["crm.lead"]._get_llm_config(company.id)
        if not (settings.enable_customer_research and lead._get_research_domain()):
            return ""
        records = self.env["llm.research"]
        facts = lead._to_facts()
        if records._prepare_asked(facts, settings):
            with suppress(LLMError):  # the record says why
                self._research_now(lead)
        return lead._get_research()._get_text()

    @api.model
    def _research_now(self, lead):
        """Research the lead's company and keep what came of it.

        :return: its record; empty where another worker is at it.
        :raises LLMError: nobody answered; the record says so too.
        """
        lead = lead.sudo()
        company = lead._get_ai_company()
        settings = lead._get_llm_config(company.id)
        [facts] = lead._to_facts()
        asked = self.env["llm.research"]._ask_about(facts, settings)
        with self._own_env() as own:
            claimed = own["llm.research"]._claim(company.id, asked.domain).id
        if not claimed:
            return self.env["llm.research"]
        try:
            findings = self._ask_for_research(asked, lead, company)
        except LLMError as error:
            self._keep_research("_keep_failure", claimed, error.code)
            raise
        except Exception:
            self._keep_research("_keep_failure", claimed, "internal_error")
            raise
        return self._keep_research("_keep_findings", claimed, findings)

    @api.model
    def _ask_for_research(self, asked, lead, company):
        providers = self.env["llm.provider"]._get_candidates(company)
        endpoints = [provider._to_endpoint() for provider in providers]
        if not endpoints:
            raise NoProvider()
        bill = Bill("research", company.id, lead.id)
        with self._on_the_bill(bill, allowance(asked, endpoints)):
            findings = research(
                asked,
                endpoints,
                deadline=time.monotonic() + INTERACTIVE_SECONDS,
                memory=providers._get_memory(),
                allowance=bill.allowance,
            )
            bill.attempts = findings.attempts
        return findings

    @api.model
    def _keep_research(self, step, research_id, value):
        """Through a cursor of its own: it was paid for, whatever the caller does."""
        with self._own_env() as own:
            record = own["llm.research"].sudo().browse(research_id).exists()
            getattr(record, step)(value)
        record = self.env["llm.research"].sudo().browse(research_id)
        record.invalidate_recordset()
        return record
