import logging
import os
import traceback

from psycopg2 import IntegrityError

from odoo.api import call_kw
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .test_keys import HEAD, OTHER, KeyCase


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
        by_model = {
            "llm.provider": self._get_plain_calls(ids) + self._get_probing_calls(ids),
            "llm.provider.secret": [
                ("search_read", [[]]),
                ("search_count", [[("secret", "like", "sk-sec")]]),
                ("read_group", [[], ["secret"], ["secret"]]),
                ("export_data", [[1], ["secret"]]),
                ("create", [{"provider_id": ids[0], "secret": "x"}]),
            ],
            "mail.message": [("search_read", [[("model", "=", "llm.provider")]])],
        }
        return [(model, *call) for model, calls in by_model.items() for call in calls]

    def _get_plain_calls(self, ids):
        """What anybody may try who knows nothing of the model but its fields."""
        names = sorted(self.env["llm.provider"]._fields)
        shown = {name: {} for name in names}
        return [
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

    def _get_probing_calls(self, ids):
        """What asks for the key by name, or lets a condition on it tell of it."""
        return [
            call
            for name in ("api_key", "secret", "secret_ids", "api_key_secret")
            for call in (
                ("read", [ids, [name]]),
                ("export_data", [ids, [name]]),
                ("read_group", [[], [name], [name]]),
                ("search_read", [[(name, "like", "sk-sec")], ["name"]]),
                ("name_search", ["", [(name, "=like", "%sk-sec%")]]),
            )
        ]

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
        # Whatever level the server gave them; by number: Odoo renames levels.
        with (
            self.assertLogs("odoo", logging.INFO) as odoo_log,
            self.assertLogs("odoo.addons.llm_lead_scoring", logging.INFO) as our_log,
        ):
            self.provider.with_user(self.manager).api_key = "sk-logged-0123456789"
            for status in (401, 429, 500):
                self.vendor.fail_with(status, body={"error": "sk-logged-0123456789"})
                self.provider.action_test_connection()
            self._create_lead()._enrich_lead()
            self.provider.unlink()
            self.env.cr.flush()
        self.assertNotIn("sk-logged", "".join(odoo_log.output + our_log.output))


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
