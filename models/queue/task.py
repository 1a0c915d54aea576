import logging
from dataclasses import replace
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models

from ...engine.calling import pricing
from ...engine.errors import InternalError
from ...engine.research import research
from ...engine.scoring.enrich import rescore, size_of
from ...engine.vendors import VENDORS
from ..lead.score_facts import answer_from
from .enrichment_values import Crew, Task

_logger = logging.getLogger(__name__)


class CrmLead(models.Model):
    """Claimed leads -> tasks: all that the threads will need, in a few queries."""

    _inherit = "crm.lead"

    def _prepare_tasks(self, memory):
        """A :class:`Task` for each lead that can be read and may be sent, in order.

        :param memory: told what is known of the providers that may be asked.
        """
        return self._turn_away()._prepare_sendable(memory)

    def _prepare_sendable(self, memory):
        """The same of leads that were found to be sendable in this transaction."""
        facts_by_lead = self._read_facts()
        leads = self.browse(facts_by_lead).sudo()
        keys = {
            lead: (facts_by_lead[lead.id].company_id, lead.ai_enrichment_provider_id.id)
            for lead in leads
        }
        crews = {key: self._get_crew(*key, memory) for key in set(keys.values())}
        asked = self._prepare_research(facts_by_lead.values(), crews)
        tasks = [
            lead._prepare_task(facts_by_lead[lead.id], crews[key], asked.get(lead.id))
            for lead, key in keys.items()
        ]
        return [
            task
            for company_id in {company_id for company_id, _provider in crews}
            for task in self._hold_money(
                company_id, [t for t in tasks if t.facts.company_id == company_id]
            )
        ]

    @api.model
    def _find_claimed(self, lead_ids):
        """Those that are still in work: not cancelled, not deleted; a set of ids."""
        self.env.cr.execute(
            """SELECT id FROM crm_lead
               WHERE id = ANY(%s) AND ai_enrichment_status = 'processing'""",
            [lead_ids],
        )
        return {row[0] for row in self.env.cr.fetchall()}

    @api.model
    def _hold_money(self, company_id, tasks):
        """The tasks of a company with what each may cost, as far as its limit goes."""
        budget = self.env["llm.budget"]
        if not budget._get_limit(company_id):
            return tasks
        priced = [_with_allowance(task) for task in tasks]
        spending, granted = self._patiently(
            budget._hold, company_id, [task.held for task in priced]
        )
        return [
            replace(task, hold_id=spending.id)
            if position < granted
            else replace(task, is_refused=not task.reused, research=None)
            for position, task in enumerate(priced)
        ]

    @api.model
    def _prepare_research(self, facts, crews):
        """``{lead id: what to find out of its company}``, where that is wanted."""
        records, asked = self.env["llm.research"], {}
        by_company = {key[0]: crew.settings for key, crew in crews.items()}
        for company_id, settings in by_company.items():
            own = [lead for lead in facts if lead.company_id == company_id]
            asked.update(records._prepare_asked(own, settings))
        return asked

    def _prepare_task(self, facts, crew, asked):
        outcome = self._get_outcome()
        reused = self._reuse_answer(outcome, facts, crew)
        return Task(
            facts=facts,
            crew=crew,
            facts_date=self.ai_facts_date,
            user_id=self.ai_enrichment_user_id.id or None,
            reused=reused,
            research=asked,
            read_at=fields.Datetime.now(),
        )

    def _reuse_answer(self, outcome, facts, crew):
        """The score by the vendor's last answer, None where that doesn't hold now."""
        if self.ai_enrichment_insists or not self._is_recent(outcome, crew):
            return None
        return self._score_by_last_answer(outcome, facts, crew.settings)

    def _score_by_last_answer(self, outcome, facts, settings):
        """What it gives for these facts; None if it was an answer to other words."""
        answer = outcome.get("answer")
        scored = rescore(facts, settings, answer and answer_from(answer))
        return scored if scored.fingerprint == self.ai_fingerprint else None

    @api.model
    def _is_recent(self, outcome, crew):
        """It came lately from a model that would be asked again."""
        days = crew.settings.reuse_days
        oldest = fields.Datetime.now() - timedelta(days=days)
        answered_at = fields.Datetime.to_datetime(outcome.get("answered_at") or False)
        models_ = {VENDORS[e.vendor].model_name(e) for e in crew.endpoints}
        return (
            answered_at
            and answered_at > oldest
            and outcome.get("asked_model") in models_
        )

    @api.model
    def _get_crew(self, company_id, wanted_id, memory):
        """Settings, and who can be asked, for the leads of a company.

        :param wanted_id: of the provider that is asked first, if it may be; or False.
        """
        company = self.env["res.company"].browse(company_id)
        providers = self.env["llm.provider"]._get_candidates(company)
        providers = providers.sorted(lambda provider: provider.id != wanted_id)
        endpoints = tuple(provider._to_endpoint() for provider in providers)
        providers._inform(memory)
        return Crew(self._get_llm_config(company_id), endpoints)

    def _read_facts(self):
        """``{lead id: LeadFacts}``; a lead that can't be read fails alone."""
        try:
            with self._undone_if_broken():
                return {facts.lead_id: facts for facts in self._to_facts()}
        except OperationalError:
            raise
        except Exception:
            if len(self) <= 1:
                _logger.exception("lead %s can't be read for enrichment", self.ids)
                self._move("failed", ai_failure_type=InternalError.code)
                self._commit()
                return {}
        found = {}
        for lead in self:
            found.update(lead._read_facts())
        return found


def _with_allowance(task):
    """What it may cost; a score that is known already costs nothing."""
    endpoints, asked = task.crew.endpoints, task.research
    size = size_of(task.facts)
    return replace(
        task,
        allowance=None if task.reused else pricing.allowance(size, endpoints),
        research_allowance=research.allowance(asked, endpoints) if asked else 0.0,
    )
