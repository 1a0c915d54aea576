import json
import logging
import random
from collections import defaultdict
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models

from ...engine.errors import (
    AllCoolingDown,
    InternalError,
    KeyRefused,
    ModelNotFound,
    NoCredit,
    OverBudget,
)
from ...engine.scoring.enrich import formula_subscores
from ..lead.reason import PARTS

_logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
# A retryable failure comes back after about 1, 4, 16 and 60 minutes.
RETRY_SECONDS, RETRY_FACTOR, MAX_RETRY_SECONDS = 60, 4, 3600
# A manager has to mend the account: no lead can be the cause, so none loses a turn.
OF_THE_ACCOUNT = (KeyRefused, ModelNotFound, NoCredit)
# Nobody could be asked: back as soon as somebody can.
LEAST_WAIT_SECONDS = 5

STATE_FIELDS = (
    "ai_enrichment_attempts",
    "ai_enrichment_user_id",
    "ai_last_enrichment_date",
    "ai_facts_date",
    "ai_probability_score",
)
# Nothing is left of the wait for an answer, nor of earlier failures.
COMPLETED = {
    "ai_enrichment_status": "completed",
    "ai_enrichment_lease": None,
    "ai_enrichment_insists": False,
    "ai_failure_type": None,
    "ai_failure_provider": None,
}


class CrmLead(models.Model):
    """What enrichments leave on their leads, whichever way they ended.

    Stored in groups, in a handful of queries for each; a lead that breaks its group is
    stored, or fails, alone.
    """

    _inherit = "crm.lead"

    @api.model
    def _store_results(self, results, retry_later, author=None):
        """Store and commit; nothing that was paid for is lost on the way.

        :param results: :class:`.enrichment_values.Result` of claimed leads.
        :param retry_later: a passing trouble puts leads back into the queue.
        :param author: of the notes, as :meth:`_get_note_author` gives it.
        """
        author = author or self._get_note_author()
        try:
            self._insist(self.sudo()._store_group, results, retry_later, author)
        except Exception as error:
            if len(results) > 1:
                for result in results:
                    self._store_results([result], retry_later, author)
            elif isinstance(error, OperationalError):
                # Its lease will end, and it is asked about again: paid twice.
                _logger.exception("lead %s: never stored", results[0].task.lead_id)
            else:
                self._store_broken(results[0], author)
        else:
            self._tell_troubles(results)

    @api.model
    def _tell_troubles(self, results):
        """What is stored stays, also where telling of a provider's trouble breaks."""
        attempts = [a for result in results for a in result.attempts if a.cooldown]
        if not attempts:
            return
        try:
            self._insist(self.env["llm.provider"]._tell_troubles, attempts)
        except Exception:
            _logger.exception("managers were not told of a provider's trouble")

    def _store_broken(self, result, author):
        """A result that can't be stored: its bill is, and the lead says so."""
        _logger.exception("lead %s: storing broke", result.task.lead_id)
        error = InternalError()
        error.attempts = result.attempts
        broken = type(result)(result.task, error=error, purpose=result.purpose)
        self._insist(self.sudo()._store_group, [broken], False, author)

    def _store_group(self, results, retry_later, author):
        states = self._lock_states([result.task.lead_id for result in results])
        self._store_bill(results, states)
        words = self.env["llm.reason"]._get_words()
        written, notes = {}, {}
        for result in results:
            state = states.get(result.task.lead_id)
            if not state:
                continue  # deleted meanwhile; what was paid is on the bill
            values, note = self._prepare_result(result, state, retry_later, words)
            written[result.task.lead_id] = values
            if note:
                notes[result.task.lead_id] = note
        self._write_rows({i: values for i, values in written.items() if values})
        self._write_notes(notes, author)
        self._notify_askers(states, written)

    @api.model
    def _lock_states(self, lead_ids):
        """``{id: what the lead says now}``, locked until all is stored."""
        self.flush_model(STATE_FIELDS)
        self.env.cr.execute(
            f"""SELECT id, {", ".join(self._get_state_columns())} FROM crm_lead
                WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE""",  # noqa: S608 (names of this file)
            [lead_ids],
            log_exceptions=False,
        )
        return {row["id"]: row for row in self.env.cr.dictfetchall()}

    @api.model
    def _get_state_columns(self):
        """Hook: what is read of each lead, as SQL."""
        return list(STATE_FIELDS)

    def _store_bill(self, results, states):
        """The requests sent, and what they tell of their providers."""
        self.env["llm.request"]._log_results(results, states)
        attempts = [attempt for result in results for attempt in result.attempts]
        self.env["llm.provider"]._cool_down(attempts)
        self._settle((result.task.hold_id, *result.settled) for result in results)

    @api.model
    def _settle(self, holds):
        """Give back what was held of the monthly limit and not spent.

        :param holds: of ``(llm.spending id or None, held, spent)``.
        """
        totals = defaultdict(lambda: [0, 0])
        for hold_id, held, spent in holds:
            if hold_id:
                totals[hold_id][0] += held
                totals[hold_id][1] += spent
        for hold_id, (held, spent) in totals.items():
            self.env["llm.spending"].browse(hold_id)._settle(held, spent)

    def _prepare_result(self, result, state, retry_later, words):
        """Column values, and the body of a note or nothing."""
        if result.purpose == "research":
            return self._keep_research(result), None
        if result.error:
            return self._prepare_failure(result, state, retry_later), None
        return self._prepare_success(result, state, words)

    def _prepare_previous(self, task, enrichment, state):
        """The score before this one, for the trend; None for the first."""
        before, date = state["ai_probability_score"], state["ai_last_enrichment_date"]
        if before is None or not date:
            return None
        if before == enrichment.total:
            return self.browse(task.lead_id)._get_outcome().get("previous")
        return {"score": before, "date": fields.Datetime.to_string(date)}

    def _prepare_success(self, result, state, words):
        task, enrichment = result.task, result.enrichment
        outcome = self._prepare_outcome(task, enrichment, words)
        outcome["previous"] = self._prepare_previous(task, enrichment, state)
        is_news = not task.reused or enrichment.total != state["ai_probability_score"]
        values = {
            **self._prepare_findings(enrichment, outcome),
            "ai_is_stale": state["ai_facts_date"] != (task.facts_date or None),
            **COMPLETED,
        }
        _logger.info(
            "lead %s enriched: score %s, grade %s, %s requests",
            task.lead_id,
            enrichment.total,
            enrichment.grade,
            len(enrichment.attempts),
        )
        return values, self._prepare_note(outcome, words) if is_news else None

    def _prepare_findings(self, enrichment, outcome):
        return {
            **self._prepare_scores(enrichment.subscores),
            "ai_probability_score": enrichment.total,
            "ai_grade": enrichment.grade.lower(),
            "ai_message_kind": outcome["kind"],
            "ai_enrichment_data": json.dumps(outcome, ensure_ascii=False),
            "ai_last_enrichment_date": fields.Datetime.now(),
            "ai_analysis_summary": outcome["analysis"]["llm_final"],
            "ai_next_step": outcome["next_step"],
            "ai_is_suspicious": bool(enrichment.suspicious),
            "ai_fingerprint": enrichment.fingerprint,
        }

    def _keep_research(self, result):
        """For all leads of the company; on this one beside what was stored before."""
        task = result.task
        records = self.env["llm.research"]
        research = records._find(task.facts.company_id, task.research.domain)
        if result.error:
            research._keep_failure(result.error.code)
        else:
            research._keep_findings(result.findings)
        lead = self.browse(task.lead_id)
        outcome = {**lead._get_outcome(), "research": research._get_text()}
        return {"ai_enrichment_data": json.dumps(outcome, ensure_ascii=False)}

    @api.model
    def _prepare_scores(self, subscores):
        """No number for what was not judged, or is not looked for any more."""
        judged = {part.name: part.score for part in subscores if part.judged}
        return {f"ai_{name}_score": judged.get(name) for name in PARTS}

    def _prepare_failure(self, result, state, retry_later):
        """``retry_later``: what is the provider's fault puts the lead back."""
        task, error = result.task, result.error
        values = {
            "ai_failure_type": error.code,
            "ai_failure_provider": self._get_provider_name(error.provider_id),
            "ai_enrichment_lease": None,
        }
        if not state["ai_last_enrichment_date"]:
            # Shown as long as there is no whole score that they would not fit to.
            values.update(self._prepare_scores(formula_subscores(task.facts)))
        tries = (state["ai_enrichment_attempts"] or 0) + 1
        tries_left = tries < MAX_ATTEMPTS or isinstance(error, OF_THE_ACCOUNT)
        may_pass = error.retryable or error.pauses_provider
        if retry_later and may_pass and tries_left:
            return {**values, **_prepare_retry(task.lead_id, state, error)}
        _logger.info("lead %s failed: %s", task.lead_id, error.code)
        return {**values, "ai_enrichment_status": "failed"}

    def _get_provider_name(self, provider_id):
        return self.env["llm.provider"].browse(provider_id).exists()[:1].name or None

    def _notify_askers(self, states, lead_ids):
        """Tell the web clients of the people who asked that there is news."""
        askers = {i: states[i]["ai_enrichment_user_id"] for i in lead_ids}
        users = self.env["res.users"].browse({u for u in askers.values() if u})
        partners = {user.id: user.partner_id for user in users.exists()}
        self.env["bus.bus"]._sendmany(
            [
                [partners[user_id], "llm_lead_scoring/updated", {"lead_id": lead_id}]
                for lead_id, user_id in askers.items()
                if user_id in partners
            ]
        )


def _prepare_retry(lead_id, state, error):
    """Back to the queue; no turn is lost while nobody may be asked."""
    attempts = state["ai_enrichment_attempts"] or 0
    if isinstance(error, AllCoolingDown | OverBudget):
        delay = max(error.retry_after or 0, LEAST_WAIT_SECONDS)
        delay *= random.uniform(1, 1.5)  # noqa: S311 (not all in the same moment)
    else:
        delay = _retry_seconds(attempts, error.retry_after)
        attempts += not isinstance(error, OF_THE_ACCOUNT)
    _logger.info("lead %s tried again in %d s: %s", lead_id, delay, error.code)
    return {
        "ai_enrichment_status": "pending",
        "ai_enrichment_attempts": attempts,
        "ai_enrichment_next_attempt": fields.Datetime.now() + timedelta(seconds=delay),
    }


def _retry_seconds(attempts, retry_after):
    """Growing and spread out, so that a vendor's return is no stampede."""
    delay = min(RETRY_SECONDS * RETRY_FACTOR**attempts, MAX_RETRY_SECONDS)
    return max(delay * random.uniform(0.5, 1), retry_after or 0)  # noqa: S311 (spreads load)
