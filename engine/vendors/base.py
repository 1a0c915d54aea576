"""What every wire format shares: the row of constants, addresses and the ladder.

A subclass is one wire format; an instance is one vendor. Nothing here does I/O.
"""

from __future__ import annotations

import json
import math
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ..settings import Endpoint
from ..values import Completion, HttpRequest, Prompt, TokenUsage
from .dialect import PLAIN, Dialect

NOTHING: Mapping[str, Any] = {}
# What is not tried any more once this was refused.
SCHEMAS = ("bounded", "strict", "loose", "schema")
SKIPPED = {"schema": (), "schemas": SCHEMAS, "json": (*SCHEMAS, "json_object")}
BOUNDS = ("maxLength", "maxItems")

# A host written without a scheme that only this network can mean.
LOCAL_HOST = re.compile(r"(?:localhost|[^./:]+|[\d.]+|[^/:]+\.local)(?::\d+)?(?:/|$)")


@dataclass(frozen=True)
class Vendor(ABC):
    """One vendor: constants here, wire format in the subclass.

    :param base_url: the vendor's own; empty where only the user can know it.
    :param key_header: the header that carries the key, after ``key_prefix``.
    :param schema_modes: from the strictest to plain words in the prompt. "bounded"
        keeps the lengths of texts, which grammars of local servers enforce: a small
        model that rambles is stopped.
    :param extra: goes into every body.
    :param thinking: goes into the body to keep reasoning short, until refused.
    :param prices: US dollars per million input and output tokens, by model.
    :param key_url: the page where the vendor issues keys.
    :param search_tools: what the vendor's own search of the web is asked for by, as its
        wire has it; empty where it has none that we know.
    :param search_price: US dollars of one search.
    :param repeat_schema: say the schema in the prompt even where it is enforced.
    """

    label: str
    base_url: str = ""
    default_model: str = ""
    models: tuple[str, ...] = ()
    prices: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    key_url: str = ""
    key_header: str = "Authorization"
    key_prefix: str = "Bearer "
    key_required: bool = True
    is_local: bool = False
    schema_modes: tuple[str, ...] = ("schema", "json_object", "prompt")
    extra: Mapping[str, Any] = field(default_factory=dict)
    thinking: Mapping[str, Any] = field(default_factory=dict)
    repeat_schema: bool = False
    takes_temperature: bool = True
    search_tools: tuple[Mapping[str, Any], ...] = ()
    search_price: float = 0.01

    @property
    def can_search(self) -> bool:
        return bool(self.search_tools)

    @abstractmethod
    def url(self, endpoint: Endpoint, dialect: Dialect = PLAIN) -> str:
        """Where completions are asked for."""

    @abstractmethod
    def models_url(self, endpoint: Endpoint) -> str:
        """Where the list of models is."""

    @abstractmethod
    def build_body(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> dict[str, Any]:
        """The JSON body; what stays the same comes first, so that caches hit."""

    @abstractmethod
    def read_completion(
        self, payload: Mapping[str, Any], headers: Mapping[str, str] = NOTHING
    ) -> Completion:
        """The answer in a 200.

        :raises ContentRefused: it is a refusal or a safety block.
        :raises EmptyAnswer, Truncated: it says nothing.
        :raises VendorError: it is an error after all.
        """

    @abstractmethod
    def read_usage(self, payload: Mapping[str, Any]) -> TokenUsage:
        """Tokens billed, also for an answer that is no use."""

    @abstractmethod
    def read_models(self, payload: Mapping[str, Any]) -> tuple[str, ...]:
        """Model names that can be asked, sorted."""

    def build_request(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> HttpRequest:
        if prompt.search:
            return self.search_request(endpoint, prompt, dialect)
        return HttpRequest(
            url=self.url(endpoint, dialect),
            headers=self.headers(endpoint),
            body=self.build_body(endpoint, prompt, dialect),
        )

    def search_request(
        self, endpoint: Endpoint, prompt: Prompt, dialect: Dialect = PLAIN
    ) -> HttpRequest:
        """The same with the vendor's search at the model's hand."""
        body = self.build_body(endpoint, prompt, dialect)
        return HttpRequest(
            url=self.url(endpoint, dialect),
            headers=self.headers(endpoint),
            body={**body, "tools": list(self.search_tools)},
        )

    def models_request(self, endpoint: Endpoint) -> HttpRequest:
        return HttpRequest(self.models_url(endpoint), self.headers(endpoint))

    def headers(self, endpoint: Endpoint) -> dict[str, str]:
        """The key goes here and nowhere else; no key, no header."""
        key = endpoint.api_key.strip()
        return {self.key_header: f"{self.key_prefix}{key}"} if key else {}

    def model_name(self, endpoint: Endpoint) -> str:
        return endpoint.model_name.strip() or self.default_model

    def output_limit(self, endpoint: Endpoint, dialect: Dialect) -> int:
        """Tokens; reasoning counts against it, hence the generous second try."""
        return raised_limit(endpoint) if dialect.more_output else endpoint.max_tokens

    def temperature(self, endpoint: Endpoint, dialect: Dialect) -> dict[str, float]:
        refused = dialect.no_temperature or not self.takes_temperature
        if refused or endpoint.temperature is None:
            return {}
        return {"temperature": endpoint.temperature}

    def less_thinking(self, dialect: Dialect) -> Mapping[str, Any]:
        return NOTHING if dialect.no_thinking else self.thinking

    def schema_mode(self, prompt: Prompt, dialect: Dialect) -> str:
        """One of ``schema_modes``, or empty where free text is asked for."""
        if prompt.schema is None:
            return ""
        return self.schema_modes[min(dialect.schema_mode, len(self.schema_modes) - 1)]

    def schema(self, prompt: Prompt, mode: str) -> Mapping[str, Any] | None:
        """The answer's schema; lengths stay in it only where they are enforced."""
        if mode == "bounded" or prompt.schema is None:
            return prompt.schema
        return without_bounds(prompt.schema)

    def system(self, prompt: Prompt, mode: str) -> str:
        """The instructions, with the schema in words where nothing enforces it."""
        enforced = mode not in ("json_object", "prompt")
        if prompt.schema is None or (enforced and not self.repeat_schema):
            return prompt.system
        schema = json.dumps(self.schema(prompt, mode), default=dict, ensure_ascii=False)
        return (
            f"{prompt.system}\n\nAnswer with one JSON object that follows this JSON "
            f"schema, and with nothing else:\n{schema}"
        )

    def messages(self, prompt: Prompt, mode: str) -> list[dict[str, str]]:
        """The turns, after the instructions as a turn of their own."""
        system = self.system(prompt, mode)
        first = [{"role": "system", "content": system}] if system else []
        return first + self.turns(prompt)

    def turns(self, prompt: Prompt) -> list[dict[str, str]]:
        return [
            {"role": turn.role, "content": turn.content} for turn in prompt.messages
        ]

    def step_down(self, dialect: Dialect, subject: str) -> Dialect | None:
        """The dialect to try after a refusal of ``subject``, or None.

        :param subject: as :func:`.classify.refused_subject` names it.
        """
        steps = {
            "temperature": replace(dialect, no_temperature=True),
            "thinking": replace(dialect, no_thinking=True),
            "limit": replace(dialect, other_limit=True),
        }
        if subject in SKIPPED:
            lower = self._lower_mode(dialect, SKIPPED[subject])
            return replace(dialect, schema_mode=lower) if lower else None
        changed = steps.get(subject, dialect)
        return None if changed == dialect else changed

    def _lower_mode(self, dialect: Dialect, skipped: tuple[str, ...]) -> int | None:
        lower = range(dialect.schema_mode + 1, len(self.schema_modes))
        return next((n for n in lower if self.schema_modes[n] not in skipped), None)


@dataclass(frozen=True)
class RootedVendor(Vendor):
    """A vendor whose paths hang on one root.

    :param endings: what users paste with the root, the longest first.
    """

    path: str = ""
    models_path: str = ""
    endings: tuple[str, ...] = ()

    def url(self, endpoint: Endpoint, dialect: Dialect = PLAIN) -> str:
        return self._root(endpoint) + self.path

    def models_url(self, endpoint: Endpoint) -> str:
        return self._root(endpoint) + self.models_path

    def _root(self, endpoint: Endpoint) -> str:
        return base_of(self.base_url, endpoint.base_url, endings=self.endings)


def raised_limit(endpoint: Endpoint) -> int:
    """Output tokens to allow where the usual limit was too small."""
    return max(4 * endpoint.max_tokens, 4000)


def base_of(own: str, given: str, *, endings: tuple[str, ...] = ()) -> str:
    """The root of an address as users paste it, without what we append ourselves.

    :param own: used where ``given`` is empty.
    :param endings: paths to cut off, the longest first.
    :return: without a slash at the end, without query.
    """
    text = given.strip() or own
    if text and "://" not in text:
        text = f"{'http' if LOCAL_HOST.match(text) else 'https'}://{text}"
    parts = urlsplit(text)
    path = parts.path.rstrip("/")
    for ending in endings:
        if path.endswith(ending):
            path = path[: -len(ending)].rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def without_bounds(schema: Any) -> Any:
    """The schema in the subset that every vendor takes."""
    if isinstance(schema, Mapping):
        return {k: without_bounds(v) for k, v in schema.items() if k not in BOUNDS}
    return [without_bounds(v) for v in schema] if isinstance(schema, list) else schema


def tokens(usage: Any, *path: str) -> int:
    """A count somewhere in the usage, a number or a text; 0 where there is none."""
    for name in path:
        usage = usage.get(name) if isinstance(usage, Mapping) else None
    if isinstance(usage, bool) or not isinstance(usage, (int, float, str)):
        return 0
    try:
        count = float(usage)
    except (ValueError, OverflowError):
        return 0
    return int(count) if math.isfinite(count) and count > 0 else 0


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else NOTHING


def items(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, skipping whatever else is in it."""
    found = value if isinstance(value, list) else []
    return [item for item in found if isinstance(item, Mapping)]


def names(found: list[str]) -> tuple[str, ...]:
    """Model names without doubles, sorted."""
    return tuple(sorted({name for name in found if isinstance(name, str) and name}))


def first_text(*candidates: Any) -> str:
    """The first candidate that is a text with something in it."""
    return next((text for text in candidates if isinstance(text, str) and text), "")


def request_id(headers: Mapping[str, str], *others: Any) -> str:
    """The vendor's id of a request: from its headers, else the first text given."""
    named = map(headers.get, ("x-request-id", "request-id", "x-litellm-call-id"))
    return first_text(*named, *others)
