"""Ollama's native chat: the only one of its ways that can set the context size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..settings import Endpoint
from ..values import Completion, Prompt, TokenUsage
from . import base, said
from .base import NOTHING, PLAIN, Dialect, RootedVendor, items, mapping, tokens

# Ollama cuts a longer prompt in silence at 4k by default. Sizes are steps, since
# every other size makes it load the model again.
CONTEXT_STEPS = (8192, 16384, 32768, 65536, 131072)
CHARACTERS_PER_TOKEN = 2


@dataclass(frozen=True)
class Ollama(RootedVendor):
    """Ollama on this network, or its cloud with a key."""

    path: str = "/api/chat"
    models_path: str = "/api/tags"
    endings: tuple[str, ...] = (
        "/chat/completions",
        "/api/chat",
        "/api/tags",
        "/api",
        "/v1",
    )
    schema_modes: tuple[str, ...] = ("bounded", "schema", "json_object", "prompt")

    def build_body(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> dict[str, Any]:
        mode = self.schema_mode(prompt, dialect)
        messages = self.messages(prompt, mode)
        limit = self.output_limit(endpoint, dialect)
        schema = self.schema(prompt, mode)
        formats = {"bounded": schema, "schema": schema, "json_object": "json"}
        return {
            "model": self.model_name(endpoint),
            "stream": False,
            **self.less_thinking(dialect),
            **self.extra,
            **({"format": formats[mode]} if mode in formats else {}),
            "options": {
                "num_predict": limit,
                "num_ctx": context_size(messages, limit),
                **self.temperature(endpoint, dialect),
            },
            "messages": messages,
        }

    def read_completion(
        self, payload: Mapping[str, Any], headers: Mapping[str, str] = NOTHING
    ) -> Completion:
        said.raise_error(payload, headers, answer="message")
        reason = payload.get("done_reason")
        message = mapping(payload.get("message"))
        text = said.answer_in(
            said.text_of(message.get("content")),
            *said.arguments_in(message),
            message.get("thinking"),
        )
        said.raise_ending(text, reason)
        return said.completion_or_error(
            Completion(
                text=text,
                model_name=base.first_text(payload.get("model")),
                usage=self.read_usage(payload),
                truncated=said.is_cut_short(reason),
                request_id=base.request_id(headers),
            )
        )

    def read_usage(self, payload: Mapping[str, Any]) -> TokenUsage:
        return TokenUsage(
            input_tokens=tokens(payload, "prompt_eval_count"),
            output_tokens=tokens(payload, "eval_count"),
        )

    def read_models(self, payload: Mapping[str, Any]) -> tuple[str, ...]:
        return base.names([item.get("name") for item in items(payload.get("models"))])


def context_size(messages: list[dict[str, str]], limit: int) -> int:
    """Tokens that prompt and answer need, rounded up to a step."""
    characters = sum(len(message["content"]) for message in messages)
    needed = characters // CHARACTERS_PER_TOKEN + limit
    return next((step for step in CONTEXT_STEPS if step >= needed), CONTEXT_STEPS[-1])
