from dataclasses import replace

from odoo import models
from odoo.exceptions import UserError

from ...engine.errors import LLMError
from ...engine.vendors import VENDORS
from .provider import prompt_from


class LlmProvider(models.Model):
    """The parts of a request, for addons that send their own."""

    _inherit = "llm.provider"

    def _check_reader(self):
        self.check_access_rights("read")
        self.check_access_rule("read")

    def get_api_headers(self):
        """The HTTP headers of a request, key included; refused to every user."""
        key = self.get_api_key()
        endpoint = replace(self._to_keyless_endpoint(), api_key=key)
        headers = VENDORS[endpoint.vendor].headers(endpoint)
        return {"Content-Type": "application/json", **headers}

    def get_api_url(self):
        """The URL that completions are asked from."""
        self._check_reader()
        return VENDORS[self.provider_type].url(self._to_keyless_endpoint())

    def format_request_payload(self, messages, system_prompt=None):
        """The body of a request; ``messages`` are dicts of role and content."""
        self._check_reader()
        endpoint = self._to_keyless_endpoint()
        prompt = prompt_from(messages, system_prompt)
        return dict(VENDORS[endpoint.vendor].build_body(endpoint, prompt))

    def parse_response(self, response_json):
        """The text of a vendor's answer.

        :raises UserError: the answer is an error, a refusal or empty.
        """
        self._check_reader()
        endpoint = self._to_keyless_endpoint()
        try:
            return VENDORS[endpoint.vendor].read_completion(response_json).text
        except LLMError as error:
            raise UserError(self.env["llm.failure"]._explain(error, self)) from None
