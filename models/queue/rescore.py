from odoo import models

from ...engine.research.findings import ANSWER
from .enrichment_values import Crew, Result, Task


class CrmLead(models.Model):
    """Scores follow what research finds out of a company, without a request."""

    _inherit = "crm.lead"

    def _store_group(self, results, retry_later, author):
        stored = super()._store_group(results, retry_later, author)
        scored = [
            result
            for done in results
            if done.findings and _has_answers(done.findings)
            for result in self._get_leads_of(done.task).exists()._score_by_answers()
        ]
        if scored:
            super()._store_group(scored, retry_later, author)
        return stored

    def _score_by_answers(self):
        """What the model answered last, scored by what is known now."""
        enriched = self.sudo().filtered("ai_fingerprint")
        for lead, facts in zip(enriched, enriched._to_facts(), strict=True):
            settings = self._get_llm_config(facts.company_id)
            outcome = lead._get_outcome()
            scored = lead._score_by_last_answer(outcome, facts, settings)
            if scored:
                task = Task(
                    facts=facts,
                    crew=Crew(settings, ()),
                    facts_date=lead.ai_facts_date,
                    user_id=lead.ai_enrichment_user_id.id or None,
                    reused=scored,
                )
                yield Result(task, enrichment=scored)


def _has_answers(findings):
    return any(fact.kind.startswith(ANSWER) for fact in findings.facts)
