import contextlib
import threading
from time import monotonic

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged

from ...engine.calling.memory import Memory
from ...engine.scoring.enrich import enrich
from ...engine.settings import Settings
from ...engine.tests import lead_reader
from ...engine.tests.fake_vendor import FakeVendor
from ...models.queue import enrichment_run
from ...models.queue.enrichment_values import Result
from ..common import INQUIRY, unlimited_passes


@tagged("post_install", "-at_install")
class TestConcurrency(BaseCase):
    """Workers with cursors of their own: what they do is really committed.

    Every test removes what it made.
    """

    def setUp(self):
        super().setUp()
        self.startPatcher(unlimited_passes())
        self.registry = Registry(get_db_name())
        self.vendor = FakeVendor(lead_reader.read).start()
        self.addCleanup(self.vendor.stop)
        self.addCleanup(self._clean)
        with self._env() as env:
            provider = {
                "name": "Concurrent",
                "provider_type": "custom",
                "model_name": "small-model",
                "api_endpoint": f"{self.vendor.url}/v1",
                "company_id": False,
            }
            self.provider_id = env["llm.provider"].create(provider).id
            values = [{"name": f"Lead {n}", "description": INQUIRY} for n in range(12)]
            self.lead_ids = env["crm.lead"].create(values).ids

    def _env(self):
        return _Committing(self.registry)

    def _clean(self):
        with self._env() as env:
            env["crm.lead"].browse(self.lead_ids).unlink()
            env["llm.request"].search([("provider_id", "=", self.provider_id)]).unlink()
            env["llm.provider"].browse(self.provider_id).unlink()

    def _statuses(self):
        with self._env() as env:
            return env["crm.lead"].browse(self.lead_ids).mapped("ai_enrichment_status")

    def _in_parallel(self, *jobs):
        errors = []

        def run(job):
            try:
                with self._env() as env:
                    job(env)
            except Exception as error:
                errors.append(error)

        threads = [threading.Thread(target=run, args=[job]) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(600)
        self.assertFalse(errors)

    def _queue_all(self):
        with self._env() as env:
            leads = env["crm.lead"].browse(self.lead_ids)
            leads.write({"ai_enrichment_status": "pending"})

    def test_two_workers_share_the_queue_and_no_lead_is_paid_for_twice(self):
        self._queue_all()

        def drain(env):
            env["crm.lead"]._cron_enrich_requested_leads()

        self._in_parallel(drain, drain)
        self.assertEqual(set(self._statuses()), {"completed"})
        asked = [lead_reader.message_of(record) for record in self.vendor.requests]
        self.assertEqual(len(asked), len(self.lead_ids))
        self.assertEqual(len(set(asked)), len(self.lead_ids))

    def test_a_button_pressed_twice_pays_once(self):
        self.vendor.latency = 0.3

        def click(env):
            env["crm.lead"].browse(self.lead_ids[0]).action_enrich_with_ai()

        try:
            self._in_parallel(click, click)
        except AssertionError as conflict:
            # The loser may meet the winner's claim as a conflict, before it pays;
            # the web server then runs it again.
            self.assertIn("could not serialize", str(conflict))
        self.assertEqual(len(self.vendor.requests), 1)
        self.assertEqual(self._statuses()[0], "completed")

    def test_a_save_meanwhile_neither_loses_the_result_nor_the_save(self):
        lead_id = self.lead_ids[0]

        def save_and_answer(record):
            with self._env() as env:
                env["crm.lead"].browse(lead_id).phone = "+49 40 5550199"
            return lead_reader.read(record)

        self.vendor.answer_with(save_and_answer)
        self._in_parallel(lambda env: env["crm.lead"].browse(lead_id)._enrich_lead())
        with self._env() as env:
            lead = env["crm.lead"].browse(lead_id)
            self.assertEqual(lead.phone, "+49 40 5550199")
            self.assertEqual(lead.ai_enrichment_status, "completed")
        self.assertEqual(len(self.vendor.requests), 1)

    def test_a_conflict_when_storing_never_repeats_the_request(self):
        lead_id = self.lead_ids[0]

        def enrich_with_a_save_between(env):
            lead = env["crm.lead"].browse(lead_id)._move("processing")
            [task] = lead._prepare_tasks(Memory())
            result = Result(task, enrichment=self._ask(env, task.facts))
            lead._commit()
            lead.mapped("name")  # the snapshot of this transaction starts here
            with self._env() as other:
                other["crm.lead"].browse(lead_id).phone = "+49 40 5550188"
            lead._store_results([result], retry_later=False)

        self._in_parallel(enrich_with_a_save_between)
        with self._env() as env:
            lead = env["crm.lead"].browse(lead_id)
            self.assertEqual(lead.ai_enrichment_status, "completed")
            self.assertEqual(lead.phone, "+49 40 5550188")
            self.assertEqual(
                env["llm.request"].search_count([("lead_id", "=", lead_id)]), 1
            )
        self.assertEqual(len(self.vendor.requests), 1)

    def _ask(self, env, facts):
        endpoint = env["llm.provider"].browse(self.provider_id)._to_endpoint()
        return enrich(facts, Settings(), [endpoint], deadline=monotonic() + 60)

    def test_what_was_stored_before_a_worker_died_stays(self):
        self._queue_all()
        store, groups = self.registry["crm.lead"]._store_group, []
        two, is_stored = threading.Semaphore(2), threading.Event()
        self.addCleanup(is_stored.set)

        def answer_two_before_the_first_group(record):
            if not two.acquire(blocking=False):
                is_stored.wait(600)
            return lead_reader.read(record)

        def die_at_the_second(lead, results, *args):
            if groups:
                raise KilledError()
            groups.append(results)
            store(lead, results, *args)
            is_stored.set()

        self.vendor.answer_with(answer_two_before_the_first_group)

        self.patch(self.registry["crm.lead"], "_store_group", die_at_the_second)
        self.patch(enrichment_run, "GROUP_SIZE", 2)

        def drain(env):
            with contextlib.suppress(KilledError):
                env["crm.lead"]._cron_enrich_requested_leads()
            env.cr.rollback()

        self._in_parallel(drain)
        stored = sum(map(len, groups))
        statuses = self._statuses()
        self.assertEqual(statuses.count("completed"), stored)
        self.assertLess(stored, len(statuses))
        self.assertLessEqual(set(statuses), {"completed", "processing", "pending"})

    def test_eight_workers_counters_lose_nothing_and_fail_nothing(self):
        def count(env):
            for _request in range(5):
                env["llm.provider"].browse(self.provider_id).increment_usage()
                env.cr.commit()

        self._in_parallel(*[count] * 8)
        with self._env() as env:
            provider = env["llm.provider"].browse(self.provider_id)
            self.assertEqual(provider.total_requests, 40)

    def test_workers_together_never_pass_the_monthly_limit(self):
        with self._env() as env:
            company_id = env.company.id
            env["llm.budget"]._set_limit(company_id, 10)
            last = env["mail.message"].search([], order="id desc", limit=1)
        self.addCleanup(self._forget_budget, company_id, last.id)
        granted = []

        def hold(env):
            for _call in range(10):
                step = env["llm.budget"]._hold
                found = env["crm.lead"]._patiently(step, company_id, [0.4, 0.4])
                granted.append(found[1])
                env.cr.commit()

        self._in_parallel(*[hold] * 4)
        self.assertEqual(sum(granted), 25)
        with self._env() as env:
            self.assertAlmostEqual(env["llm.budget"]._get_spent(company_id), 10)

    def _forget_budget(self, company_id, last_message_id):
        with self._env() as env:
            for model in ("llm.budget", "llm.spending"):
                env[model].search([("company_id", "=", company_id)]).unlink()
            warning = [("subject", "like", "limit"), ("id", ">", last_message_id)]
            env["mail.message"].search(warning).unlink()

    def test_a_call_that_is_rolled_back_stays_on_the_bill(self):
        self.vendor.fail_with(401)

        def call(env):
            service, lead = env["llm.service"], env["crm.lead"].browse(self.lead_ids[0])
            with contextlib.suppress(UserError):
                service.analyze_requirement_clarity(lead)
            env.cr.rollback()

        self._in_parallel(call)
        with self._env() as env:
            provider = env["llm.provider"].browse(self.provider_id)
            self.assertEqual(provider.failed_requests, 1)
            self.assertEqual(provider.request_ids.lead_id.id, self.lead_ids[0])
            self.assertTrue(provider.cooldown_until)


class KilledError(BaseException):
    """Nothing in the addon catches it, as nothing catches a kill."""


class _Committing:
    """An environment on a cursor of its own, committed at the end."""

    def __init__(self, registry):
        self._cursor = registry.cursor()

    def __enter__(self):
        self._cursor.__enter__()
        return api.Environment(self._cursor, SUPERUSER_ID, {})

    def __exit__(self, *exc):
        return self._cursor.__exit__(*exc)
