import re

from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import tagged

from ...engine.settings import Settings
from ...models.queue import drain, enrichment_run, pace, store
from ...models.service import service
from ..common import LlmCase
from .sources import ROOT, anchor, log_formats, read

OWN_OPTIONS = {
    "llm_lead_scoring_master_key",
    "llm_lead_scoring_metrics_token",
    "llm_lead_scoring_secrets_dir",
    "llm_lead_scoring_use_proxy",
}


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
