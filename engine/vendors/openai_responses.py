"""OpenAI's Responses, the only wire that some models are served over.

Most models take chat completions as well, so that is where a vendor with both wires
begins; it goes over to ``/responses`` for a model that asks for it, and begins there
where the user's own address ends so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..errors import Overloaded, ServerError
from ..settings import Endpoint
from ..values import Completion, HttpRequest, Prompt, TokenUsage
from . import base, cited, said
from .base import NOTHING, PLAIN, Dialect, items, mapping, tokens
from .openai_chat import ENFORCED, OpenAIChat, ends_with, raise_refusal

ENDING = "/responses"
SOURCES = "web_search_call.action.sources"
GIVEN_UP = ("failed", "cancelled")
UNFINISHED = ("queued", "in_progress")


@dataclass(frozen=True)
class OpenAIResponses(OpenAIChat):
    """Any vendor with ``/chat/completions`` and ``/responses``."""

    def is_over_responses(self, endpoint: Endpoint, dialect: Dialect) -> bool:
        return dialect.responses or ends_with(endpoint, ENDING)

    def url(self, endpoint: Endpoint, dialect: Dialect = PLAIN) -> str:
        if self.is_over_responses(endpoint, dialect):
            return self.address(endpoint, ENDING)
        return super().url(endpoint, dialect)

    def build_body(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> dict[str, Any]:
        """Without ``store`` the vendor would keep the lead's text for weeks."""
        if not self.is_over_responses(endpoint, dialect):
            return super().build_body(endpoint, prompt, dialect)
        mode = self.schema_mode(prompt, dialect)
        return {
            "model": self.model_name(endpoint),
            # Its only name: where it is refused, its size is.
            "max_output_tokens": self.output_limit(endpoint, dialect),
            **self.temperature(endpoint, dialect),
            **_reasoning(self.less_thinking(dialect)),
            "store": False,
            **self.extras(mode),
            **_text_format(prompt.schema_name, self.schema(prompt, mode), mode),
            **self._said(prompt, mode),
        }

    def search_request(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> HttpRequest:
        """Searches are over this wire only, whatever else the model is served over."""
        over = replace(dialect, responses=True)
        request = super().search_request(endpoint, prompt, over)
        return replace(request, body={**request.body, "include": [SOURCES]})

    def _said(self, prompt: Prompt, mode: str) -> dict[str, Any]:
        """Instructions and turns.

        With json_object the word JSON has to stand among the turns themselves.
        """
        system = self.system(prompt, mode)
        if mode == "json_object" or not system:
            return {"input": self.messages(prompt, mode)}
        return {"instructions": system, "input": self.turns(prompt)}

    def step_down(self, dialect: Dialect, subject: str) -> Dialect | None:
        if subject == "responses" and not dialect.responses:
            return replace(dialect, responses=True)
        return super().step_down(dialect, subject)

    def read_completion(
        self, payload: Mapping[str, Any], headers: Mapping[str, str] = NOTHING
    ) -> Completion:
        if not is_response(payload):
            return super().read_completion(payload, headers)
        _raise_failure(payload, headers)
        blocks = _blocks(payload)
        reason = mapping(payload.get("incomplete_details")).get("reason")
        raise_refusal({"content": blocks})
        text = said.answer_in(said.text_of(blocks), *_elsewhere(payload))
        said.raise_ending(text, reason)
        return said.completion_or_error(
            Completion(
                text=text,
                model_name=base.first_text(payload.get("model")),
                usage=self.read_usage(payload),
                truncated=payload.get("status") == "incomplete",
                request_id=base.request_id(headers, payload.get("id")),
                citations=cited.in_response(payload, blocks),
            )
        )

    def read_usage(self, payload: Mapping[str, Any]) -> TokenUsage:
        """Reasoning is in the output here, also with those that count it apart."""
        if not is_response(payload):
            return super().read_usage(payload)
        usage = mapping(payload.get("usage"))
        return TokenUsage(
            input_tokens=tokens(usage, "input_tokens"),
            cached_tokens=tokens(usage, "input_tokens_details", "cached_tokens"),
            output_tokens=tokens(usage, "output_tokens"),
            reasoning_tokens=tokens(usage, "output_tokens_details", "reasoning_tokens"),
            searches=len(cited.searches_in(payload)),
            written_tokens=tokens(usage, "input_tokens_details", "cache_write_tokens"),
        )


def is_response(payload: Mapping[str, Any]) -> bool:
    """Whether an answer came over this wire."""
    return payload.get("object") == "response" or isinstance(
        payload.get("output"), list
    )


def _reasoning(thinking: Mapping[str, Any]) -> dict[str, Any]:
    """What chat completions call ``reasoning_effort`` stands in an object here."""
    effort = thinking.get("reasoning_effort")
    return {"reasoning": {"effort": effort}} if effort else {}


def _text_format(name: str, schema: Any, mode: str) -> dict[str, Any]:
    """Flat; "strict" is always told, since servers differ in what its absence means."""
    if mode == "json_object":
        return {"text": {"format": {"type": "json_object"}}}
    if mode not in ENFORCED:
        return {}
    named = {"type": "json_schema", "name": name, "schema": schema}
    return {"text": {"format": {**named, "strict": mode != "loose"}}}


def _blocks(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the model said, without reasoning, tools and remarks on the way there."""
    said = [item for item in items(payload.get("output")) if _is_message(item)]
    answers = [item for item in said if item.get("phase") != "commentary"]
    return [block for item in answers or said for block in items(item.get("content"))]


def _elsewhere(payload: Mapping[str, Any]) -> Iterator[Any]:
    """What stands for an answer where there is no message."""
    yield payload.get("output_text")
    for item in items(payload.get("output")):
        if item.get("type") == "function_call":
            yield said.given_to(item)
        if item.get("type") == "reasoning":
            yield said.text_of(item.get("content"), ("reasoning_text", "text"))


def _is_message(item: Mapping[str, Any]) -> bool:
    return item.get("type") == "message"


def _raise_failure(payload: Mapping[str, Any], headers: Mapping[str, str]) -> None:
    if payload.get("error"):
        raise said.error_inside(payload, headers)
    if payload.get("status") in GIVEN_UP:
        raise ServerError("the vendor gave the answer up", status=200)
    if payload.get("status") in UNFINISHED:
        raise Overloaded("a promise in place of an answer", status=200)
