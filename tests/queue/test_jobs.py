import threading
from contextlib import ExitStack
from datetime import timedelta
from time import monotonic

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged

from ...models.queue.jobs import PLACES, PLACES_PARAMETER
from ...models.queue.pace import pace_within
from ..common import LlmCase

AUTOMATIC = "llm_lead_scoring.ir_cron_enrich_leads"
REQUESTED = "llm_lead_scoring.ir_cron_enrich_requested_leads"


@tagged("post_install", "-at_install")
class TestQueueJobs(LlmCase):
    """What queue_job's absence leaves as it was; dev/queue_job_check has it there."""

    def setUp(self):
        super().setUp()
        if "queue.job" in self.env:
            self.skipTest("queue_job is installed")
        self._set(auto_enrich_enabled=True)
        self.jobs = self.env.ref(AUTOMATIC) + self.env.ref(REQUESTED)
        self.jobs.active = True

    def _triggers(self):
        return self.env["ir.cron.trigger"].search([("cron_id", "in", self.jobs.ids)])

    def test_the_cron_drains_whatever_the_parameter_says(self):
        for places in ("", "0", "4"):
            self.env["ir.config_parameter"].set_param(PLACES_PARAMETER, places)
            lead = self._create_lead(ai_enrichment_status="pending")
            self.env["crm.lead"]._cron_enrich_leads()
            self.assertEqual(lead.ai_enrichment_status, "completed")

    def test_asking_wakes_the_cron(self):
        self._triggers().unlink()
        self._create_lead().action_score_with_ai()
        self.assertEqual(self._triggers().cron_id, self.env.ref(AUTOMATIC))

    def test_an_empty_queue_wakes_nobody(self):
        self._triggers().unlink()
        self.env["crm.lead"]._cron_enrich_leads()
        self.assertFalse(self._triggers())

    def test_what_is_due_later_wakes_the_cron_not_before(self):
        lead = self._create_lead(ai_enrichment_status="pending")
        self._triggers().unlink()
        due = fields.Datetime.now() + timedelta(minutes=5, microseconds=300_000)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_lead SET ai_enrichment_next_attempt = %s WHERE id = %s",
            [due, lead.id],
        )
        self.env["crm.lead"]._cron_enrich_leads()
        [at] = self._triggers().mapped("call_at")
        self.assertGreaterEqual(at, due)
        self.assertLess(at, due + timedelta(seconds=1))

    def test_jobs_do_what_the_active_crons_would(self):
        cases = [
            # the setting, the cron for all, the one for what people ask for
            (True, True, True, False),
            (True, False, True, True),
            (False, True, True, True),
            (True, False, False, None),
            (False, True, False, None),
        ]
        for is_on, automatic, requested, expected in cases:
            self._set(auto_enrich_enabled=is_on)
            self.env.ref(AUTOMATIC).active = automatic
            self.env.ref(REQUESTED).active = requested
            self.assertIs(self.env["crm.lead"]._get_requested_only(), expected)

    def test_leads_in_work_are_looked_at_when_their_lease_has_ended(self):
        lead = self._create_lead(ai_enrichment_status="pending")
        self.assertFalse(self.env["crm.lead"]._get_lease_ends())
        lead._claim_pending(1)
        [moment] = self.env["crm.lead"]._get_lease_ends()
        self.assertGreater(moment, lead.ai_enrichment_lease)

    def test_a_parameter_that_is_no_number_is_not_heeded(self):
        lead = self.env["crm.lead"]
        for text, expected in (("3", 3), ("0", 0), ("many", PLACES), ("-1", PLACES)):
            self.env["ir.config_parameter"].set_param(PLACES_PARAMETER, text)
            self.assertEqual(lead._get_places(), expected)


@tagged("post_install", "-at_install")
class TestJobPlaces(BaseCase):
    """How many passes may run at once; with cursors of their own, as jobs have."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())

    def _try_places(self, leads, *numbers):
        """Whether each place was free, tried while the ones before are held."""
        found = []
        with ExitStack() as stack:
            for lead, number in zip(leads, numbers, strict=True):
                found.append(stack.enter_context(lead._in_place(number)))
        return found

    def _in_thread(self, job):
        """Run it where it isn't taken for a test's own transaction."""
        found = []

        def run():
            with self.registry.cursor() as one, self.registry.cursor() as other:
                found.append(job([_leads(one), _leads(other)]))

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(600)
        return found[0]

    def test_a_place_is_taken_once(self):
        def run(leads):
            return self._try_places(leads, 1, 1)

        self.assertEqual(self._in_thread(run), [True, False])

    def test_another_place_is_free(self):
        def run(leads):
            return self._try_places(leads, 1, 2)

        self.assertEqual(self._in_thread(run), [True, True])

    def test_a_place_is_free_again_before_its_transaction_ends(self):
        def run(leads):
            return [self._try_places([lead], 1) for lead in leads]

        self.assertEqual(self._in_thread(run), [[True], [True]])

    def test_there_are_no_more_places_than_said(self):
        def run(leads):
            return self._try_places(leads, PLACES, PLACES + 1)

        self.assertEqual(self._in_thread(run), [True, False])

    def test_a_pass_ends_before_the_server_ends_it(self):
        for limit in (30, 60, 120, 600, 3600):
            pace = pace_within(limit)
            self.assertLess(pace.latest_start + pace.seconds, monotonic() + limit)


def _leads(cr):
    return api.Environment(cr, SUPERUSER_ID, {})["crm.lead"]
