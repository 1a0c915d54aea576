"""Google's Gemini ``generateContent`` (Developer API)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from ..errors import ContentRefused
from ..settings import Endpoint
from ..values import Completion, HttpRequest, Prompt, TokenUsage
from . import base, cited, said
from .base import NOTHING, PLAIN, Dialect, Vendor, items, mapping, tokens

ROLES = {"assistant": "model", "user": "user"}


@dataclass(frozen=True)
class Gemini(Vendor):
    """Any vendor with ``/v1/models/NAME:generateContent``."""

    key_header: str = "x-goog-api-key"
    key_prefix: str = ""

    def url(self, endpoint: Endpoint, dialect: Dialect = PLAIN) -> str:
        """The ``-latest`` names exist under v1beta only."""
        name = self.model_name(endpoint)
        version = "v1beta" if name.endswith("-latest") else "v1"
        path = quote(name.removeprefix("models/"), safe="-._~")
        return f"{self._root(endpoint, version)}/models/{path}:generateContent"

    def models_url(self, endpoint: Endpoint) -> str:
        return f"{self._root(endpoint, 'v1')}/models?pageSize=1000"

    def _root(self, endpoint: Endpoint, version: str) -> str:
        """A version that the user wrote stays."""
        given = re.sub(r"/models(/.*)?$", "", endpoint.base_url.strip().rstrip("/"))
        root = base.base_of(self.base_url, given)
        return root if re.search(r"/v\d\w*$", root) else f"{root}/{version}"

    def build_body(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> dict[str, Any]:
        mode = self.schema_mode(prompt, dialect)
        return {
            **_system(self.system(prompt, mode)),
            "generationConfig": {
                "maxOutputTokens": self.output_limit(endpoint, dialect),
                **self.temperature(endpoint, dialect),
                **self.less_thinking(dialect),
                **_response_schema(prompt, mode),
            },
            **self.extra,
            "contents": [
                {"role": ROLES[turn.role], "parts": [{"text": turn.content}]}
                for turn in prompt.messages
            ],
        }

    def search_request(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> HttpRequest:
        """Tools are served under v1beta; a version that the user wrote stays."""
        request = super().search_request(endpoint, prompt, dialect)
        own = self._root(replace(endpoint, base_url=""), "v1")
        url = request.url
        if not endpoint.base_url.strip():
            url = url.replace(own, self._root(endpoint, "v1beta"), 1)
        return replace(request, url=url)

    def read_completion(
        self, payload: Mapping[str, Any], headers: Mapping[str, str] = NOTHING
    ) -> Completion:
        candidate = next(iter(items(payload.get("candidates"))), NOTHING)
        _raise_failure(payload, headers)
        parts = items(mapping(candidate.get("content")).get("parts"))
        spoken = [part.get("text") for part in parts if part.get("thought") is not True]
        thoughts = [part.get("text") for part in parts if part.get("thought") is True]
        given = [said.given_to(mapping(part.get("functionCall"))) for part in parts]
        text = said.answer_in(_joined(spoken), *given, _joined(thoughts))
        said.raise_ending(text, candidate.get("finishReason"))
        return said.completion_or_error(
            Completion(
                text=text,
                model_name=base.first_text(payload.get("modelVersion")),
                usage=self.read_usage(payload),
                truncated=said.is_cut_short(candidate.get("finishReason")),
                request_id=base.request_id(headers, payload.get("responseId")),
                citations=cited.in_grounding(candidate),
            )
        )

    def read_usage(self, payload: Mapping[str, Any]) -> TokenUsage:
        """Thoughts are billed as output; what tools read, as input."""
        usage = mapping(payload.get("usageMetadata"))
        thoughts = tokens(usage, "thoughtsTokenCount")
        read = tokens(usage, "toolUsePromptTokenCount")
        sent = tokens(usage, "promptTokenCount") + read
        spoken = tokens(usage, "candidatesTokenCount") + thoughts
        return TokenUsage(
            input_tokens=sent,
            cached_tokens=tokens(usage, "cachedContentTokenCount"),
            output_tokens=max(tokens(usage, "totalTokenCount") - sent, spoken),
            reasoning_tokens=thoughts,
            searches=cited.count_grounding(payload),
        )

    def read_models(self, payload: Mapping[str, Any]) -> tuple[str, ...]:
        usable = [
            str(item.get("name", "")).removeprefix("models/")
            for item in items(payload.get("models"))
            if "generateContent" in (item.get("supportedGenerationMethods") or ())
        ]
        return base.names(usable)


def _system(text: str) -> dict[str, Any]:
    return {"systemInstruction": {"parts": [{"text": text}]}} if text else {}


def _response_schema(prompt: Prompt, mode: str) -> dict[str, Any]:
    if mode not in ("schema", "json_object"):
        return {}
    mime = {"responseMimeType": "application/json"}
    return (
        {**mime, "responseJsonSchema": base.without_bounds(prompt.schema)}
        if mode == "schema"
        else mime
    )


def _joined(texts: list[Any]) -> str:
    return "".join(text for text in texts if isinstance(text, str))


def _raise_failure(payload: Mapping[str, Any], headers: Mapping[str, str]) -> None:
    blocked = mapping(payload.get("promptFeedback")).get("blockReason")
    if blocked:
        raise ContentRefused(f"blocked: {blocked}", status=200)
    said.raise_error(payload, headers, answer="candidates")
