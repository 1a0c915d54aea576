import logging
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.tools import config

from ..engine import client
from ..engine.enrich import enrich
from ..engine.errors import AllCoolingDown, InternalError, LLMError, NoProvider
from ..engine.values import Endpoint, Settings
from .crm_lead import QUEUE_FIELDS, TRANSITIONS
from .llm_service import INTERACTIVE_SECONDS

_logger = logging.getLogger(__name__)

# Few enough that a killed worker leaves little behind, many enough that reading the
# facts in one go pays.
BATCH_SIZE = 20
# How often a result is stored anew when another transaction was in the way.
STORE_TRIES = 5
# An idle cron worker sleeps up to this long on the clock of its time limit.
CRON_SLEEP_SECONDS, CRON_MARGIN_SECONDS = 70, 10
LONGEST_PASS_SECONDS = 600
# A slow local model may take this long for a lead, if the pass has the time.
UNATTENDED_SECONDS = 150

# Waiting leads for which somebody can be asked, now or later. Won, lost and archived
# ones count only where a person asked. Parameters: company, requested only.
_QUEUE = """
    FROM crm_lead lead
    LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
    CROSS JOIN LATERAL (
        SELECT MIN(COALESCE(cooldown_until, '-infinity')) AS ready FROM llm_provider
        WHERE active
          AND (company_id IS NULL OR company_id = COALESCE(lead.company_id, %s))
    ) provider
    WHERE lead.ai_enrichment_status = 'pending' AND provider.ready IS NOT NULL
      AND (lead.ai_enrichment_user_id IS NOT NULL
           OR (NOT %s AND lead.active AND stage.is_won IS NOT TRUE))
"""
_ORDER = "ORDER BY lead.ai_enrichment_next_attempt NULLS FIRST, lead.id"


@dataclass(frozen=True)
class Pace:
    """How a batch is run; by default while a person waits, who sees what went wrong.

    :param seconds: the most that one lead may take.
    :param latest_start: ``time.monotonic()`` after which no lead is begun.
    :param retry_later: a passing trouble puts leads back into the queue.
    """

    seconds: float
    latest_start: float = float("inf")
    retry_later: bool = False


@dataclass(frozen=True)
class Crew:
    """Who works for a company's leads in one batch, and by which settings.

    :param rest_seconds: until the first provider may be asked again; None without any.
    """

    settings: Settings
    endpoints: tuple[Endpoint, ...]
    rest_seconds: float | None


class CrmLead(models.Model):
    """The queue: claim, run, store, release.

    The only place that commits. No transaction is open while a vendor is waited for.
    """

    _inherit = "crm.lead"

    @api.model
    def _cron_enrich_leads(self):
        """Enrich what waits, if automatic enrichment is on."""
        if self._get_llm_config(self.env.company.id).auto_enrich_enabled:
            self._drain("ir_cron_enrich_leads")

    @api.model
    def _cron_enrich_requested_leads(self):
        """Enrich only what people asked for, also if automatic enrichment is off."""
        self._drain("ir_cron_enrich_requested_leads", requested_only=True)

    @api.model
    def _drain(self, job_name, requested_only=False):
        """Work through the queue until it is empty or the time of a pass is over."""
        pace = _unattended_pace()
        self._patiently(self._release_expired)
        while time.monotonic() < pace.latest_start:
            leads = self._patiently(
                self._claim_pending, BATCH_SIZE, requested_only, pace.seconds
            )
            if not leads or not leads._run_claimed(pace):
                break
        self._schedule_next_pass(job_name, requested_only)

    @api.model
    def _schedule_next_pass(self, job_name, requested_only):
        """Wake the job again for what waits now, or when the next one is due."""
        self._flush_queue()
        self.env.cr.execute(
            f"""SELECT GREATEST(%s, lead.ai_enrichment_next_attempt, provider.ready)
                {_QUEUE} {_ORDER} LIMIT 1""",
            [fields.Datetime.now(), self.env.company.id, requested_only],
        )
        found = self.env.cr.fetchone()
        job = self.env.ref(f"llm_lead_scoring.{job_name}", raise_if_not_found=False)
        if found and job:
            job.sudo()._trigger(found[0].replace(microsecond=0))

    @api.model
    def _patiently(self, step, *args):
        """Take a step of the queue again when another worker was in its way."""
        for _try in range(STORE_TRIES - 1):
            try:
                return step(*args)
            except OperationalError:
                self._rollback()
        return step(*args)

    @api.model
    def _release_expired(self):
        """Leads whose worker died come back by themselves."""
        self._move_where(
            "pending",
            "ai_enrichment_status = 'processing' AND ai_enrichment_lease < %s",
            [fields.Datetime.now()],
            ai_enrichment_lease=None,
        )
        self._commit()

    @api.model
    def _claim_pending(self, limit, requested_only=False, seconds=INTERACTIVE_SECONDS):
        """Take up to ``limit`` waiting leads, the longest waiting first.

        Committed at once, so that no other worker takes them too.

        :param seconds: the most that one lead may take; the lease is for all of them.
        """
        lease = fields.Datetime.now() + timedelta(
            seconds=min(limit * seconds, LONGEST_PASS_SECONDS) + CRON_MARGIN_SECONDS
        )
        now = fields.Datetime.now()
        claimed = self._move_where(
            "processing",
            f"""id IN (
                SELECT lead.id {_QUEUE}
                  AND provider.ready <= %s
                  AND COALESCE(lead.ai_enrichment_next_attempt, %s) <= %s
                {_ORDER} LIMIT %s FOR NO KEY UPDATE OF lead SKIP LOCKED)""",
            [self.env.company.id, requested_only, now, now, now, limit],
            ai_enrichment_lease=lease,
        )
        self._commit()
        return claimed

    @api.model
    def _move_where(self, status, condition, params, **values):
        """The one gate of the queue: move the leads that may go to ``status``.

        :return: those that moved.
        """
        sources = [source for source in TRANSITIONS[status] if source]
        never = None in TRANSITIONS[status]
        assignments = "".join(f", {name} = %s" for name in values)
        self._flush_queue()
        # Only names from this file stand in the text of the statement.
        query = f"""UPDATE crm_lead SET ai_enrichment_status = %s{assignments}
            WHERE (ai_enrichment_status IN %s
                   OR (%s AND ai_enrichment_status IS NULL)) AND {condition}
            RETURNING id"""  # noqa: S608
        arguments = [status, *values.values(), tuple(sources), never, *params]
        # A conflict with another worker is met by trying again, so it is no error.
        self.env.cr.execute(  # pylint: disable=sql-injection
            query, arguments, log_exceptions=False
        )
        moved = self.browse(sorted(row[0] for row in self.env.cr.fetchall()))
        moved.invalidate_recordset(QUEUE_FIELDS)
        return moved

    @api.model
    def _flush_queue(self):
        """Let plain SQL see what the ORM still holds back."""
        self.flush_model([*QUEUE_FIELDS, "active", "stage_id"])
        self.env["llm.provider"].flush_model(["active", "company_id", "cooldown_until"])

    def _move(self, status, **values):
        if not self:
            return self
        return self._move_where(status, "id IN %s", [tuple(self.ids)], **values)

    def _enrich_lead(self):
        """Enrich ``self`` now, in this process; how it went stands on the leads.

        :return: the leads that were taken; those in another worker's hands are not.
        """
        lease = fields.Datetime.now() + timedelta(
            seconds=len(self) * INTERACTIVE_SECONDS + CRON_MARGIN_SECONDS
        )
        self.sudo()._release_expired()
        claimed = self._move(
            "processing",
            ai_enrichment_lease=lease,
            ai_enrichment_user_id=self.env.uid,
            ai_enrichment_attempts=0,
            ai_enrichment_next_attempt=None,
        )
        self._commit()
        claimed._run_claimed(Pace(INTERACTIVE_SECONDS))
        return claimed

    def _run_claimed(self, pace):
        """Run claimed leads one by one; False where going on makes no sense now."""
        facts_by_lead = self.exists()._read_facts()
        companies = {facts.company_id for facts in facts_by_lead.values()}
        crews = {company: self._get_crew(company) for company in companies}
        endpoints = {e for crew in crews.values() for e in crew.endpoints}
        memory = self.env["llm.provider"]._get_memory(endpoints)
        self._commit()  # nothing may be open while a vendor is waited for
        may_go_on = self._run_all(facts_by_lead, crews, pace, memory)
        self._store("_store_learned", memory, endpoints)
        return may_go_on

    def _run_all(self, facts_by_lead, crews, pace, memory):
        lead_ids = list(facts_by_lead)
        for position, lead_id in enumerate(lead_ids):
            facts = facts_by_lead[lead_id]
            in_time = time.monotonic() < pace.latest_start
            if not in_time or not self.browse(lead_id)._run(
                facts, crews[facts.company_id], pace, memory
            ):
                rest = lead_ids[position if not in_time else position + 1 :]
                self.browse(rest)._move("pending", ai_enrichment_lease=None)
                self._commit()
                return False
        return True

    @api.model
    def _get_crew(self, company_id):
        """Settings, and who can be asked, for the leads of a company."""
        company = self.env["res.company"].browse(company_id)
        providers = self.env["llm.provider"]._get_candidates(company)
        rested = providers._get_rested()
        return Crew(
            settings=self._get_llm_config(company_id),
            endpoints=tuple(provider._to_endpoint() for provider in rested),
            rest_seconds=providers._get_rest_seconds() if providers else None,
        )

    def _read_facts(self):
        """``{lead id: LeadFacts}``; a lead that can't be read fails alone."""
        try:
            with self.env.cr.savepoint():
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

    def _run(self, facts, crew, pace, memory):
        """Ask, score and store for one lead; False if nobody can be asked now."""
        deadline = time.monotonic() + pace.seconds
        try:
            if not crew.endpoints and crew.rest_seconds is not None:
                raise AllCoolingDown(retry_after=crew.rest_seconds)
            enrichment = enrich(
                facts, crew.settings, crew.endpoints, deadline=deadline, memory=memory
            )
        except LLMError as error:
            self._store("_store_failure", facts, error, pace.retry_later)
            return not isinstance(error, AllCoolingDown | NoProvider)
        except Exception:
            _logger.exception("lead %s: enrichment broke", self.id)
            self._store("_store_failure", facts, InternalError(), False)
            return True
        self._store("_store_enrichment", enrichment)
        if crew.settings.enable_customer_research:
            self._research(crew, deadline, memory)
        return True

    def _research(self, crew, deadline, memory):
        """Unchecked background in the time that is left; the score is safe by now."""
        prompt = self.env["llm.service"]._get_research_prompt(self.sudo().exists())
        self._commit()  # nothing may be open while a vendor is waited for
        if not prompt:
            return
        try:
            reply = client.complete(
                prompt, crew.endpoints, deadline=deadline, memory=memory
            )
        except LLMError as error:
            self._store("_store_research", error.attempts, "")
        else:
            self._store("_store_research", reply.attempts, reply.completion.text)

    def _store(self, method, *args):
        """Call ``method`` on the lead and commit, whatever other transactions do.

        What it stores was paid for, so a conflict is met by storing again, never by
        asking again.
        """
        for left in reversed(range(STORE_TRIES)):
            try:
                with self.env.cr.savepoint():
                    getattr(self.sudo(), method)(*args)
                    self.env.flush_all()
                self._commit()
                return
            except OperationalError:
                if not left:
                    raise
                self._rollback()

    def _commit(self):
        """End the transaction, so that what was reached stays and no lock is held."""
        if self._owns_transaction():
            self.env.cr.commit()  # pylint: disable=invalid-commit

    def _rollback(self):
        if self._owns_transaction():
            self.env.cr.rollback()

    def _owns_transaction(self):
        testing = getattr(threading.current_thread(), "testing", False)
        return not (testing or self.env.registry.in_test_mode())


def _unattended_pace():
    """The pace of the scheduled job, which must end before the server's time limit."""
    limit = config["limit_time_real_cron"]
    if limit is None or limit < 0:
        limit = config["limit_time_real"]
    budget = LONGEST_PASS_SECONDS
    if limit:
        usable = limit - CRON_SLEEP_SECONDS - CRON_MARGIN_SECONDS
        budget = min(max(usable, CRON_MARGIN_SECONDS), LONGEST_PASS_SECONDS)
    seconds = min(budget * 0.75, UNATTENDED_SECONDS)
    return Pace(seconds, time.monotonic() + budget - seconds, retry_later=True)
