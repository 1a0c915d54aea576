"""What the body of a 200 says: an answer wherever it stands, its end, or a failure.

Vendors differ less in what they send than in where they put it, and routers pass on
the words of whoever is behind them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import (
    ContentRefused,
    EmptyAnswer,
    LLMError,
    Overloaded,
    ServerError,
    Truncated,
    VendorError,
)
from ..values import SCHEMA_NAMES, Completion
from .base import items, mapping
from .classify import error_of
from .error_body import status_in

# How an answer ended, in the words of all vendors.
TRUNCATED = frozenset(
    "length model_length max_length max_tokens max_output_tokens token_limit"
    " continuation model_context_window_exceeded".split()
)
REFUSED = frozenset(
    "content_filter content_filtered refusal safety recitation blocklist spii language"
    " prohibited_content image_safety image_prohibited_content guardrail_intervened"
    " sensitive moderation error_toxic".split()
)
FAILED = frozenset(
    "error error_limit network_error server_error failed cancelled abort aborted"
    " malformed_response malformed_function_call malformed_tool_call"
    " too_many_tool_calls unexpected_tool_call missing_thought_signature".split()
)
NO_ROOM = frozenset(
    "insufficient_system_resource timeout engine_overloaded load unload".split()
)
# A failure only where nothing was said.
PERHAPS = frozenset("other unknown".split())

# What proxies call the schema where they make a function of it; no other was offered.
SCHEMA_FUNCTIONS = (
    *SCHEMA_NAMES,
    "json_tool_call",
    "structured_output",
    "response_format",
    "json",
)

_TAGS = "think|thinking|thought|thoughts|reasoning|reflection|scratchpad|seed:think"
_OPENING = re.compile(
    rf"<(?P<angled>{_TAGS})(?: [^<>]{{0,80}})?>|\[(?P<square>THINK)\]"
    r"|<\|(?P<barred>begin_of_thought)\|>|\u25c1(?P<kimi>think)\u25b7",
    re.IGNORECASE,
)
_CLOSINGS = {
    "angled": "</{}>",
    "square": "[/{}]",
    "barred": "<|end_of_thought|>",
    "kimi": "\u25c1/{}\u25b7",
}
# What gpt-oss writes where its server doesn't tell its channels apart.
_FINAL = re.compile(
    r"<\|channel\|>\s*final\b[^<]{0,40}(?:<\|constrain\|>\w+)?<\|message\|>"
)
_SIGN = re.compile(r"<\|(?:end|return|call|start|channel)\|>")
_TOO_FAST = "rate.?limit|too many requests|(?:request|qps) limit"
_BRACE = re.compile(r"\{")
_MOST_BRACES = 40
_DECODER = json.JSONDecoder(strict=False)


def text_of(content: Any, kinds: tuple[str, ...] = ("text", "output_text")) -> str:
    """Text of a content that is a string, a list of blocks, or the object itself."""
    if isinstance(content, str):
        return content
    if isinstance(content, Mapping) and not isinstance(content.get("text"), str):
        return json.dumps(content, ensure_ascii=False) if content else ""
    blocks = content if isinstance(content, list) else [content]
    return "".join(_text_of_block(block, kinds) for block in blocks)


def _text_of_block(block: Any, kinds: tuple[str, ...]) -> str:
    if isinstance(block, Mapping) and block.get("type", "text") in kinds:
        block = block.get("text")
    return block if isinstance(block, str) else ""


def answer_in(text: str, *elsewhere: Any) -> str:
    """The text without thoughts, else what stands ``elsewhere``.

    :param elsewhere: where servers put an answer in place of the text, the likeliest
        first: it counts only as a whole JSON object, parsed, written out, or as the
        end of thoughts.
    """
    said = without_thinking(text)
    if said.strip():
        return said
    return next(filter(None, map(_object, (*elsewhere, text))), "")


def arguments_in(message: Mapping[str, Any]) -> Iterator[Any]:
    """What the model gave to the function that a proxy made of our schema."""
    for call in (message, *items(message.get("tool_calls"))):
        yield given_to(mapping(call.get("function") or call.get("function_call")))


def given_to(call: Mapping[str, Any]) -> Any:
    """The arguments of a call, if its function can only be our schema."""
    name = str(call.get("name") or "").removeprefix("functions.")
    given = call.get("arguments") or call.get("args")
    return given if not name or name in SCHEMA_FUNCTIONS else None


def _object(value: Any, layers: int = 2) -> str:
    """A JSON object as text, be it at the end of thoughts; else nothing."""
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False) if value else ""
    if not isinstance(value, str):
        return ""
    text = re.sub(r"^```\w*", "", value.strip()).removesuffix("```").strip()
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _at_the_end(text)
    if isinstance(found, str) and layers:
        return _object(found, layers - 1)
    return text if isinstance(found, dict) and found else ""


def _at_the_end(text: str) -> str:
    """The object that a text ends with, behind all that was thought before it."""
    for opening in list(_BRACE.finditer(text))[-_MOST_BRACES:]:
        try:
            found, end = _DECODER.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            continue
        if found and end == len(text):
            return text[opening.start() :]
    return ""


def without_thinking(text: str) -> str:
    """The text after thoughts at its start; an open block of them swallows all."""
    finals = list(_FINAL.finditer(text))
    if finals:
        return _SIGN.split(text[finals[-1].end() :], maxsplit=1)[0].strip()
    rest = text.lstrip()
    while opening := _OPENING.match(rest):
        kind = opening.lastgroup or ""
        closing = re.escape(_CLOSINGS[kind].format(opening[kind]))
        closed = re.search(closing, rest, re.IGNORECASE)
        if not closed:
            return ""
        rest = rest[closed.end() :].lstrip()
    # Templates that open the block in the prompt leave only its end in the answer.
    before, closed_late, after = rest.partition("</think>")
    if closed_late and "<think>" not in before:
        return after.lstrip() or _at_the_end(before.rstrip())
    return rest


def is_cut_short(*reasons: Any) -> bool:
    return not TRUNCATED.isdisjoint(_words(reasons))


def raise_ending(text: str, *reasons: Any) -> None:
    """Raise what an answer's end says, other than that it is whole or cut short."""
    for reason in _words(reasons):
        if reason in REFUSED:
            raise ContentRefused(f"the model declined to answer: {reason}", status=200)
        if reason in NO_ROOM:
            raise Overloaded(f"no answer: {reason}", status=200)
        if reason in FAILED or (reason in PERHAPS and not text.strip()):
            raise ServerError(f"no answer: {reason}", status=200)


def _words(reasons: Iterable[Any]) -> list[str]:
    """Small words of the reasons; some have one more after a colon."""
    texts = [reason for reason in reasons if isinstance(reason, str)]
    parts = [part.strip() for text in texts for part in text.lower().split(":")]
    return [re.sub(r"[\s-]", "_", part) for part in parts]


def completion_or_error(completion: Completion) -> Completion:
    """The completion, unless it says nothing."""
    if completion.text.strip():
        return completion
    if completion.truncated:
        raise Truncated("the output limit was used up before any text")
    raise EmptyAnswer("an answer without text")


def raise_error(
    payload: Mapping[str, Any], headers: Mapping[str, str], *, answer: str
) -> None:
    """Raise the failure that came in place of an answer.

    :param answer: the field that every answer has; without it a body that tells of no
        error is the fault of a server all the same.
    """
    if payload.get("error"):
        raise error_inside(payload, headers)
    found = payload.get(answer)
    if found and not (answer == "message" and isinstance(found, str)):
        return
    if _is_error(payload):
        raise error_inside(payload, headers)
    if payload.get(answer) is None or answer in ("choices", "candidates"):
        raise ServerError("a body without an answer", status=200)


def error_inside(payload: Mapping[str, Any], headers: Mapping[str, str]) -> LLMError:
    """The error in a 200; its code is a status, a word, or missing.

    Without a status its words decide, else it is the fault of a server.
    """
    status = status_in(payload)
    if status is None:
        said = error_of(400, payload, headers)
        status = _status_said(said.detail) if type(said) is VendorError else 400
    return error_of(status, payload, headers)


def _status_said(words: str) -> int:
    return 429 if re.search(_TOO_FAST, words.lower()) else 502


def _is_error(payload: Mapping[str, Any]) -> bool:
    if mapping(payload.get("base_resp")).get("status_code"):  # MiniMax
        return True
    if payload.get("errors") or "error" in (payload.get("object"), payload.get("type")):
        return True
    names = ("message", "msg", "detail", "error_msg", "error_message")
    return any(isinstance(payload.get(name), str) for name in names)
