import io
import re
from pathlib import Path

import polib

from odoo.tests import tagged
from odoo.tools.translate import trans_export

from .common import LlmCase

I18N = Path(__file__).parent.parent / "i18n"
TEMPLATE = I18N / "llm_lead_scoring.pot"

# Labels of what any addon may add to everything that has a chatter.
CHATTER = re.compile(r":[\w.]+__(?:activity|message|rating|website_message)_\w+$")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[.\d]*[a-z](?![a-z])")
TAG = re.compile(r"<[^>]+>")
TITLE = re.compile(r'(?<= )title="[^"]*"')


def tags(text):
    """The markup of a text; what its titles say is to be translated as well."""
    return [TITLE.sub("title", tag) for tag in TAG.findall(text)]


def terms(path):
    """``{msgid: entry}`` of a .po or .pot file."""
    return {entry.msgid: entry for entry in polib.pofile(str(path))}


def own_terms(template):
    """Those that are the same whatever is installed beside."""
    return {
        entry.msgid
        for entry in polib.pofile(str(template))
        if not all(CHATTER.search(place) for place, _line in entry.occurrences)
    }


@tagged("post_install", "-at_install")
class TestTranslations(LlmCase):
    def test_every_language_has_every_term(self):
        template = set(terms(TEMPLATE))
        languages = sorted(I18N.glob("*.po"))
        self.assertTrue(languages)
        for path in languages:
            with self.subTest(language=path.stem):
                translated = terms(path)
                self.assertEqual(set(translated), template)
                for msgid, entry in translated.items():
                    self.assertTrue(entry.translated(), msgid)

    def test_every_translation_keeps_placeholders_and_markup(self):
        for path in sorted(I18N.glob("*.po")):
            with self.subTest(language=path.stem):
                for msgid, entry in terms(path).items():
                    if "python-format" in entry.flags:
                        self.assertEqual(
                            sorted(PLACEHOLDER.findall(entry.msgstr)),
                            sorted(PLACEHOLDER.findall(msgid)),
                            msgid,
                        )
                    self.assertEqual(tags(entry.msgstr), tags(msgid))

    def test_messages_name_the_menu_as_the_menu_is_called(self):
        path = "CRM / Configuration / AI Lead Scoring / AI Providers"
        menus = [
            self.env.ref(f"llm_lead_scoring.{xmlid}").with_context(lang=None).name
            for xmlid in ("menu_ai_lead_scoring", "menu_llm_provider")
        ]
        self.assertEqual(path.split(" / ")[2:], menus)
        for language in sorted(I18N.glob("*.po")):
            with self.subTest(language=language.stem):
                translated = terms(language)
                self.assertEqual(
                    translated[path].msgstr.split(" / ")[2:],
                    [translated[menu].msgstr for menu in menus],
                )

    def test_the_template_is_what_odoo_exports(self):
        exported = io.BytesIO()
        trans_export(False, ["llm_lead_scoring"], exported, "po", self.env.cr)
        self.assertEqual(own_terms(TEMPLATE), own_terms(exported.getvalue().decode()))

    def test_a_french_salesperson_reads_a_failure_in_french(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"]._load_module_terms(["llm_lead_scoring"], ["fr_FR"])
        self.salesman.lang = "fr_FR"
        context = self.env["res.users"].with_user(self.salesman).context_get()
        self.vendor.fail_with(401)
        lead = self._create_lead().with_user(self.salesman).with_context(**context)
        message = lead.action_enrich_with_ai()["params"]["message"]
        self.assertIn("Local : la clé a été refusée", message)
        self.assertIn("Notation des pistes par IA / Fournisseurs d'IA", message)
        self.assertEqual(lead.ai_failure_reason, message)
        label = lead.fields_get(["ai_grade"], ["string"])["ai_grade"]["string"]
        self.assertEqual(label, "Classe IA")
