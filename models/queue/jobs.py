import logging
from contextlib import closing, contextmanager
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import config, mute_logger

from ..settings.settings_mixin import PREFIX
from .pace import pace_within

_logger = logging.getLogger(__name__)

CHANNEL_NAME = "llm_lead_scoring"
CHANNEL = f"root.{CHANNEL_NAME}"
# Done jobs are kept for so many days; leads tell more than they do.
CHANNEL_DAYS = 7
# How many passes may run at once, on all servers together. 0: the crons drain.
PLACES_PARAMETER, PLACES = f"{PREFIX}queue_job_places", 2
# A job that nobody has begun for so long has no runner: the cron does its work.
RUNNER_SECONDS = 600
# Jobs for later are put together.
LOOK_SECONDS = 10
# Any number that nobody else uses for advisory locks; the second one is the place's.
LOCK_NUMBER = 1_819_045_235


class CrmLead(models.Model):
    """The queue where OCA's queue_job is installed: its jobs drain it, not the crons.

    A pass is the same as a cron's. It has a place, which is a lock that ends with its
    process, so that no more passes run at once than there are places.
    """

    _inherit = "crm.lead"

    @api.model
    def _drain(self, job_name, requested_only=False):
        if not self._has_queue_job():
            return super()._drain(job_name, requested_only)
        if self._is_runner_away():
            _logger.warning("no job of %s has begun: the cron drains", CHANNEL)
            return super()._drain(job_name, requested_only)
        self._create_channel()
        return self._insist(self._queue_passes)

    def _wake_job(self):
        if not self._has_queue_job() or self._is_runner_away():
            return super()._wake_job()
        return self._delay_passes(min(len(self), self._get_places()))

    @api.model
    def _has_queue_job(self):
        return "queue.job" in self.env and self._get_places() > 0

    @api.model
    def _get_places(self):
        text = self.env["ir.config_parameter"].sudo().get_param(PLACES_PARAMETER, "")
        return int(text) if text.strip().isdecimal() else PLACES

    @api.model
    def _is_runner_away(self):
        """Installed is not running: the server may lack ``--load=queue_job``."""
        since = fields.Datetime.now() - timedelta(seconds=RUNNER_SECONDS)
        jobs = self.env["queue.job"].sudo()
        return bool(
            jobs.search_count(
                [
                    ("channel", "=", CHANNEL),
                    ("state", "in", ["pending", "enqueued"]),
                    ("date_created", "<", since),
                    "|",
                    ("eta", "=", False),
                    ("eta", "<", since),
                ],
                limit=1,
            )
        )

    @api.model
    def _create_channel(self):
        """queue_job removes old jobs only of the channels that it has a record of."""
        channels = self.env["queue.job.channel"].sudo()
        if channels.search_count([("complete_name", "=", CHANNEL)], limit=1):
            return
        values = {
            "name": CHANNEL_NAME,
            "parent_id": self.env.ref("queue_job.channel_root").id,
            "removal_interval": CHANNEL_DAYS,
        }
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                channels.create(values)
        except IntegrityError:
            _logger.debug("another process has just made channel %s", CHANNEL)

    @api.model
    def _queue_passes(self):
        """Have jobs enrich what waits now, or look again when the next one is due."""
        requested_only = self._get_requested_only()
        if requested_only is None:
            return
        moments = self._get_next_dues(requested_only, self._get_places())
        moments += self._get_lease_ends()
        ready = [moment for moment in moments if moment <= fields.Datetime.now()]
        if ready:
            self._delay_passes(min(len(ready), self._get_places()))
        elif moments:
            self._delay_look(min(moments))

    @api.model
    def _get_requested_only(self):
        """The argument that the crons which are active have; None where none is."""

        def is_active(name):
            return bool(self._find_job(name).active)

        settings = self._get_llm_config(self.env.company.id)
        if settings.auto_enrich_enabled and is_active("ir_cron_enrich_leads"):
            return False
        return True if is_active("ir_cron_enrich_requested_leads") else None

    @api.model
    def _delay_passes(self, count):
        """Jobs for so many passes; one that waits to begin is not queued again."""
        for number in range(1, count + 1):
            key = f"{CHANNEL}:{number}"
            self._delay(identity_key=key)._run_queued_pass(number)

    @api.model
    def _delay_look(self, moment):
        """A job that looks at the queue then, unless one does so before."""
        eta = moment + timedelta(seconds=-moment.second % LOOK_SECONDS)
        is_waiting = [
            ("channel", "=", CHANNEL),
            ("state", "=", "pending"),
            ("eta", "<=", eta),
        ]
        if not self.env["queue.job"].sudo().search_count(is_waiting, limit=1):
            self._delay(identity_key=f"{CHANNEL}:{eta}", eta=eta)._queue_passes()

    @api.model
    def _delay(self, **options):
        """As the superuser, as crons run; whoever asked has no part in it."""
        leads = self.env(user=SUPERUSER_ID, context={})["crm.lead"]
        return leads.with_delay(channel=CHANNEL, **options)

    @api.model
    def _run_queued_pass(self, number):
        """Enrich waiting leads, unless another pass has this place.

        On a cursor of its own: queue_job locks its job in the transaction that it
        begins the job in, and takes a job without its lock for dead. The next pass is
        queued when the place is free again, so that nobody finds it taken in vain.
        """
        with self._in_place(number) as is_ours:
            if not is_ours:
                return
            with self._get_own_cursor() as cr:
                self.with_env(self.env(cr=cr))._work_a_pass(number)
        with self._get_own_cursor() as cr:
            leads = self.with_env(self.env(cr=cr))
            leads._insist(leads._queue_passes)

    @contextmanager
    def _in_place(self, number):
        """Whether the place exists and was free; it is ours inside the block.

        The lock ends with its savepoint, or with the process.
        """
        if not self._owns_transaction():
            yield True
            return
        with closing(self.env.cr.savepoint(flush=False)):
            self.env.cr.execute(
                "SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK_NUMBER, number]
            )
            yield self.env.cr.fetchone()[0] and number <= self._get_places()

    @api.model
    def _work_a_pass(self, number):
        requested_only = self._get_requested_only()
        if requested_only is None:
            return
        _logger.info("pass %s of %s begins", number, CHANNEL)
        # A worker for web requests runs it.
        self._work_through_queue(requested_only, pace_within(config["limit_time_real"]))
