"""Cohere's own chat, version 2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..settings import Endpoint
from ..values import Completion, Prompt, TokenUsage
from . import base, said
from .base import NOTHING, PLAIN, Dialect, RootedVendor, items, mapping, tokens


@dataclass(frozen=True)
class Cohere(RootedVendor):
    """Any vendor with ``/v2/chat``."""

    path: str = "/v2/chat"
    models_path: str = "/v1/models?endpoint=chat&page_size=1000"
    endings: tuple[str, ...] = ("/chat", "/models", "/v2", "/v1")

    def build_body(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> dict[str, Any]:
        mode = self.schema_mode(prompt, dialect)
        return {
            "model": self.model_name(endpoint),
            "max_tokens": self.output_limit(endpoint, dialect),
            **self.temperature(endpoint, dialect),
            **self.less_thinking(dialect),
            **self.extra,
            **_response_format(prompt, mode),
            "messages": self.messages(prompt, mode),
        }

    def read_completion(
        self, payload: Mapping[str, Any], headers: Mapping[str, str] = NOTHING
    ) -> Completion:
        said.raise_error(payload, headers, answer="message")
        reason = payload.get("finish_reason")
        message = mapping(payload.get("message"))
        text = said.answer_in(
            said.text_of(message.get("content")), *said.arguments_in(message)
        )
        said.raise_ending(text, reason)
        return said.completion_or_error(
            Completion(
                text=text,
                model_name=base.first_text(payload.get("model")),
                usage=self.read_usage(payload),
                truncated=said.is_cut_short(reason),
                request_id=base.request_id(headers, payload.get("id")),
            )
        )

    def read_usage(self, payload: Mapping[str, Any]) -> TokenUsage:
        """Billed units where they are told, else what was processed.

        The cache also holds Cohere's own preamble, which is not billed.
        """
        usage = mapping(payload.get("usage"))
        billed = usage.get("billed_units") or usage.get("tokens")
        sent = tokens(billed, "input_tokens")
        said = tokens(billed, "output_tokens")
        return TokenUsage(
            input_tokens=sent,
            cached_tokens=min(tokens(usage, "cached_tokens"), sent),
            output_tokens=said,
            reasoning_tokens=min(tokens(usage, "tokens", "reasoning_tokens"), said),
        )

    def read_models(self, payload: Mapping[str, Any]) -> tuple[str, ...]:
        usable = [
            item.get("name")
            for item in items(payload.get("models"))
            if not item.get("is_deprecated")
        ]
        return base.names(usable)


def _response_format(prompt: Prompt, mode: str) -> dict[str, Any]:
    """A bare schema beside the type, which stays json_object."""
    if mode == "json_object":
        return {"response_format": {"type": "json_object"}}
    if mode != "schema":
        return {}
    return {
        "response_format": {
            "type": "json_object",
            "json_schema": base.without_bounds(prompt.schema),
        }
    }
