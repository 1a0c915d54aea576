import logging
import os
import tempfile
import traceback
from pathlib import Path
from unittest.mock import patch

from cryptography.fernet import Fernet
from psycopg2 import IntegrityError

from odoo.api import call_kw
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL, config, mute_logger

from ..models.llm_provider_cipher import OPTION
from ..models.llm_provider_key_source import SECRETS_OPTION
from .common import LlmCase

KEY = "sk-secret-0123456789"
OTHER = "sk-other-9876543210"
HEAD = KEY[:12]
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SECRET_LOG = "odoo.addons.llm_lead_scoring.models.llm_provider_secret"


class KeyCase(LlmCase):
    """One provider, its key in clear in the database, and nothing configured."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.dict(os.environ))
        for name in [n for n in os.environ if n.startswith("LLM_")]:
            del os.environ[name]
        self.startPatcher(patch.dict(config.options))
        for option in (OPTION, SECRETS_OPTION):
            config.options.pop(option, None)
        self.secrets = self.env["llm.provider.secret"]

    def _use_master_keys(self, *keys):
        config.options[OPTION] = ",".join(keys)
        self.provider.invalidate_recordset()

    def _get_stored(self, provider=None):
        return self.secrets._fetch(provider or self.provider)[0]

    def _get_source(self):
        self.provider.invalidate_recordset()
        return self.provider.key_source, self.provider.key_place


@tagged("post_install", "-at_install")
class TestKeySource(KeyCase):
    def test_the_environment_comes_first_then_a_file_then_the_database(self):
        self.assertEqual(self._get_source(), ("clear", ""))
        with tempfile.TemporaryDirectory() as folder:
            name = f"llm_api_key_{self.provider.id}"
            Path(folder, name).write_text("sk-in-a-file-1111\n")
            config.options[SECRETS_OPTION] = folder
            self.assertEqual(self._get_source(), ("file", name))
            self.assertEqual(self.provider.get_api_key(), "sk-in-a-file-1111")
            self.assertTrue(self.provider.api_key_date)
            self.provider.key_variable = "ACME_API_KEY"
            self.assertEqual(self._get_source(), ("file", name))
            os.environ["ACME_API_KEY"] = "sk-in-a-variable-2222"
            self.assertEqual(self._get_source(), ("environment", "ACME_API_KEY"))
            self.assertEqual(self.provider.api_key_hint, "…2222")
            name = f"LLM_API_KEY_{self.provider.id}"
            os.environ[name] = "sk-for-this-one-3333"
            self.assertEqual(self._get_source(), ("environment", name))
        self.assertEqual(self.provider._to_endpoint().api_key, "sk-for-this-one-3333")

    def test_a_folder_of_secrets_is_named_by_a_variable_too(self):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["LLM_SECRETS_DIR"] = folder
            self.assertEqual(self._get_source(), ("clear", ""))
            Path(folder, f"llm_api_key_{self.provider.id}").write_text(OTHER)
            self.assertEqual(self.provider.get_api_key(), OTHER)

    def test_a_file_that_can_not_be_read_stops_requests_and_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, f"llm_api_key_{self.provider.id}").mkdir()
            config.options[SECRETS_OPTION] = folder
            shown = self.provider.action_test_connection()["params"]
            self.assertIn("file with the key can't be read", shown["message"])
            self.assertEqual(self._get_source()[0], "file")
        self.assertFalse(self.vendor.requests)

    def test_only_variables_for_keys_can_be_named(self):
        for name in (
            *("PGPASSWORD", "PATH", "API_KEY_FILE", "openai_api_key", "_KEY"),
            *("AWS_SECRET_ACCESS_KEY", "LLM_MASTER_KEY", "DB_PASSWORD_KEY"),
            *("STRIPE_SECRET_KEY", "X_API_KEY\nPGPASSWORD", "SESSION_TOKEN"),
        ):
            with self.assertRaises(ValidationError, msg=name):
                self.provider.key_variable = name
        for name in ("OPENAI_API_KEY", "CO_API_KEY", "HF_TOKEN", "ACME_2_KEY"):
            self.provider.key_variable = name

    def test_another_variable_is_not_read_even_if_its_name_got_in(self):
        os.environ["PGPASSWORD"] = "do-not-send-this"
        self.env.cr.execute(
            "UPDATE llm_provider SET key_variable = 'PGPASSWORD' WHERE id = %s",
            [self.provider.id],
        )
        self.assertEqual(self._get_source(), ("clear", ""))
        self.assertEqual(self.provider._to_endpoint().api_key, KEY)

    def test_a_variable_that_is_not_set_is_told(self):
        self.provider.action_forget_key()
        self.provider.key_variable = "ACME_API_KEY"
        shown = self.provider.action_test_connection()["params"]
        self.assertIn("variable is not set", shown["message"])
        self.assertFalse(self.vendor.requests)

    def test_only_an_administrator_names_a_variable(self):
        os.environ["ACME_API_KEY"] = OTHER
        manager = self.provider.with_user(self.manager)
        with self.assertRaises(AccessError):
            manager.key_variable = "ACME_API_KEY"
        with self.assertRaises(AccessError):
            manager.read(["key_variable"])
        self.provider.with_user(self.admin).key_variable = "ACME_API_KEY"
        self.assertEqual(manager.key_source, "environment")

    def test_a_copy_has_neither_key_nor_variable(self):
        os.environ["ACME_API_KEY"] = OTHER
        self.provider.key_variable = "ACME_API_KEY"
        copy = self.provider.copy()
        self.assertFalse(copy.key_variable)
        self.assertEqual(copy.key_source, "none")

    def test_a_base_url_holds_no_login_and_no_key(self):
        for address in (
            "https://user:word@host.test/v1",
            "https://host.test/v1?api_key=x",
            "https://host.test/v1?Token=x",
        ):
            with self.assertRaises(ValidationError, msg=address):
                self.provider.api_endpoint = address
        self.provider.api_endpoint = "https://host.test/openai?api-version=preview"


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
        self.provider.message_post(body=f"My key is {KEY}")
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


@tagged("post_install", "-at_install")
class TestKeyStaysSecret(KeyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "llm_p", groups="base.group_portal")
        cls.public = cls.env.ref("base.public_user")

    def setUp(self):
        super().setUp()
        os.environ["ACME_API_KEY"] = OTHER
        self.from_variable = self._create_provider(
            self.vendor, name="Variable", api_key=False, key_variable="ACME_API_KEY"
        )

    def test_no_call_of_anybody_answers_with_a_key(self):
        for user in (
            *(self.public, self.portal, self.salesman),
            *(self.manager, self.admin),
        ):
            for call in self._get_calls():
                answer = self._call(user, *call)
                found = [key for key in (HEAD, OTHER[:12]) if key in answer]
                self.assertFalse(found, (user.login, call))
            shown = self._call(user, "llm.provider", "search_read", [])
            allowed = user in self.manager + self.admin
            self.assertEqual("'Local'" in shown, allowed, user.login)

    def _get_calls(self):
        """(model, method, arguments) of what a browser may ask for."""
        ids = (self.provider + self.from_variable).ids
        names = sorted(self.env["llm.provider"]._fields)
        private = ["api_key", "secret", "secret_ids", "api_key_secret"]
        shown = {name: {} for name in names}
        calls = [
            ("read", [ids]),
            ("search_read", []),
            ("web_read", [ids, shown]),
            ("web_search_read", [[], shown]),
            ("export_data", [ids, names]),
            ("name_search", []),
            ("get_metadata", [ids]),
            ("fields_get", []),
            ("copy", [ids[:1]]),
            ("copy_data", [ids[:1]]),
            ("onchange", [ids[:1], {}, [], shown]),
            ("write", [ids[:1], {"name": False}]),
            ("action_test_connection", [ids[:1]]),
            ("action_fetch_models", [ids[:1]]),
            ("get_api_key", [ids[:1]]),
            ("get_api_headers", [ids[:1]]),
            ("get_api_url", [ids[:1]]),
            ("format_request_payload", [ids[:1], []]),
        ]
        for name in private:
            calls += [
                ("read", [ids, [name]]),
                ("export_data", [ids, [name]]),
                ("read_group", [[], [name], [name]]),
                ("search_read", [[(name, "like", "sk-sec")], ["name"]]),
                ("name_search", ["", [(name, "=like", "%sk-sec%")]]),
            ]
        of_secrets = [
            ("search_read", [[]]),
            ("search_count", [[("secret", "like", "sk-sec")]]),
            ("read_group", [[], ["secret"], ["secret"]]),
            ("export_data", [[1], ["secret"]]),
            ("create", [{"provider_id": ids[0], "secret": "x"}]),
        ]
        messages = [("search_read", [[("model", "=", "llm.provider")]])]
        return (
            [("llm.provider", *call) for call in calls]
            + [("llm.provider.secret", *call) for call in of_secrets]
            + [("mail.message", *call) for call in messages]
        )

    def _call(self, user, model, method, args):
        """What comes back over RPC, errors with their traceback as Odoo sends them."""
        with mute_logger("odoo.sql_db", "odoo.models"):
            try:
                with self.env.cr.savepoint():
                    records = self.env[model].with_user(user)
                    answer = repr(call_kw(records, method, args, {}))
                    self.env.flush_all()
                    return answer
            except Exception:
                self.env.invalidate_all()
                return traceback.format_exc()

    def test_a_key_that_is_set_does_not_come_back(self):
        shown = {"api_key": {}, "api_key_hint": {}, "message_ids": {"fields": {}}}
        providers = self.env["llm.provider"].with_user(self.manager)
        ids = self.provider.ids
        for method, args in (
            ("web_save", [ids, {"api_key": "sk-typed-in-0123456789"}, shown]),
            ("write", [ids, {"api_key": "sk-typed-in-0123456789"}]),
            ("onchange", [ids, {"api_key": "sk-typed-in-0123456789"}, [], shown]),
            ("onchange", [ids, {"api_key": "sk-typed-in-012"}, ["api_key"], shown]),
        ):
            answer = repr(call_kw(providers, method, args, {}))
            self.assertNotIn("sk-typed", answer, method)
        self.assertEqual(self.provider.get_api_key(), "sk-typed-in-0123456789")

    def test_keys_are_no_oracle_for_a_search(self):
        for user in (self.manager, self.admin):
            providers = self.env["llm.provider"].with_user(user)
            for name in ("api_key", "request_ids.provider_id.api_key"):
                with self.assertRaises(AccessError):
                    providers.search([(name, "=like", f"{HEAD}%")])
            with self.assertRaises(AccessError):
                self.env["llm.provider.secret"].with_user(user).search_count(
                    [("secret", "=like", f"clear:{HEAD}%")]
                )

    def test_a_right_given_to_an_administrator_shows_no_key(self):
        self.env["ir.model.access"].create(
            {
                "name": "everything",
                "model_id": self.env.ref(
                    "llm_lead_scoring.model_llm_provider_secret"
                ).id,
                "group_id": self.env.ref("base.group_system").id,
                "perm_read": True,
            }
        )
        secrets = self.env["llm.provider.secret"].with_user(self.admin)
        [row] = secrets.search_read([])
        self.assertNotIn("secret", row)
        for look in (
            lambda: secrets.search([("secret", "like", HEAD)]),
            lambda: secrets.search([]).read(["secret"]),
            lambda: secrets.search([]).export_data(["secret"]),
            lambda: secrets.read_group([], ["secret"], ["secret"]),
            lambda: secrets.search([], order="secret"),
        ):
            with self.assertRaises(AccessError):
                look()

    def test_a_failed_write_puts_no_key_into_log_or_error(self):
        with self.assertLogs("odoo.sql_db", "ERROR") as log:
            with self.assertRaises(IntegrityError) as caught, self.env.cr.savepoint():
                self.provider.with_user(self.manager).name = False
                self.env.flush_all()
        self.assertIn("Failing row contains", log.output[0])
        for text in (*log.output, str(caught.exception)):
            self.assertNotIn(HEAD, text)

    def test_a_key_that_can_not_be_stored_is_not_logged(self):
        nobody = self.env["llm.provider"].browse(2**31 - 1)
        with self.assertNoLogs("odoo.sql_db"):
            with self.assertRaises(IntegrityError) as caught, self.env.cr.savepoint():
                self.secrets._put(nobody, OTHER, "")
                self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.assertNotIn(OTHER[:12], str(caught.exception))

    def test_a_whole_life_leaves_no_key_in_the_log(self):
        # By number: for Odoo "INFO" is the name of a level above it.
        with self.assertLogs("", logging.INFO) as log:
            self.provider.with_user(self.manager).api_key = "sk-logged-0123456789"
            for status in (401, 429, 500):
                self.vendor.fail_with(status, body={"error": "sk-logged-0123456789"})
                self.provider.action_test_connection()
            self._create_lead()._enrich_lead()
            self.provider.unlink()
            self.env.cr.flush()
        self.assertNotIn("sk-logged", "".join(log.output))


@tagged("post_install", "-at_install")
class TestTracking(KeyCase):
    def _get_notes(self):
        self.env.cr.flush()
        return self.provider.message_ids

    def test_a_replaced_key_is_noted_with_its_end_and_who_did_it(self):
        self.provider.with_user(self.manager).api_key = OTHER
        note = self._get_notes()[0]
        self.assertIn("API key replaced (…3210)", note.body)
        self.assertEqual(note.author_id, self.manager.partner_id)
        self.provider.with_user(self.manager).action_forget_key()
        self.assertIn("API key removed", self._get_notes()[0].body)
        self.assertFalse(self.provider.get_api_key())

    def test_changes_are_tracked_with_old_and_new(self):
        self._get_notes()
        self.provider.with_user(self.admin).write(
            {
                "model_name": "large-model",
                "api_endpoint": "https://host.test/v1",
                "key_variable": "ACME_API_KEY",
                "output_price": 1.5,
                "max_requests_minute": 30,
            }
        )
        note = self._get_notes()[0]
        values = note.sudo().tracking_value_ids
        self.assertEqual(note.author_id, self.admin.partner_id)
        self.assertEqual(
            set(values.field_id.mapped("name")),
            {
                *("model_name", "api_endpoint", "key_variable"),
                *("output_price", "max_requests_minute"),
            },
        )
        self.assertIn("large-model", values.mapped("new_value_char"))
        self.assertIn("small-model", values.mapped("old_value_char"))

    def test_only_those_who_see_a_provider_see_its_history(self):
        self.provider.api_key = OTHER
        domain = [("model", "=", "llm.provider"), ("res_id", "=", self.provider.id)]
        messages = self.env["mail.message"]
        self.assertTrue(messages.with_user(self.manager).search(domain))
        self.assertFalse(messages.with_user(self.salesman).search(domain))
