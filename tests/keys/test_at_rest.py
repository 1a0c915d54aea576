import logging
import os

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .test_keys import KEY, NEW, OLD, OTHER, SECRET_LOG, KeyCase


@tagged("post_install", "-at_install")
class TestKeyAtRest(KeyCase):
    def test_a_stored_key_says_whether_it_is_encrypted(self):
        self.assertEqual(self._get_stored(), f"clear:{KEY}")
        self.assertEqual(self._get_source()[0], "clear")
        self._use_master_keys(NEW)
        self.provider.api_key = OTHER
        self.assertTrue(self._get_stored().startswith("fernet:"))
        self.assertNotIn(OTHER, self._get_stored())
        self.assertEqual(self._get_source()[0], "encrypted")
        self.assertEqual(self.provider.get_api_key(), OTHER)

    def test_the_master_key_may_stand_in_the_environment(self):
        os.environ["LLM_MASTER_KEY"] = NEW
        self.provider.api_key = OTHER
        self.assertEqual(self._get_source()[0], "encrypted")

    def test_a_new_master_key_before_the_old_one_takes_over(self):
        self._use_master_keys(OLD)
        self.provider.api_key = OTHER
        self._use_master_keys(NEW, OLD)
        self.assertEqual(self.provider.get_api_key(), OTHER)
        shown = self.provider.with_user(self.admin).action_reencrypt_keys()["params"]
        self.assertIn("current master key: 1.", shown["message"])
        self._use_master_keys(NEW)
        self.assertEqual(self.provider.get_api_key(), OTHER)
        self.assertEqual(self.env["llm.provider"]._reencrypt_keys(), (0, 0))

    def test_only_an_administrator_encrypts_anew(self):
        self._use_master_keys(NEW)
        for user in (self.salesman, self.manager):
            with self.assertRaises(AccessError):
                self.provider.with_user(user).action_reencrypt_keys()
        self._use_master_keys()
        with self.assertRaises(UserError):
            self.provider.with_user(self.admin).action_reencrypt_keys()

    def test_without_its_master_key_a_provider_says_so_and_sends_nothing(self):
        self._use_master_keys(OLD)
        self.provider.api_key = OTHER
        for keys, words in (((), "has no master key"), ((NEW,), "another master key")):
            self._use_master_keys(*keys)
            provider = self.provider.with_user(self.manager)
            self.assertIn(words, provider.key_problem)
            self.assertEqual(provider.api_key_hint, "…3210")
            for action in ("action_test_connection", "action_fetch_models"):
                shown = getattr(provider, action)()["params"]
                self.assertEqual(shown["type"], "danger")
                self.assertIn(words, shown["message"])
            with self.assertRaises(UserError):
                self.provider.get_api_key()
            with self.assertRaises(UserError):
                self.provider.get_api_headers()
            self.assertEqual(self.secrets._seal_all(), (0, 1))
        self.assertFalse(self.vendor.requests)
        self._use_master_keys(OLD)
        self.assertEqual(self.provider.get_api_key(), OTHER)

    def test_with_an_unreadable_key_the_next_provider_does_the_work(self):
        self._use_master_keys(OLD)
        self.provider.write({"api_key": OTHER, "sequence": 1})
        self._use_master_keys(NEW)
        second = self._create_provider(self.vendor, name="Second", sequence=2)
        lead = self._create_lead()
        lead._enrich_lead()
        self.assertEqual(lead.ai_enrichment_status, "completed")
        self.assertEqual(len(self.vendor.requests), 1)
        logged = self.env["llm.request"].search([("lead_id", "=", lead.id)])
        self.assertEqual(logged.provider_id, second)
        self.assertTrue(self.provider.cooldown_until)
        self.assertIn(KEY, self.vendor.requests[0].headers["authorization"])
        second.active = False
        self.provider.cooldown_until = False
        answer = self.env["llm.service"].call_llm([{"role": "user", "content": "Hi"}])
        self.assertIn("another master key", answer["error"])
        self.assertEqual(len(self.vendor.requests), 1)

    def test_a_master_key_that_is_none_never_leads_to_a_key_in_clear(self):
        self._use_master_keys("not a key")
        with self.assertRaises(UserError):
            self.provider.api_key = OTHER
        self.env.invalidate_all()
        self.assertEqual(self._get_stored(), f"clear:{KEY}")
        self.assertIn("not valid", self.provider.key_problem)
        with self.assertLogs(SECRET_LOG, "ERROR") as log:
            self.secrets._register_hook()
        self.assertIn("is not a Fernet key", log.output[0])

    def test_keys_in_clear_are_told_at_the_start(self):
        with self.assertLogs(SECRET_LOG, "WARNING") as log:
            self.secrets._register_hook()
        self.assertIn("AI provider keys stored in clear: 1", log.output[0])

    def test_keys_in_clear_are_encrypted_at_the_next_start(self):
        self._use_master_keys(NEW)
        with self.assertLogs(SECRET_LOG, logging.INFO) as log:
            self.secrets._register_hook()
        self.assertIn("AI provider keys encrypted: 1", log.output[0])
        self.assertEqual(len(log.output), 1)
        self.assertEqual(self._get_source()[0], "encrypted")
        self.assertEqual(self.provider.get_api_key(), KEY)
        with self.assertNoLogs(SECRET_LOG):
            self.secrets._register_hook()

    def test_keys_that_can_not_be_read_are_told_at_the_start(self):
        self._use_master_keys(OLD)
        self.provider.api_key = OTHER
        self._use_master_keys(NEW)
        with self.assertLogs(SECRET_LOG, "ERROR") as log:
            self.secrets._register_hook()
        self.assertIn("master key can't read: 1", log.output[0])

    def test_a_dump_of_the_database_holds_no_key(self):
        keys = [f"sk-dump-{name}-0123456789" for name in ("one", "two", "three")]
        self._use_master_keys(NEW)
        for key in keys:
            provider = self._create_provider(self.vendor, api_key="sk-before-012345")
            provider.with_user(self.manager).api_key = key
        self.vendor.fail_with(401, body={"error": f"{keys[2]} is wrong"})
        provider.action_test_connection()
        self._create_lead()._enrich_lead()
        for key in [*keys, "sk-before-012345"]:
            self.assertEqual(self._get_tables_with(key), [], key)

    def test_a_dump_is_searched_where_a_key_would_be(self):
        self.assertEqual(self._get_tables_with(KEY), ["llm_provider_secret"])
        words = f"My key is {KEY}"
        self.provider.message_post(body=words)
        self.assertIn("mail_message", self._get_tables_with(KEY))

    def _get_tables_with(self, text):
        """The tables that hold ``text`` anywhere in a row, also as bytes."""
        self.env.cr.flush()
        self.env.cr.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        names = sorted(name for (name,) in self.env.cr.fetchall())
        return [name for name in names if self._has_row_with(name, text)]

    def _has_row_with(self, name, text):
        query = SQL(
            "SELECT 1 FROM %s t WHERE strpos(t::text, %s) + strpos(t::text, %s) > 0",
            SQL.identifier(name),
            text,
            text.encode().hex(),
        )
        self.env.cr.execute(query)
        return bool(self.env.cr.rowcount)
