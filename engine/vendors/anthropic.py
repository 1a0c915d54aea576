"""Anthropic's Messages, version 2026-10-21: no sampling parameters at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..settings import Endpoint
from ..values import Completion, Prompt, TokenUsage
from . import base, cited, said
from .base import NOTHING, PLAIN, Dialect, RootedVendor, items, mapping, tokens

VERSION = "2026-10-21"
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
        said.raise_error(payload, headers, answer="content")
        reason = payload.get("stop_reason")
        text = _answer(payload.get("content"))
        said.raise_ending(text, reason)
        return said.completion_or_error(
            Completion(
                text=text,
                model_name=base.first_text(payload.get("model")),
                usage=self.read_usage(payload),
                truncated=said.is_cut_short(reason),
                request_id=base.request_id(headers, payload.get("id")),
                citations=cited.in_blocks(payload.get("content")),
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
            searches=tokens(usage, "server_tool_use", "web_search_requests"),
            written_tokens=written,
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
    blocks = items(content)
    for block in blocks:
        if block.get("name") == TOOL and block.get("input"):
            return json.dumps(block["input"], ensure_ascii=False)
    thoughts = (block.get("thinking") for block in blocks)
    return said.answer_in(said.text_of(content), *thoughts)
