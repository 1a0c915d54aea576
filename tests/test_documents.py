import ast
import re
from datetime import timedelta
from pathlib import Path

from odoo import fields
from odoo.tests import tagged

from .common import LlmCase

ROOT = Path(__file__).parent.parent
OWN_OPTIONS = {
    "llm_lead_scoring_master_key",
    "llm_lead_scoring_metrics_token",
    "llm_lead_scoring_secrets_dir",
}


def read(document):
    return (ROOT / document).read_text(encoding="utf-8")


def queries():
    """The SQL of OPERATIONS.md, each with the paragraph after it."""
    found = re.findall(
        r"^```sql\n(.*?)^```\n\n(.*?)\n\n",
        read("OPERATIONS.md"),
        re.DOTALL | re.MULTILINE,
    )
    return [(query, " ".join(paragraph.split())) for query, paragraph in found]


def log_formats():
    """The texts of all lines that the addon logs, as they stand in its source."""
    paths = [p for room in ("controllers", "engine", "models") for p in rooms(room)]
    calls = (
        node
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func.value, ast.Name) and call.func.value.id == "_logger"
    }


def rooms(name):
    return [p for p in (ROOT / name).rglob("*.py") if "tests" not in p.parts]


def anchor(heading):
    """What a link to the heading says after its #."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


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
            with self.subTest(query), self.env.cr.savepoint():
                self.env.cr.execute("SET TRANSACTION READ ONLY")
                self.env.cr.execute(query)
                columns = [column.name for column in self.env.cr.description]
                self.assertRegex(paragraph, r"^Columns: `")
                for name in columns:
                    self.assertIn(f"`{name}`", paragraph)
                told = [n for n in re.findall(r"`(\w+)`", paragraph) if n in columns]
                self.assertEqual(list(dict.fromkeys(told)), columns)

    def test_success_is_told_by_the_last_request_of_each_lead(self):
        self._create_lead()._enrich_lead()
        self._fail(400)
        [row] = self._run("success_percent")
        self.assertEqual((row["leads"], row["success_percent"]), (2, 50))
        rows = self._run("AS error_code, count(*)".split(",")[0] + " ") or []
        self.assertTrue(rows)

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
        won, retry, _due = leads = self._create_lead() + self._create_lead()
        self.assertTrue(leads and won and retry)

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

    def test_both_jobs_are_found_with_the_time_that_they_are_due(self):
        job = self.env.ref("llm_lead_scoring.ir_cron_enrich_requested_leads")
        job.nextcall = fields.Datetime.now() - timedelta(minutes=7)
        rows = {row["job"]: row for row in self._run("due_seconds")}
        self.assertEqual(len(rows), 2)
        self.assertTrue(400 < rows[job.name]["due_seconds"] < 600)

    def test_spending_and_bill_are_told(self):
        self.env["llm.budget"]._set_limit(self.env.company.id, 50)
        self.env["llm.budget"]._hold(self.env.company.id, [2.5])
        [row] = self._run("spent_or_held")
        self.assertEqual((row["limit_dollars"], row["spent_or_held"]), (50, 2.5))
        self.provider.write({"input_price": 1000, "output_price": 1000})
        self._create_lead()._enrich_lead()
        [row] = self._run("company.name AS company,\n       provider_name")
        total = sum(self.env["llm.request"].search([]).mapped("cost"))
        self.assertGreater(row["dollars"], 0)
        self.assertAlmostEqual(float(row["dollars"]), total, 2)
