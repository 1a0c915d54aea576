"""The one list of vendors. A vendor that speaks a known format is one more row.

Model names, prices and key pages as seen in November 2026; they are suggestions only,
and rot within months.
"""

from __future__ import annotations

from .anthropic import Anthropic
from .base import Vendor
from .cohere import Cohere
from .dialect import Dialect
from .gemini import Gemini
from .ollama import Ollama
from .openai_chat import OpenAIChat
from .openai_responses import OpenAIResponses

__all__ = ["VENDORS", "Dialect", "Vendor"]

COMPLETION_TOKENS = ("max_completion_tokens", "max_tokens")
# The only name there is: where it is refused, its size is. Mistral refuses fields that
# it doesn't know, and DeepSeek documents no other.
ONLY_MAX_TOKENS = ("max_tokens", "max_tokens")

# OpenRouter: do not keep the lead's text; and with a schema, ask only providers that
# do not silently ignore it.
NO_COLLECTION = {"data_collection": "deny"}

# The search of the web that OpenAI's Responses have, and xAI's.
WEB_SEARCH = {"type": "web_search"}

VENDORS: dict[str, Vendor] = {
    "openai": OpenAIResponses(
        label="OpenAI",
        base_url="https://api.openai.com/v1",
        default_model="gpt-6-luna",
        models=("gpt-6-luna", "gpt-5.6-luna", "gpt-5.4-mini", "gpt-6-sol"),
        prices={
            "gpt-6-luna": (0.10, 0.50),
            "gpt-5.6-luna": (0.20, 1.20),
            "gpt-6-sol": (2.0, 10.0),
        },
        key_url="https://platform.openai.com/api-keys",
        search_tools=({**WEB_SEARCH, "search_context_size": "low"},),
        limit_params=COMPLETION_TOKENS,
        thinking={"reasoning_effort": "none"},
    ),
    # The model is the name of the deployment, so there is nothing to suggest.
    "azure_openai": OpenAIResponses(
        label="Azure OpenAI",
        key_url="https://ai.azure.com",
        key_header="api-key",
        key_prefix="",
        root_path="/openai/v1",
        limit_params=COMPLETION_TOKENS,
        thinking={"reasoning_effort": "none"},
    ),
    "anthropic": Anthropic(
        label="Anthropic",
        base_url="https://api.anthropic.com",
        default_model="claude-haiku-5-5",
        models=("claude-haiku-5-5", "claude-sonnet-5-5"),
        prices={"claude-haiku-5-5": (0.10, 0.50), "claude-sonnet-5-5": (2.0, 10.0)},
        key_url="https://platform.claude.com/settings/keys",
        search_tools=(
            {"type": "web_search_20250305", "name": "web_search", "max_uses": 3},
        ),
        thinking={"thinking": {"type": "disabled"}},
    ),
    "google": Gemini(
        label="Google Gemini",
        base_url="https://generativelanguage.googleapis.com",
        default_model="gemini-3.5-flash-lite",
        models=("gemini-3.5-flash-lite", "gemini-3.1-flash-lite", "gemini-3.8-flash"),
        prices={
            "gemini-3.5-flash-lite": (0.30, 2.50),
            "gemini-3.1-flash-lite": (0.25, 1.50),
            "gemini-3.8-flash": (0.75, 3.75),
        },
        key_url="https://aistudio.google.com/apikey",
        search_tools=({"googleSearch": {}},),
        search_price=0.014,
        thinking={"thinkingConfig": {"thinkingLevel": "MINIMAL"}},
    ),
    "groq": OpenAIChat(
        label="Groq",
        base_url="https://api.groq.com/openai/v1",
        root_path="/openai/v1",
        default_model="openai/gpt-oss-20b",
        models=("openai/gpt-oss-20b", "openai/gpt-oss-120b", "qwen/qwen3.8-27b"),
        prices={
            "openai/gpt-oss-20b": (0.075, 0.30),
            "openai/gpt-oss-120b": (0.15, 0.60),
        },
        key_url="https://console.groq.com/keys",
        limit_params=COMPLETION_TOKENS,
        thinking={"reasoning_effort": "low"},
    ),
    "mistral": OpenAIChat(
        label="Mistral",
        base_url="https://api.mistral.ai/v1",
        default_model="mistral-small-latest",
        models=("mistral-small-latest", "ministral-8b-latest", "mistral-medium-latest"),
        prices={
            "mistral-small-latest": (0.15, 0.60),
            "mistral-medium-latest": (1.50, 7.50),
        },
        key_url="https://console.mistral.ai/api-keys",
        limit_params=ONLY_MAX_TOKENS,
    ),
    "cohere": Cohere(
        label="Cohere",
        base_url="https://api.cohere.com",
        default_model="command-r7b-12-2024",
        models=("command-r7b-12-2024", "command-r-08-2024", "command-a-03-2025"),
        prices={"command-r7b-12-2024": (0.04, 0.15), "command-a-03-2025": (2.50, 10.0)},
        key_url="https://dashboard.cohere.com/api-keys",
    ),
    "huggingface": OpenAIChat(
        label="Hugging Face",
        base_url="https://router.huggingface.co/v1",
        default_model="openai/gpt-oss-20b:cheapest",
        models=("openai/gpt-oss-20b:cheapest", "openai/gpt-oss-120b:fastest"),
        key_url="https://huggingface.co/settings/tokens",
    ),
    "openrouter": OpenAIChat(
        label="OpenRouter",
        base_url="https://openrouter.ai/api/v1",
        root_path="/api/v1",
        default_model="openai/gpt-6-luna",
        models=("openai/gpt-6-luna", "anthropic/claude-haiku-5.5"),
        key_url="https://openrouter.ai/settings/keys",
        search_tools=(
            {"type": "openrouter:web_search", "parameters": {"max_results": 5}},
        ),
        search_price=0.02,
        extra={"provider": NO_COLLECTION},
        schema_extra={"provider": {**NO_COLLECTION, "require_parameters": True}},
    ),
    "deepseek": OpenAIChat(
        label="DeepSeek",
        base_url="https://api.deepseek.com",
        root_path="",
        default_model="deepseek-flash",
        models=("deepseek-flash", "deepseek-v4-pro"),
        key_url="https://platform.deepseek.com/api_keys",
        schema_modes=("json_object", "prompt"),
        limit_params=ONLY_MAX_TOKENS,
        thinking={"thinking": {"type": "disabled"}},
    ),
    "xai": OpenAIResponses(
        label="xAI",
        base_url="https://api.x.ai/v1",
        default_model="grok-4.20-0309-non-reasoning",
        models=("grok-4.20-0309-non-reasoning", "grok-4.3", "grok-4.7"),
        prices={
            "grok-4.20-0309-non-reasoning": (1.25, 2.50),
            "grok-4.3": (1.25, 2.50),
            "grok-4.7": (2.0, 6.0),
        },
        key_url="https://console.x.ai",
        search_tools=(WEB_SEARCH,),
        limit_params=COMPLETION_TOKENS,
        reasoning_is_extra=True,
    ),
    "ollama": Ollama(
        label="Ollama",
        base_url="http://localhost:11434",
        default_model="qwen3:8b",
        models=("qwen3:8b", "gpt-oss:20b", "llama3.2"),
        key_required=False,
        is_local=True,
        repeat_schema=True,
        extra={"keep_alive": "10m"},
        thinking={"think": False},
    ),
    "custom": OpenAIResponses(
        label="Custom (OpenAI-compatible)",
        schema_modes=("bounded", "loose", "json_object", "prompt"),
        key_required=False,
        is_local=True,
    ),
}
