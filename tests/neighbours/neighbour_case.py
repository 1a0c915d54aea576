import json

from odoo.addons.mail.tests.common import mail_new_test_user

from ..common import BrowserCase, LlmCase

ADDON = "llm_lead_scoring"
# What stands in every text field of ours: found in what outsiders are sent, it leaks.
MARK = "ONLYFORUS"
# Where a new lead differs from one without any value.
DEFAULTS = {"auto_enrich": True}


class NeighbourCase(LlmCase, BrowserCase):
    """Tests of another addon's doors; skipped where that is not installed.

    ``reseller`` is a portal user; leads are assigned to his company.
    """

    ADDON = ""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reseller = mail_new_test_user(
            cls.env, "llm_reseller", groups="base.group_portal", password="llm_reseller"
        )
        cls.fields = [
            name
            for name, field in cls.env["crm.lead"]._fields.items()
            if ADDON in field._modules
        ]

    def setUp(self):
        super().setUp()
        addons = self.env["ir.module.module"].sudo()
        if not addons.search_count(
            [("name", "=", self.ADDON), ("state", "=", "installed")]
        ):
            self.skipTest(f"{self.ADDON} is not installed")

    def _create_marked_lead(self, **values):
        """An enriched lead with a note, and a mark in every text of ours."""
        lead = self._create_lead(**values)
        lead.action_enrich_with_ai()
        lead.action_agree_with_ai_score()
        texts = [n for n in self.fields if self._is_text(lead._fields[n])]
        lead.write(dict.fromkeys(texts, MARK))
        for note in lead._get_ai_notes():
            note.body += MARK
        self.env.flush_all()
        self.vendor.reset()
        return lead

    def _is_text(self, field):
        return field.store and field.type in ("char", "text", "html")

    def _call(self, route, **params):
        """The text of a JSON answer."""
        call = {"jsonrpc": "2.0", "method": "call", "params": params}
        headers = {"Content-Type": "application/json"}
        return self.url_open(route, json.dumps(call).encode(), headers=headers).text

    def _assert_nothing_of_ours(self, lead):
        """Neither set nor asked for."""
        lead.invalidate_recordset()
        for name in set(self.fields) - {"ai_facts_date", "ai_is_stale"}:
            if lead._fields[name].store:
                self.assertEqual(lead[name] or False, DEFAULTS.get(name, False), name)
        self.assertFalse(self.vendor.requests)
