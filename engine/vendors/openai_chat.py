"""OpenAI's chat completions, which most vendors and all local servers speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ..errors import ContentRefused
from ..settings import Endpoint
from ..values import Completion, Prompt, TokenUsage
from . import base, cited, said
from .base import NOTHING, PLAIN, Dialect, Vendor, items, mapping, tokens

ENDINGS = ("/chat/completions", "/completions", "/responses", "/models")
# Where the counts stand, by the names of all who speak this wire.
SENT = (("prompt_tokens",), ("input_tokens",))
OUTPUT = (("completion_tokens",), ("output_tokens",))
CACHED = (
    ("prompt_tokens_details", "cached_tokens"),
    ("input_tokens_details", "cached_tokens"),
    ("prompt_token_details", "cached_tokens"),
    ("prompt_cache_hit_tokens",),
    ("cache_read_input_tokens",),
    ("num_cached_tokens",),
    ("cached_tokens",),
)
WRITTEN = (
    ("prompt_tokens_details", "cache_write_tokens"),
    ("input_tokens_details", "cache_write_tokens"),
    ("cache_creation_input_tokens",),
)
REASONING = (
    ("completion_tokens_details", "reasoning_tokens"),
    ("output_tokens_details", "reasoning_tokens"),
    ("reasoning_tokens",),
)
ENFORCED = ("bounded", "strict", "loose")


@dataclass(frozen=True)
class OpenAIChat(Vendor):
    """Any vendor with ``/chat/completions``.

    :param root_path: put after a base URL that is only a host.
    :param limit_params: what the output limit is called, and its other name.
    :param schema_extra: goes into the body where a schema is enforced.
    :param reasoning_is_extra: reasoning tokens are not in ``completion_tokens``.
    """

    schema_modes: tuple[str, ...] = ("strict", "loose", "json_object", "prompt")
    root_path: str = "/v1"
    limit_params: tuple[str, str] = ("max_tokens", "max_completion_tokens")
    schema_extra: Mapping[str, Any] = field(default_factory=dict)
    reasoning_is_extra: bool = False

    def url(self, endpoint: Endpoint, dialect: Dialect = PLAIN) -> str:
        return self.address(endpoint, "/chat/completions")

    def models_url(self, endpoint: Endpoint) -> str:
        return self.address(endpoint, "/models")

    def address(self, endpoint: Endpoint, path: str) -> str:
        """An address written to its end stays as it is; a query is kept in any case.

        Azure's older addresses have their version in the query.
        """
        root = base.base_of(self.base_url, endpoint.base_url, endings=ENDINGS)
        given = urlsplit(root).path
        is_root = self.root_path.startswith(given) and not ends_with(endpoint, path)
        if endpoint.base_url.strip() and is_root:
            root = root[: len(root) - len(given)] + self.root_path
        query = urlsplit(endpoint.base_url.strip()).query
        return f"{root}{path}?{query}" if query else f"{root}{path}"

    def build_body(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> dict[str, Any]:
        mode = self.schema_mode(prompt, dialect)
        limit = self.limit_params[dialect.other_limit]
        return {
            "model": self.model_name(endpoint),
            limit: self.output_limit(endpoint, dialect),
            **self.temperature(endpoint, dialect),
            **self.less_thinking(dialect),
            **self.extras(mode),
            **_response_format(prompt.schema_name, self.schema(prompt, mode), mode),
            "messages": self.messages(prompt, mode),
        }

    def extras(self, mode: str) -> dict[str, Any]:
        """What this vendor alone needs in a body."""
        return {**self.extra, **(self.schema_extra if mode in ENFORCED else {})}

    def read_completion(
        self, payload: Mapping[str, Any], headers: Mapping[str, str] = NOTHING
    ) -> Completion:
        choice = next(iter(items(payload.get("choices"))), NOTHING)
        error = payload.get("error") or choice.get("error")
        said.raise_error({**payload, "error": error}, headers, answer="choices")
        message = mapping(choice.get("message")) or mapping(choice.get("delta"))
        message = message or choice  # "text" in old servers
        reasons = choice.get("finish_reason"), choice.get("native_finish_reason")
        raise_refusal(message)
        text = _answer(message)
        said.raise_ending(text, *reasons)
        return said.completion_or_error(
            Completion(
                text=text,
                model_name=base.first_text(payload.get("model")),
                usage=self.read_usage(payload),
                truncated=said.is_cut_short(*reasons),
                request_id=base.request_id(
                    headers,
                    mapping(payload.get("x_groq")).get("id"),
                    payload.get("id"),
                ),
                citations=cited.in_message(message, payload),
            )
        )

    def read_usage(self, payload: Mapping[str, Any]) -> TokenUsage:
        usage = _usage(payload)
        reasoning = _first(usage, REASONING)
        sent = _first(usage, SENT)
        return TokenUsage(
            input_tokens=sent,
            cached_tokens=_first(usage, CACHED),
            output_tokens=self._output(usage, sent, reasoning),
            reasoning_tokens=reasoning,
            searches=tokens(usage, "server_tool_use", "web_search_requests"),
            written_tokens=_first(usage, WRITTEN),
        )

    def _output(self, usage: Mapping[str, Any], sent: int, reasoning: int) -> int:
        """With the reasoning, which the total tells to be in it or beside it."""
        output = _first(usage, OUTPUT)
        total = tokens(usage, "total_tokens")
        if not output or (reasoning and total):
            return max(total - sent, output)
        return output + (reasoning if self.reasoning_is_extra else 0)

    def read_models(self, payload: Mapping[str, Any]) -> tuple[str, ...]:
        return base.names([item.get("id") for item in items(payload.get("data"))])


def _first(usage: Mapping[str, Any], paths: tuple[tuple[str, ...], ...]) -> int:
    """The first count that is told."""
    return next(filter(None, (tokens(usage, *path) for path in paths)), 0)


def _usage(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where routers and local servers put it."""
    choice = next(iter(items(payload.get("choices"))), NOTHING)
    holders = payload, mapping(payload.get("x_groq")), choice
    return next(filter(None, (mapping(h.get("usage")) for h in holders)), NOTHING)


def ends_with(endpoint: Endpoint, path: str) -> bool:
    """Whether the user's address goes on to this path."""
    return urlsplit(endpoint.base_url.strip()).path.rstrip("/").endswith(path)


def _response_format(name: str, schema: Any, mode: str) -> dict[str, Any]:
    if mode == "json_object":
        return {"response_format": {"type": "json_object"}}
    if mode not in ENFORCED:
        return {}
    named: dict[str, Any] = {"name": name, "schema": schema}
    if mode != "loose":
        named["strict"] = True
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _answer(message: Mapping[str, Any]) -> str:
    """The text, else the object that a server took for thoughts or for a call."""
    content = message.get("content") or message.get("text")
    thoughts = message.get("reasoning_content") or message.get("reasoning")
    return said.answer_in(
        said.text_of(content),
        message.get("parsed"),
        *said.arguments_in(message),
        thoughts,
        said.text_of(message.get("reasoning_details"), ("reasoning.text",)),
    )


def raise_refusal(message: Mapping[str, Any]) -> None:
    """
    :param message: with a refusal in it, or among the blocks of its content.
    """
    refusal = message.get("refusal")
    if not refusal:
        blocks = items(message.get("content"))
        refusal = next((b.get("refusal") for b in blocks if b.get("refusal")), None)
    if refusal:
        raise ContentRefused("the model declined to answer", status=200)
