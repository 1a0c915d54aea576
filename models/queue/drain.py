import random
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models

from ..lead.crm_lead import QUEUE_FIELDS, TRANSITIONS
from ..service.service import INTERACTIVE_SECONDS
from .enrichment_run import Run
from .enrichment_values import Pace
from .pace import unattended_pace

# How often a result is stored anew when another transaction was in the way.
STORE_TRIES, CONFLICT_SECONDS = 8, 0.05
# Leads of a worker that died come back after this; one that lives renews it.
LEASE_SECONDS = 60

# Waiting leads for which somebody can be asked, now or later; a branch has the accounts
# of the companies above it too. Won, lost and archived leads, and those of an archived
# company, count only where a person asked. Parameters: company, requested only.
_QUEUE = """
    FROM crm_lead lead
    LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
    JOIN res_company home ON home.id = COALESCE(lead.company_id, %s)
    CROSS JOIN LATERAL (
        SELECT MIN(COALESCE(account.cooldown_until, '-infinity')) AS ready
        FROM llm_provider account
        LEFT JOIN res_company owner ON owner.id = account.company_id
        WHERE account.active
          AND (owner.id IS NULL OR home.parent_path LIKE owner.parent_path || '%%')
    ) provider
    WHERE lead.ai_enrichment_status = 'pending' AND provider.ready IS NOT NULL
      AND (lead.ai_enrichment_user_id IS NOT NULL
           OR (NOT %s AND lead.active AND home.active AND stage.is_won IS NOT TRUE))
"""
_ORDER = "ORDER BY lead.ai_enrichment_next_attempt NULLS FIRST, lead.id"


class CrmLead(models.Model):
    """The queue: claim, run, store, release.

    The only place that commits. No transaction is open while a vendor is waited for.
    """

    _inherit = "crm.lead"

    @api.model
    def _cron_enrich_leads(self):
        """Enrich what waits, if automatic enrichment is on."""
        self._check_insider_runs()
        if self._get_llm_config(self.env.company.id).auto_enrich_enabled:
            self._drain("ir_cron_enrich_leads")

    @api.model
    def _cron_enrich_requested_leads(self):
        """Enrich only what people asked for, also if automatic enrichment is off."""
        self._check_insider_runs()
        self._drain("ir_cron_enrich_requested_leads", requested_only=True)

    @api.model
    def _check_insider_runs(self):
        """Odoo runs the action of a job for resellers too, as they may change leads."""
        self.check_field_access_rights("write", ["ai_enrichment_status"])

    @api.model
    def _drain(self, job_name, requested_only=False):
        """Work through the queue until it is empty or the time of a pass is over."""
        self._work_through_queue(requested_only, unattended_pace())
        self._schedule_next_pass(job_name, requested_only)

    @api.model
    def _work_through_queue(self, requested_only, pace):
        self._patiently(self._release_expired)

        def claim(limit):
            return self._patiently(self._claim_pending, limit, requested_only)

        Run(self, pace).work_through(claim)

    @api.model
    def _schedule_next_pass(self, job_name, requested_only):
        """Wake the job again for what waits now, or when the next one is due.

        Also for leads in work, in case their process dies.
        """
        dues = self._get_next_dues(requested_only, 1) + self._get_lease_ends()
        job = self._find_job(job_name)
        if dues and job:
            job._trigger(min(dues))

    @api.model
    def _get_next_dues(self, requested_only, limit):
        """When the leads that wait longest can be asked about, at the earliest now."""
        self._flush_queue()
        self.env.cr.execute(
            f"""SELECT GREATEST(%s, lead.ai_enrichment_next_attempt, provider.ready)
                {_QUEUE} {_ORDER} LIMIT %s""",
            [fields.Datetime.now(), self.env.company.id, requested_only, limit],
        )
        return [_whole_second(row[0]) for row in self.env.cr.fetchall()]

    @api.model
    def _get_lease_ends(self):
        """When the first lead in work comes back if its process died; a list."""
        self.env.cr.execute(
            """SELECT MIN(ai_enrichment_lease) FROM crm_lead
               WHERE ai_enrichment_status = 'processing'"""
        )
        [end] = self.env.cr.fetchone()
        return [end.replace(microsecond=0) + timedelta(seconds=1)] if end else []

    @api.model
    def _patiently(self, step, *args):
        """Take a step of the queue again when another worker was in its way."""
        for number in range(STORE_TRIES - 1):
            try:
                return step(*args)
            except OperationalError:
                self._rollback()
                time.sleep(random.uniform(0, CONFLICT_SECONDS * 2**number))  # noqa: S311 (spreads load)
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
    def _claim_pending(self, limit, requested_only=False):
        """Take up to ``limit`` waiting leads, the longest waiting first.

        Committed at once, so that no other worker takes them too.
        """
        now = fields.Datetime.now()
        claimed = self._move_where(
            "processing",
            f"""id IN (
                SELECT lead.id {_QUEUE}
                  AND provider.ready <= %s
                  AND COALESCE(lead.ai_enrichment_next_attempt, %s) <= %s
                {_ORDER} LIMIT %s FOR NO KEY UPDATE OF lead SKIP LOCKED)""",
            [self.env.company.id, requested_only, now, now, now, limit],
            ai_enrichment_lease=_lease(),
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
        self.env["res.company"].flush_model(["active", "parent_path"])

    def _move(self, status, **values):
        if not self:
            return self
        return self._move_where(status, "id = ANY(%s)", [self.ids], **values)

    def _enrich_lead(self, insists=False):
        """Enrich ``self`` now, in this process; how it went stands on the leads.

        :param insists: ask the vendor even where nothing has changed since it answered.
        :return: the leads that were taken; those in another worker's hands are not.
        """
        self.sudo()._release_expired()
        claimed = self._move(
            "processing",
            **{
                **self._prepare_request(),
                "ai_enrichment_lease": _lease(),
                "ai_enrichment_insists": insists,
            },
        )
        self._commit()
        Run(self, Pace(INTERACTIVE_SECONDS)).work_on(claimed)
        return claimed

    def _renew_lease(self):
        """Claimed leads stay ours: their process is alive."""
        self.env.cr.execute(
            """UPDATE crm_lead SET ai_enrichment_lease = %s
               WHERE id = ANY(%s) AND ai_enrichment_status = 'processing'""",
            [_lease(), self.ids],
        )
        self.invalidate_recordset(["ai_enrichment_lease"])

    @api.model
    def _give_back(self, tasks):
        """To the queue, untouched: nothing was sent for these."""
        leads = self.browse(sorted({task.lead_id for task in tasks}))
        leads._move("pending", ai_enrichment_lease=None)
        self._release_holds(tasks)

    @api.model
    def _release_holds(self, tasks):
        """The money that was held for requests that are not sent."""
        self._settle((task.hold_id, task.held, 0) for task in tasks)

    def _insist(self, step, *args):
        """Take a step and commit, whatever other transactions do.

        What it stores was paid for, so a conflict is met by storing again, never by
        asking again.
        """
        self._patiently(self._store, step, *args)

    def _store(self, step, *args):
        with self._all_or_nothing():
            step(*args)
            self.env.flush_all()

    @contextmanager
    def _all_or_nothing(self):
        """Commit what is done inside, or undo it."""
        with self._undone_if_broken():
            yield
            self._commit()

    @contextmanager
    def _undone_if_broken(self):
        """Undo all since the last commit if what is done inside breaks."""
        if not self._owns_transaction():
            with self.env.cr.savepoint():
                yield
            return
        try:
            yield
        except Exception:
            self._rollback()
            raise

    def _commit(self):
        """End the transaction, so that what was reached stays and no lock is held."""
        if self._owns_transaction():
            self.env.cr.commit()  # pylint: disable=invalid-commit

    def _rollback(self):
        if self._owns_transaction():
            self.env.cr.rollback()

    @contextmanager
    def _get_own_cursor(self):
        """A cursor that is committed at its end, whatever becomes of ours."""
        if not self._owns_transaction():
            yield self.env.cr
            return
        with self.env.registry.cursor() as cr:
            yield cr

    def _owns_transaction(self):
        testing = getattr(threading.current_thread(), "testing", False)
        return not (testing or self.env.registry.in_test_mode())


def _lease():
    return fields.Datetime.now() + timedelta(seconds=LEASE_SECONDS)


def _whole_second(moment):
    """Not before the moment, lest the job finds nothing to do yet."""
    return (moment + timedelta(microseconds=999_999)).replace(microsecond=0)
