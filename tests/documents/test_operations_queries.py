import re
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import LlmCase
from .sources import queries, read


@tagged("post_install", "-at_install")
class TestOperationsQueries(LlmCase):
    def _run(self, mark):
        """The rows of the query in which ``mark`` stands, as dicts."""
        [query] = [query for query, _ in queries() if mark in query]
        self.env.flush_all()
        self.env.cr.execute(query)
        return self.env.cr.dictfetchall()

    def _fail(self, status):
        self.vendor.fail_with(status)
        self._create_lead()._enrich_lead()

    def test_every_query_only_reads_and_has_the_columns_that_are_told(self):
        self._create_lead()._enrich_lead()
        self._fail(401)
        self.env["llm.budget"]._set_limit(self.env.company.id, 50)
        self.env.flush_all()
        fences = read("OPERATIONS.md").count("```sql\n")
        self.assertEqual(len(queries()), fences, "a query without a paragraph")
        self.assertGreaterEqual(fences, 10)
        for query, paragraph in queries():
            columns = self._get_columns(query)
            self.assertRegex(paragraph, r"^Columns: `", query)
            told = [n for n in re.findall(r"`(\w+)`", paragraph) if n in columns]
            self.assertEqual(list(dict.fromkeys(told)), columns, query)

    def _get_columns(self, query):
        with self.env.cr.savepoint():
            self.env.cr.execute("SET TRANSACTION READ ONLY")
            self.env.cr.execute(query)
            return [column.name for column in self.env.cr.description]

    def test_success_is_told_by_the_last_request_of_each_lead(self):
        self._create_lead()._enrich_lead()
        self._fail(400)
        [row] = self._run("success_percent")
        self.assertEqual((row["leads"], row["success_percent"]), (2, 50))

    def test_requests_are_told_by_provider(self):
        self._create_lead()._enrich_lead()
        self._fail(401)
        [row] = self._run("p95_seconds")
        self.assertEqual((row["provider"], row["failed_percent"]), ("Local", 50))
        self.assertEqual(row["requests"], 2)

    def test_the_reasons_of_leads_without_an_answer_are_counted(self):
        self._create_lead()._enrich_lead()
        self._fail(401)
        rows = {row["error_code"]: row for row in self._run("DISTINCT ON (lead_id)")}
        self.assertEqual(rows["key_refused"]["percent"], 50)
        self.assertEqual(rows["answered"]["leads"], 1)

    def test_a_provider_left_alone_is_found_with_its_last_failure(self):
        self.assertFalse(self._run("LEFT JOIN LATERAL"))
        self._create_lead()._enrich_lead()
        self._fail(401)
        [row] = self._run("LEFT JOIN LATERAL")
        self.assertEqual((row["provider"], row["http_status"]), ("Local", 401))
        self.assertEqual(row["error_code"], "key_refused")

    def test_the_queue_tells_what_waits_and_for_what(self):
        now = fields.Datetime.now()
        late, retry, won = (self._create_lead() for _ in range(3))
        won.action_set_won()
        self._wait(late, next_attempt=now - timedelta(minutes=40))
        self._wait(retry, next_attempt=now + timedelta(minutes=5))
        self._wait(won)
        self.env.cr.execute(
            "UPDATE crm_lead SET write_date = %s WHERE id = ANY(%s)",
            [now - timedelta(hours=2), (late + retry + won).ids],
        )
        [row] = self._run("closed_meanwhile")
        self.assertEqual(row["oldest_due"], now - timedelta(minutes=40))
        del row["oldest_due"]
        self.assertEqual(row, {"waiting": 3, "in_retry": 1, "closed_meanwhile": 1})

    def _wait(self, lead, next_attempt=False):
        lead.write(
            {
                "ai_enrichment_status": "pending",
                "ai_enrichment_user_id": False,
                "ai_enrichment_next_attempt": next_attempt,
            }
        )
        lead.flush_recordset()

    def test_leads_whose_process_died_are_found(self):
        alive, dead = self._create_lead(), self._create_lead()
        for lead, minutes in ((alive, 1), (dead, -1)):
            lead.write(
                {
                    "ai_enrichment_status": "processing",
                    "ai_enrichment_lease": fields.Datetime.now()
                    + timedelta(minutes=minutes),
                }
            )
        self.assertEqual([row["lead"] for row in self._run("lease_until")], dead.ids)

    def test_all_jobs_are_found_with_the_time_that_they_are_due(self):
        job = self.env.ref("llm_lead_scoring.ir_cron_enrich_requested_leads")
        job.nextcall = fields.Datetime.now() - timedelta(minutes=7)
        rows = {row["job"]: row for row in self._run("due_seconds")}
        self.assertEqual(len(rows), 3)
        self.assertTrue(400 < rows[job.name]["due_seconds"] < 600)

    def test_the_bill_is_told(self):
        self.provider.write({"input_price": 1000, "output_price": 1000})
        self._create_lead()._enrich_lead()
        [row] = self._run("AS month, company.name AS company")
        total = sum(self.env["llm.request"].search([]).mapped("cost"))
        self.assertGreater(row["dollars"], 0)
        self.assertAlmostEqual(float(row["dollars"]), total, 2)

    def test_spending_is_told_where_there_is_a_limit(self):
        self.assertFalse(self._run("spent_or_held"))
        self.env["llm.budget"]._set_limit(self.env.company.id, 50)
        self.env["llm.budget"]._hold(self.env.company.id, [2.5])
        [row] = self._run("spent_or_held")
        self.assertEqual((row["limit_dollars"], row["spent_or_held"]), (50, 2.5))

    def test_unverified_answers_are_told_by_model(self):
        self.vendor.answer_with("I can't help with that.")
        self._create_lead()._enrich_lead()
        self.env["llm.request"].search([]).error_code = "answer_unverified"
        [row] = self._run("unverified_percent")
        self.assertEqual(
            (row["model"], row["unverified_percent"]), ("small-model", 100)
        )

    def test_keys_are_told_without_being_shown(self):
        rows = self._run("in_database")
        [row] = [row for row in rows if row["id"] == self.provider.id]
        self.assertIn(row["in_database"], ("clear", "encrypted"))
        self.assertNotIn("0123456789", str(rows))
