import re
from pathlib import Path

from odoo.tests import tagged

from .common import LlmCase

ROOT = Path(__file__).parent.parent


def blocks(document, language):
    """The fenced blocks of a document."""
    text = (ROOT / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@tagged("post_install", "-at_install")
class TestDocuments(LlmCase):
    def test_every_query_of_operations_runs(self):
        lead = self._create_lead()
        self.vendor.fail_with(401)
        lead._enrich_lead()
        self.env.flush_all()
        queries = blocks("OPERATIONS.md", "sql")
        self.assertGreaterEqual(len(queries), 5)
        for query in queries:
            self.env.cr.execute(query)
            self.assertTrue(self.env.cr.description, query)

    def test_the_query_for_providers_left_alone_finds_one(self):
        self._create_lead()._enrich_lead()
        self.vendor.fail_with(401)
        self._create_lead()._enrich_lead()
        self.env.flush_all()
        [query] = [q for q in blocks("OPERATIONS.md", "sql") if "cooldown_until" in q]
        self.env.cr.execute(query)
        [row] = self.env.cr.dictfetchall()
        self.assertEqual((row["name"], row["http_status"]), ("Local", 401))

    def test_the_log_lines_of_operations_are_the_real_ones(self):
        described = (ROOT / "OPERATIONS.md").read_text(encoding="utf-8")
        source = "".join(
            (ROOT / "models" / f"crm_lead_{name}.py").read_text(encoding="utf-8")
            for name in ("drain", "store")
        )
        for start in (
            "enriched: score",
            "tried again in",
            "failed:",
            "enrichment broke",
        ):
            self.assertIn(start, described)
            self.assertIn(start, source)

    def test_every_setting_limit_and_menu_that_readme_names_exists(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        for xmlid in ("menu_ai_lead_scoring", "menu_llm_provider", "menu_llm_settings"):
            menu = self.env.ref(f"llm_lead_scoring.{xmlid}")
            self.assertIn(menu.name, readme)
