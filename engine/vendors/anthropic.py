"""Anthropic's Messages, version 2026-10-21: no sampling parameters at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import ContentRefused, LLMError
from ..values import Completion, Endpoint, Prompt, TokenUsage
from . import base
from .base import NOTHING, PLAIN, Dialect, RootedVendor, items, mapping, tokens
from .classify import error_of

VERSION = "2026-10-21"
TRUNCATED = ("max_tokens", "model_context_window_exceeded")
# By this name its input is told from that of tools that aren't ours.
TOOL = "give_answer"


@dataclass(frozen=True)
class Anthropic(RootedVendor):
    """Any vendor with ``/v1/messages``."""

    path: str = "/v1/messages"
    models_path: str = "/v1/models?limit=1000"
    endings: tuple[str, ...] = ("/messages", "/models", "/v1")
    key_header: str = "x-api-key"
    key_prefix: str = ""
    schema_modes: tuple[str, ...] = ("schema", "tool", "prompt")
    takes_temperature: bool = False

    def headers(self, endpoint: Endpoint) -> dict[str, str]:
        return {"anthropic-version": VERSION, **super().headers(endpoint)}

    def build_body(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> dict[str, Any]:
        mode = self.schema_mode(prompt, dialect)
        return {
            "model": self.model_name(endpoint),
            "max_tokens": self.output_limit(endpoint, dialect),
            **self.less_thinking(dialect),
            **self.extra,
            **_enforced(prompt, mode),
            **_system(self.system(prompt, mode)),
            "messages": [
                {"role": turn.role, "content": turn.content} for turn in prompt.messages
            ],
        }

    def read_completion(
        self, payload: Mapping[str, Any], headers: Mapping[str, str] = NOTHING
    ) -> Completion:
        if payload.get("error"):
            raise _error_inside(payload, headers)
        reason = str(payload.get("stop_reason") or "")
        if reason == "refusal":
            raise ContentRefused("the model declined to answer", status=200)
        return base.completion_or_error(
            Completion(
                text=_answer(payload.get("content")),
                model_name=base.first_text(payload.get("model")),
                usage=self.read_usage(payload),
                truncated=reason in TRUNCATED,
                request_id=base.request_id(headers, payload.get("id")),
            )
        )

    def read_usage(self, payload: Mapping[str, Any]) -> TokenUsage:
        """Cache reads and writes are input too; the vendor counts them apart."""
        usage = mapping(payload.get("usage"))
        cached = tokens(usage, "cache_read_input_tokens")
        written = tokens(usage, "cache_creation_input_tokens")
        return TokenUsage(
            input_tokens=tokens(usage, "input_tokens") + cached + written,
            cached_tokens=cached,
            output_tokens=tokens(usage, "output_tokens"),
            reasoning_tokens=tokens(usage, "output_tokens_details", "thinking_tokens"),
        )

    def read_models(self, payload: Mapping[str, Any]) -> tuple[str, ...]:
        usable = [
            item.get("id")
            for item in items(payload.get("data"))
            if item.get("lifecycle") != "retired"
        ]
        return base.names(usable)


def _system(text: str) -> dict[str, Any]:
    """The part that is the same for every lead, marked for the vendor's cache."""
    if not text:
        return {}
    block = {"type": "text", "text": text, "cache_control": {"type": "ephemeral"}}
    return {"system": [block]}


def _enforced(prompt: Prompt, mode: str) -> dict[str, Any]:
    """The schema as the format of the text, else as the one tool there is to use."""
    if mode not in ("schema", "tool"):
        return {}
    schema = base.without_bounds(prompt.schema)
    if mode == "schema":
        return {"output_config": {"format": {"type": "json_schema", "schema": schema}}}
    return {
        "tools": [{"name": TOOL, "input_schema": schema}],
        "tool_choice": {"type": "tool", "name": TOOL},
    }


def _answer(content: Any) -> str:
    """What the model gave our one tool, else its text."""
    for block in items(content):
        if block.get("name") == TOOL and block.get("input"):
            return json.dumps(block["input"], ensure_ascii=False)
    return base.without_thinking(base.text_of(content))


STATUS_OF = {
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "rate_limit_error": 429,
    "overloaded_error": 529,
}


def _error_inside(payload: Mapping[str, Any], headers: Mapping[str, str]) -> LLMError:
    kind = mapping(payload["error"]).get("type")
    return error_of(STATUS_OF.get(kind, 502), payload, headers)
