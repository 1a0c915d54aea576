import os
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import config

from ..common import LlmCase

PROXY = "http://proxy.example:3128"


@tagged("post_install", "-at_install")
class TestProviderProxy(LlmCase):
    """Proxies of the environment, only if said."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.openai = cls.env["llm.provider"].create(
            {"name": "OpenAI", "provider_type": "openai", "model_name": "m"}
        )

    def _proxy(self, provider, **environment):
        usual = {"https_proxy": PROXY, "no_proxy": "127.0.0.1,.house.example"}
        with patch.dict(os.environ, {**usual, **environment}):
            return provider._to_endpoint().proxy

    def test_the_environment_says_nothing_unless_asked(self):
        for said in ({}, {"LLM_USE_PROXY": "0"}, {"LLM_USE_PROXY": "false"}):
            self.assertEqual(self._proxy(self.openai, **said), "")

    def test_vendors_are_asked_through_the_proxy_and_the_house_is_not(self):
        said = {"LLM_USE_PROXY": "1"}
        self.assertEqual(self._proxy(self.openai, **said), PROXY)
        self.assertEqual(self._proxy(self.provider, **said), "")
        self.openai.api_endpoint = "https://llm.house.example/v1"
        self.assertEqual(self._proxy(self.openai, **said), "")

    def test_odoo_conf_says_it_too(self):
        with patch.dict(config.options, {"llm_lead_scoring_use_proxy": "True"}):
            self.assertEqual(self._proxy(self.openai), PROXY)

    def test_the_proxys_password_is_in_no_text(self):
        secret = "http://user:s3cret@proxy.example:3128"
        with patch.dict(os.environ, {"LLM_USE_PROXY": "1", "https_proxy": secret}):
            endpoint = self.openai._to_endpoint()
        self.assertEqual(endpoint.proxy, secret)
        self.assertNotIn("s3cret", repr(endpoint))
