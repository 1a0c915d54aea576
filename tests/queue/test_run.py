import time
from datetime import timedelta
from unittest.mock import patch

from odoo import fields, sql_db
from odoo.service import server
from odoo.tests import tagged

from ...engine.calling import throttle
from ...models.queue import enrichment_run
from ...models.queue.enrichment_run import Run
from ...models.queue.enrichment_values import Pace
from ..common import LlmCase


@tagged("post_install", "-at_install")
class TestRun(LlmCase):
    """One process at work: its time, its end, and what it stores."""

    def _claimed(self, count=3):
        leads = self.env["crm.lead"].concat(
            *[self._create_lead() for _ in range(count)]
        )
        leads.write({"ai_enrichment_status": "pending"})
        return self.env["crm.lead"]._claim_pending(count)

    def _run(self, leads, **pace):
        Run(leads, Pace(**{"seconds": 60, "retry_later": True, **pace})).work_on(leads)

    def test_leads_that_no_time_is_left_for_go_back_untouched(self):
        leads = self._claimed()
        self._run(leads, latest_start=time.monotonic() - 1)
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"pending"})
        self.assertFalse(any(leads.mapped("ai_enrichment_lease")))
        self.assertFalse(self.vendor.requests)

    def test_a_server_that_stops_begins_nothing_more(self):
        leads = self._claimed()
        stopping = type("Stopping", (), {"quit_signals_received": 1})()
        with patch.object(server, "server", stopping):
            self._run(leads)
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"pending"})
        self.assertFalse(self.vendor.requests)
        self._run(self.env["crm.lead"]._claim_pending(3))
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"completed"})

    def test_what_was_cancelled_is_not_sent(self):
        leads = self._claimed()
        run = Run(leads, Pace(60, retry_later=True))
        run._take(leads._prepare_tasks(run.memory))
        leads[1]._cancel_scores()
        run._drop_cancelled()
        left = [task.lead_id for task in run.waiting]
        self.assertEqual(left, [leads[0].id, leads[2].id])
        self.assertFalse(leads[1].ai_enrichment_status)

    def test_a_lease_is_renewed_while_its_process_lives(self):
        leads = self._claimed(1)
        leads.flush_recordset()
        self.env.cr.execute("UPDATE crm_lead SET ai_enrichment_lease = '2020-01-01'")
        leads._renew_lease()
        self.assertGreater(leads.ai_enrichment_lease.year, 2020)

    def test_many_leads_take_less_than_a_query_each(self):
        # However slow the machine: one group, and nothing that is done by the clock.
        for name in ("LEAST_GROUP", "MOST_GROUP", "NEWS", "LEASE_RENEWAL"):
            self.patch(enrichment_run, f"{name}_SECONDS", 3600)
        self._run(self._claimed(3))
        leads = self._claimed(64)
        before = sql_db.sql_counter
        self._run(leads)
        self.assertLess(sql_db.sql_counter - before, 64)
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"completed"})

    def test_a_lead_whose_result_can_not_be_stored_fails_alone(self):
        leads = self._claimed()
        prepare = type(leads)._prepare_outcome

        def break_on_the_second(records, task, *args):
            if task.lead_id == leads[1].id:
                raise ValueError("cannot store this one")
            return prepare(records, task, *args)

        self.patch(type(leads), "_prepare_outcome", break_on_the_second)
        with self.assertLogs("odoo.addons.llm_lead_scoring", "ERROR"):
            self._run(leads)
        statuses = leads.mapped("ai_enrichment_status")
        self.assertEqual(statuses, ["completed", "failed", "completed"])
        self.assertEqual(leads[1].ai_failure_type, "internal_error")
        self.assertEqual(self.provider.total_requests, 3)

    def test_an_answer_with_what_postgresql_does_not_take_is_stored(self):
        self._answer(summary="before\x00 \ud800after")
        lead = self._create_lead()
        lead._enrich_lead()
        self.assertEqual(lead.ai_enrichment_status, "completed")
        self.assertIn("after", lead.ai_analysis_summary)

    def test_rules_of_automation_see_the_write(self):
        seen = []
        write = type(self.env["crm.lead"]).write

        def watching(records, vals):
            seen.append(set(vals))
            return write(records, vals)

        leads = self._claimed()
        self.patch(type(leads), "_is_watched", lambda records: True)
        self.patch(type(leads), "write", watching)
        self._run(leads)
        scored = [names for names in seen if "ai_probability_score" in names]
        self.assertEqual(len(scored), 3)
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"completed"})
        self.assertTrue(all(leads.mapped("ai_grade")))

    def test_a_slow_provider_with_one_place_gets_one_request_at_a_time(self):
        self.provider.max_in_flight = 1
        flying, most = [], []

        def read(record):
            flying.append(record)
            most.append(len(flying))
            text = original(record)
            flying.remove(record)
            return text

        original = self.vendor._answer
        self.vendor.answer_with(read)
        self._run(self._claimed(6))
        self.assertEqual(max(most), 1)

    def test_a_pause_that_is_not_stored_yet_is_not_forgotten(self):
        run = Run(self._claimed(1), Pace(60, retry_later=True))
        provider, paused = self.provider, set()

        def bring_news():
            provider._bring_news(run.memory, {provider._to_endpoint()}, paused)
            return run.memory.cooldown_left(provider.id, time.monotonic()) > 0

        run.memory.cool_down(provider.id, time.monotonic() + 900)
        self.assertTrue(bring_news())
        provider.cooldown_until = fields.Datetime.now() + timedelta(minutes=15)
        self.assertTrue(bring_news())
        provider.api_key = "sk-a-better-one"  # which ends it
        self.assertFalse(bring_news())

    def test_the_next_provider_does_the_work_of_one_in_trouble(self):
        second = self._create_provider(self.vendor, name="Second", sequence=99)
        self.provider.api_endpoint = "http://127.0.0.1:9/v1"
        leads = self._claimed(24)
        self._run(leads)
        self.assertEqual(set(leads.mapped("ai_enrichment_status")), {"completed"})
        most = throttle.FIRST + throttle.TRIP
        self.assertLessEqual(self.provider.total_requests, most)
        self.assertEqual(second.total_requests, 24)
        self.assertTrue(self.provider.is_resting)


@tagged("post_install", "-at_install")
class TestSave(LlmCase):
    """What the addon adds to a save by a user."""

    def _queries(self, lead, **vals):
        self.env.flush_all()
        lead.mapped("stage_id.is_won")
        before = sql_db.sql_counter
        lead.write(vals)
        self.env.flush_all()
        return sql_db.sql_counter - before

    def test_two_queries_more_where_it_is_automatic_none_where_it_is_not(self):
        """Who may not be sent is asked, and the others are queued."""
        lead, other = self._create_lead(), self._create_lead()
        self._queries(other, description="<p>warm</p>")
        off = self._queries(lead, description="<p>off</p>")
        self._set(auto_enrich_enabled=True, auto_enrich_on_update=True)
        self._queries(other, description="<p>warm caches</p>")
        on = self._queries(lead, description="<p>on</p>")
        self.assertEqual(lead.ai_enrichment_status, "pending")
        self.assertLessEqual(on - off, 2)
        with patch.object(type(lead), "_is_trigger", lambda *args: False):
            self.assertEqual(self._queries(lead, description="<p>no</p>"), off)

    def test_a_save_wakes_the_job_only_if_a_lead_was_queued(self):
        self._set(auto_enrich_enabled=True, auto_enrich_on_update=True)
        triggers = self.env["ir.cron.trigger"]
        ours = [("cron_id", "=", self.env["crm.lead"]._get_job().id)]
        triggers.search(ours).unlink()
        lead = self._create_lead()
        lead.auto_enrich = False
        lead.description = "<p>Something else</p>"
        self.assertFalse(triggers.search(ours))
        lead.auto_enrich = True
        lead.description = "<p>Something new</p>"
        self.assertEqual(len(triggers.search(ours)), 1)
