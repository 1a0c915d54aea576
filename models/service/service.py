import time
from contextlib import contextmanager
from dataclasses import dataclass

from odoo import _, api, models, tools
from odoo.exceptions import AccessError, UserError

from ...engine.calling import client, pricing
from ...engine.errors import LLMError, NoProvider
from ...engine.scoring import score
from ...engine.scoring.enrich import enrich, size_of
from ...engine.scoring.subscores import clarity, completeness, engagement
from ...engine.scoring.subscores.quoted import denied, lacking
from ..provider.provider import prompt_from

# A web worker must never wait longer for one click.
INTERACTIVE_SECONDS = 40


@dataclass
class Bill:
    """One call and what it took.

    :param allowance: US dollars held by ``hold_id``; None where there is no limit.
    """

    purpose: str
    company_id: int
    lead_id: int | bool = False
    allowance: float | None = None
    hold_id: int | None = None
    attempts: tuple = ()


class LlmService(models.AbstractModel):
    """The façade for other addons; the work is done by the engine.

    Methods that send requests are for people who sell: they check it at the door.
    """

    _name = "llm.service"
    _description = "LLM Service"

    def _check_group(self, group):
        if not self.env.su and not self.env.user.has_group(group):
            raise AccessError(_("You are not allowed to use the AI providers."))

    def _check_lead(self, lead):
        """The caller may read ``lead`` and sells; returns it for our own formulas."""
        self._check_group("sales_team.group_sale_salesman")
        lead.ensure_one()
        lead.check_access_rights("read")
        lead.check_access_rule("read")
        return lead.sudo()

    @api.model
    def call_llm(self, messages, provider=None, system_prompt=None):
        """Ask one provider (the default one if none is given).

        :param messages: dicts of ``role`` and ``content``; never changed.
        :return: dict of ``success``, ``content``, ``error`` and, where the vendor
            asked us to wait, ``retry_after`` in seconds.
        :raises AccessError: the caller may not use the provider.
        """
        self._check_group("sales_team.group_sale_manager")
        provider = provider or self.env["llm.provider"].get_default_provider()
        provider = provider.with_env(self.env)
        provider.check_access_rights("read")
        provider.check_access_rule("read")
        return self._as_dict(prompt_from(messages, system_prompt), provider)

    @api.model
    def call_llm_with_failover(self, messages, system_prompt=None):
        """Like :meth:`call_llm`, through all providers of the company in turn."""
        self._check_group("sales_team.group_sale_manager")
        providers = self.env["llm.provider"]._get_candidates(self.env.company)
        return self._as_dict(prompt_from(messages, system_prompt), providers)

    def _as_dict(self, prompt, providers):
        try:
            reply = self._complete(
                prompt, providers, seconds=INTERACTIVE_SECONDS, purpose="call"
            )
        except LLMError as error:
            result = {
                "success": False,
                "content": "",
                "error": self.env["llm.failure"]._explain(error),
            }
            if error.retry_after is not None:
                result["retry_after"] = error.retry_after
            return result
        return {"success": True, "content": reply.completion.text, "error": False}

    @api.model
    def _complete(
        self, prompt, providers, *, seconds, purpose, lead_id=False, memory=None
    ):
        """Ask ``providers`` in turn and log every request sent.

        :param memory: what is known of the providers, if not all that is.
        :raises LLMError: nobody answered within ``seconds``.
        """
        endpoints = [p._to_endpoint() for p in providers]
        if not endpoints:
            raise NoProvider()
        size = sum(len(turn.content.encode()) for turn in prompt.messages)
        size += len(prompt.system.encode())
        bill = Bill(purpose, self.env.company.id, lead_id)
        with self._on_the_bill(bill, pricing.allowance(size, endpoints)):
            reply = client.complete(
                prompt,
                endpoints,
                deadline=time.monotonic() + seconds,
                memory=memory or providers._get_memory(),
                allowance=bill.allowance,
            )
            bill.attempts = reply.attempts
        return reply

    @contextmanager
    def _on_the_bill(self, bill, allowance):
        """Hold ``allowance`` dollars, and record what is sent inside, committed.

        Through cursors of its own: it was paid for even if the caller rolls back.

        :raises OverBudget: the company's monthly limit leaves no room for it.
        """
        if self.env["llm.budget"]._get_limit(bill.company_id):
            with self._own_env() as own:
                budget = own["llm.budget"]
                bill.hold_id = budget._hold_one(bill.company_id, allowance).id
            bill.allowance = allowance
        try:
            yield
        except LLMError as error:
            bill.attempts = error.attempts
            raise
        finally:
            with self._own_env() as own:
                own["llm.service"]._record(bill)
            self.env["llm.request"].invalidate_model()

    @contextmanager
    def _own_env(self):
        with self.env["crm.lead"]._get_own_cursor() as cr:
            yield self.env(cr=cr)

    @api.model
    def _record(self, bill):
        """What a bill's requests leave behind: rows, cooldowns, money spent."""
        lead = self.env["crm.lead"].browse(bill.lead_id or []).exists()
        self.env["llm.request"]._log(
            bill.attempts,
            purpose=bill.purpose,
            lead_id=lead.id,
            company_id=bill.company_id,
        )
        self.env["llm.provider"]._cool_down(bill.attempts, skip_locked=True)
        if bill.hold_id:
            spent = pricing.settled(bill.attempts, bill.allowance)
            spending = self.env["llm.spending"].browse(bill.hold_id)
            spending._settle(bill.allowance, spent)

    @api.model
    @tools.ormcache("company_id")
    def _get_scoring_weights(self, company_id):
        """The weights of the parts of a score as fractions of 1."""
        settings = self.env["crm.lead"]._get_llm_config(company_id)
        return tools.frozendict(score.weights_of(settings))

    @api.model
    def analyze_lead_completeness(self, lead):
        """How much is on file. Labels of fields are in the user's language."""
        lead = self._check_lead(lead)
        [facts] = lead._to_facts()
        part = completeness.score(facts)
        missing = completeness.missing(part)
        words = self.env["llm.reason"]._get_words()
        return {
            "score": part.score,
            "analysis": words.analysis(part),
            "missing_fields": [words[f] for f in missing],
            "critical_missing": [
                words[f] for f in missing if f in completeness.CRITICAL
            ],
            "optional_missing": [
                words[f] for f in missing if f not in completeness.CRITICAL
            ],
        }

    @api.model
    def analyze_requirement_clarity(self, lead):
        """How clearly the lead says what it wants; one request if it says anything.

        :raises UserError: no provider gave an answer that could be checked.
        """
        enrichment = self._judge(lead)
        part = _part(enrichment, clarity)
        words = self.env["llm.reason"]._get_words()
        labels = words.labels(reason.code for reason in part.reasons)
        against = [f"{labels[r.code]}: “{r.quote}”" for r in denied(part)]
        return {
            "score": part.score,
            "analysis": words.analysis(part),
            "key_points": [r.quote for r in part.reasons if r.quote and r.points],
            "missing_info": [labels[r.code] for r in lacking(part)] + against,
        }

    @api.model
    def analyze_activity_engagement(self, lead):
        """How alive the conversation is; automatic messages are not counted."""
        lead = self._check_lead(lead)
        [facts] = lead._to_facts()
        part = engagement.score(facts)
        words = self.env["llm.reason"]._get_words()
        return {
            "score": part.score,
            "analysis": words.analysis(part),
            "activity_count": facts.planned_activities + facts.done_activities,
            "message_count": len(facts.contacts),
        }

    @api.model
    def calculate_ai_probability_score(self, lead):
        """All sub-scores and the total, without storing anything on the lead.

        :raises UserError: no provider gave an answer that could be checked.
        """
        enrichment = self._judge(lead)
        words = self.env["llm.reason"]._get_words()
        result = {"calculated_score": enrichment.total}
        for part in enrichment.subscores:
            result[f"{part.name}_score"] = part.score
            result[f"{part.name}_analysis"] = words.analysis(part)
        result["llm_analysis"] = enrichment.answer.summary if enrichment.answer else ""
        return result

    def _judge(self, lead):
        lead = self._check_lead(lead)
        lead._check_sendable()
        [facts] = lead._to_facts()
        company = lead.company_id or self.env.company
        providers = self.env["llm.provider"]._get_candidates(company)
        endpoints = [provider._to_endpoint() for provider in providers]
        bill = Bill("enrichment", company.id, lead.id)
        allowance = pricing.allowance(size_of(facts), endpoints)
        try:
            with self._on_the_bill(bill, allowance):
                enrichment = enrich(
                    facts,
                    self.env["crm.lead"]._get_llm_config(company.id),
                    endpoints,
                    deadline=time.monotonic() + INTERACTIVE_SECONDS,
                    memory=providers._get_memory(),
                    allowance=bill.allowance,
                )
                bill.attempts = enrichment.attempts
        except LLMError as error:
            raise UserError(self.env["llm.failure"]._explain(error)) from None
        return enrichment


def _part(enrichment, aspect):
    return next(s for s in enrichment.subscores if s.name == aspect.NAME)
