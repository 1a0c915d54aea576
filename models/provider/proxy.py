from dataclasses import replace

from requests.utils import get_environ_proxies, select_proxy

from odoo import models

from ...engine.vendors import VENDORS
from ..settings.server_option import server_option
from ..settings.settings_mixin import is_on

PROXY_OPTION = "llm_lead_scoring_use_proxy"
PROXY_VARIABLE = "LLM_USE_PROXY"


class LlmProvider(models.Model):
    """The way to vendors where only a proxy reaches the Internet."""

    _inherit = "llm.provider"

    def _to_keyless_endpoint(self):
        """Through the environment's proxy, only where odoo.conf or a variable says so.

        The usual variables count: https_proxy, all_proxy and no_proxy.
        """
        endpoint = super()._to_keyless_endpoint()
        if not is_on(server_option(PROXY_OPTION, PROXY_VARIABLE)):
            return endpoint
        url = endpoint.base_url or VENDORS[endpoint.vendor].base_url
        proxy = select_proxy(url, get_environ_proxies(url))
        return replace(endpoint, proxy=proxy or "")
