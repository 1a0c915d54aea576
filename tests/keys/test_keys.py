import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from cryptography.fernet import Fernet

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import config

from ...models.keys.cipher import OPTION
from ...models.keys.key_source import SECRETS_OPTION
from ..common import LlmCase

KEY = "sk-secret-0123456789"
OTHER = "sk-other-9876543210"
HEAD = KEY[:12]
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SECRET_LOG = "odoo.addons.llm_lead_scoring.models.keys.secret"


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
