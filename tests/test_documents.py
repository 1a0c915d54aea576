import ast
import re
from datetime import timedelta
from pathlib import Path

from odoo import fields
from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import tagged

from ..engine.settings import Settings
from ..models.queue import drain, enrichment_run, pace, store
from ..models.service import service
from .common import LlmCase

ROOT = Path(__file__).parent.parent
OWN_OPTIONS = {
    "llm_lead_scoring_master_key",
    "llm_lead_scoring_metrics_token",
    "llm_lead_scoring_secrets_dir",
    "llm_lead_scoring_use_proxy",
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
    """The texts of all lines for the log but those for developers, as in the source."""
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
        if isinstance(call.func.value, ast.Name)
        and call.func.value.id == "_logger"
        and call.func.attr != "debug"
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


@tagged("post_install", "-at_install")
class TestDocuments(LlmCase):
    def test_every_line_of_the_log_is_described_and_the_other_way_round(self):
        section = read("OPERATIONS.md").split("## Lines in the log")[1]
        table = section.split("Odoo's own lines")[0]
        told = re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)
        patterns = {re.sub(r"%[sd]", ".+", re.escape(text)) for text in log_formats()}
        for pattern in patterns:
            self.assertTrue(any(re.fullmatch(pattern, line) for line in told), pattern)
        for line in told:
            self.assertTrue(any(re.fullmatch(p, line) for p in patterns), line)

    def test_every_metric_is_described_and_the_other_way_round(self):
        text = read("OPERATIONS.md")
        names = {m.name for m in self.env["llm.metrics"]._collect()}
        in_rules = set(re.findall(r"\bllm_lead_scoring_[a-z0-9_]+", text))
        in_rules -= OWN_OPTIONS
        self.assertTrue(in_rules)
        self.assertLessEqual(in_rules, names)
        [table] = re.findall(r"\| metric \(.+?\n\n", text, re.DOTALL)
        rows = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
        told = {n for row in rows for n in re.findall(r"`(\w+)`", row)}
        self.assertEqual({f"llm_lead_scoring_{name}" for name in told}, names)

    def test_the_numbers_of_operations_are_those_of_the_code(self):
        text = " ".join(read("OPERATIONS.md").split())
        settings = Settings()
        provider = self.env["llm.provider"].default_get(["max_in_flight"])
        for said in (
            f"a lease of {drain.LEASE_SECONDS} seconds",
            f"renews it every {enrichment_run.LEASE_RENEWAL_SECONDS}",
            f"(on the provider; {provider['max_in_flight']}) at the same time",
            f"threads of one process, {enrichment_run.MAX_IN_FLIGHT} in all",
            f"one group ({enrichment_run.GROUP_SIZE} leads",
            f"at most {pace.LONGEST_PASS_SECONDS}; no lead",
            f"nor more than {pace.UNATTENDED_SECONDS} seconds",
            f"answer is there, at most {service.INTERACTIVE_SECONDS} seconds",
            f"up to {store.MAX_ATTEMPTS} attempts",
            f"*Reuse Answers for* days ({settings.reuse_days:.0f})",
            f"*Keep the Log for* ({settings.request_days:.0f} days)",
            f"*Keep Contents for* ({settings.content_days:.0f} days)",
        ):
            self.assertIn(said, text)

    def test_every_incident_has_sign_cause_and_cure(self):
        incidents = read("OPERATIONS.md").split("## Incidents")[1].split("\n### ")[1:]
        self.assertGreaterEqual(len(incidents), 10)
        for incident in incidents:
            for part in ("sign", "cause", "cure"):
                self.assertRegex(incident.lower(), rf"\*[^*]*{part}[^*]*\*")

    def test_every_link_inside_a_document_leads_somewhere(self):
        for document in ("OPERATIONS.md", "README.md"):
            text = read(document)
            anchors = {anchor(h) for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
            for link in re.findall(r"\]\(#(.+?)\)", text):
                self.assertIn(link, anchors)
            for path in re.findall(r"\]\(([^#:)]+)\)", text):
                self.assertTrue((ROOT / path).exists(), path)

    def test_every_label_that_operations_names_exists(self):
        prose = re.sub(r"^```.*?^```", "", read("OPERATIONS.md"), flags=re.S | re.M)
        prose = re.sub(r"`[^`]*`|\*\*[^*]*\*\*", "", prose)
        named = {" ".join(n.split()) for n in re.findall(r"\*([^*]+)\*", prose)}
        named -= {"Sign", "Cause", "Cure", "Cause and cure"}
        self.assertGreater(len(named), 10)
        self.assertFalse(named - self._get_labels())

    def _get_labels(self):
        """Whatever a person can read in the addon's part of the web client."""
        models = [m for m in self.env if m.startswith("llm.")] + ["crm.lead"]
        labels = {f.string for m in models for f in self.env[m]._fields.values()}
        for model in ("ir.ui.menu", "ir.cron", "ir.actions.server"):
            labels.update(self.env[model].search([]).mapped("name"))
        views = self.env["ir.model.data"].search(
            [("module", "=", "llm_lead_scoring"), ("model", "=", "ir.ui.view")]
        )
        for view in self.env["ir.ui.view"].browse(views.mapped("res_id")):
            labels.update(re.findall(r'string="([^"]+)"', view.arch))
        for path in (ROOT / "static" / "src").rglob("*.xml"):
            labels.update(re.findall(r">\s*([A-Z][^<>]*?)\s*<", path.read_text()))
        return labels

    def test_every_failure_that_operations_names_exists(self):
        codes = dict(self.env["llm.request"]._fields["error_code"].selection)
        incidents = read("OPERATIONS.md").split("## Incidents")[1]
        signs = " ".join(re.findall(r"\*Sign\*:.*?\*Cause", incidents, re.DOTALL))
        found = {n for n in re.findall(r"`([a-z_]+)`", signs) if n in codes}
        self.assertGreaterEqual(len(found), 8)

    def test_a_neutralized_copy_asks_nobody(self):
        self.env.flush_all()
        [query] = get_neutralization_queries(["llm_lead_scoring"])
        self.env.cr.execute(query)
        self.env.invalidate_all()
        company = self.env.company
        self.assertFalse(self.env["llm.provider"]._get_candidates(company))

    def test_every_setting_limit_and_menu_that_readme_names_exists(self):
        readme = read("README.md")
        for xmlid in ("menu_ai_lead_scoring", "menu_llm_provider", "menu_llm_settings"):
            menu = self.env.ref(f"llm_lead_scoring.{xmlid}")
            self.assertIn(menu.name, readme)
