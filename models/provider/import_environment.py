"""Providers from the usual variables of the vendors' own tools, for containers."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from odoo import _, api, models
from odoo.exceptions import UserError

from ...engine.vendors import VENDORS
from ..settings.settings_mixin import is_on

# Nothing is imported when the addon is installed unless this says so.
WANTED = "LLM_LEAD_SCORING_IMPORT"
OLLAMA_PORT = 11434


@dataclass(frozen=True)
class Source:
    """Where the account of one vendor stands in the environment.

    :param keys: names of the variable with the key, the first that is set counts;
        none where the vendor takes no key.
    :param addresses: likewise for the base URL.
    :param models: likewise for the model; the vendor's suggestion if none is set.
    """

    vendor: str
    keys: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    address_required: bool = False


# In this order they are asked.
SOURCES = (
    Source("openai", ("OPENAI_API_KEY",), ("OPENAI_BASE_URL",)),
    Source("anthropic", ("ANTHROPIC_API_KEY",), ("ANTHROPIC_BASE_URL",)),
    Source("google", ("GEMINI_API_KEY", "GOOGLE_API_KEY")),
    Source("groq", ("GROQ_API_KEY",)),
    Source("mistral", ("MISTRAL_API_KEY",)),
    Source("cohere", ("COHERE_API_KEY", "CO_API_KEY")),
    Source("huggingface", ("HF_TOKEN",)),
    Source("openrouter", ("OPENROUTER_API_KEY",)),
    Source("deepseek", ("DEEPSEEK_API_KEY",)),
    Source("xai", ("XAI_API_KEY",)),
    Source(
        "azure_openai",
        ("AZURE_OPENAI_API_KEY",),
        ("AZURE_OPENAI_ENDPOINT",),
        ("AZURE_OPENAI_DEPLOYMENT", "AZURE_OPENAI_DEPLOYMENT_NAME"),
        address_required=True,
    ),
    Source("ollama", (), ("OLLAMA_HOST",), address_required=True),
)


class LlmProvider(models.Model):
    """Providers for the keys in the environment; the keys stay there."""

    _inherit = "llm.provider"

    def action_import_environment(self):
        self._check_administrator()
        found = self._import_environment()
        if not found:
            raise UserError(
                _(
                    "Nothing new was found in the server's environment. Looked for: %s",
                    ", ".join(name for s in SOURCES for name in s.keys or s.addresses),
                )
            )
        text = _("Added from the environment: %s", ", ".join(found.mapped("name")))
        return self._notification("success", text)

    @api.model
    def _import_environment(self):
        """Create what the environment has and the database doesn't, for all companies.

        :return: the new providers.
        """
        rows = [
            {**values, "sequence": 10 * (position + 1)}
            for position, source in enumerate(SOURCES)
            if (values := _prepare(source)) and not self._is_imported(source)
        ]
        providers = self.create(rows)
        for provider in providers:
            provider._suggest_prices()
        return providers

    @api.model
    def _is_imported(self, source):
        """A provider refers to it already, be it archived or of one company only."""
        domain = [("provider_type", "=", source.vendor)]
        if source.keys:
            domain.append(("key_variable", "in", source.keys))
        everything = self.sudo().with_context(active_test=False)
        return bool(everything.search_count(domain, limit=1))


def is_import_wanted():
    return is_on(os.environ.get(WANTED, ""))


def _prepare(source):
    """The values of the provider that the environment describes, or None."""
    key_variable = _first_set(source.keys)
    address = os.environ.get(_first_set(source.addresses), "").strip()
    vendor = VENDORS[source.vendor]
    if vendor.is_local:
        address = ollama_address(address)
    if (source.keys and not key_variable) or (source.address_required and not address):
        return None
    # The usual name of an Azure deployment is that of its model.
    usual = vendor.default_model or VENDORS["openai"].default_model
    return {
        "name": vendor.label,
        "provider_type": source.vendor,
        "model_name": os.environ.get(_first_set(source.models), usual).strip(),
        "key_variable": key_variable,
        "api_endpoint": address,
        "company_id": False,
    }


def _first_set(names):
    """The first of the variables that is set, else an empty text."""
    return next((name for name in names if os.environ.get(name, "").strip()), "")


def ollama_address(text):
    """The address in OLLAMA_HOST, which may be no more than a host or a port.

    It also tells a server where to listen; "everywhere" is reached on this machine.

    :return: empty for nothing and for what is no address.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "http", text
    try:
        parts = urlsplit(f"//{rest}")
        port = parts.port
    except ValueError:
        return ""
    if not rest:
        return ""
    host = parts.hostname or "localhost"
    host = "localhost" if host in ("0.0.0.0", "::") else host  # noqa: S104 (asked, not bound)
    host = f"[{host}]" if ":" in host else host
    port = port or {"https": 443}.get(scheme, 80 if separator else OLLAMA_PORT)
    return f"{scheme}://{host}:{port}{parts.path.rstrip('/')}"
