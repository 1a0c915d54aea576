"""How each wire format says things, from the vendor's side; for the fake vendor."""

from __future__ import annotations

import json
from typing import Any

MODELS = ("small-model", "large-model")

# What ends a wire's path, the first hit wins.
PATHS = (
    ("/chat/completions", "openai"),
    ("/responses", "responses"),
    ("/messages", "anthropic"),
    (":generateContent", "gemini"),
    ("/v2/chat", "cohere"),
    ("/api/chat", "ollama"),
    ("/api/tags", "ollama"),
)

TRUNCATED = {
    "openai": ("stop", "length"),
    "responses": ("completed", "incomplete"),
    "anthropic": ("end_turn", "max_tokens"),
    "gemini": ("STOP", "MAX_TOKENS"),
    "cohere": ("COMPLETE", "MAX_TOKENS"),
    "ollama": ("stop", "length"),
}


def wire_of(path: str) -> str:
    """The format that a path belongs to, empty for none."""
    plain = path.split("?")[0]
    if plain.endswith("/models"):
        return "models"
    return next((wire for ending, wire in PATHS if plain.endswith(ending)), "")


def success_payload(
    wire: str,
    body: Any,
    text: str,
    *,
    truncated: bool = False,
    input_tokens: int | None = None,
    output_tokens: int | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A good answer's body; ``more`` is merged into it at the top."""
    system, turns = read_texts(wire, body)
    asked = sum(len(part) for part in (system, *turns)) // 4 + 1
    used = (
        asked if input_tokens is None else input_tokens,
        len(text) // 4 + 1 if output_tokens is None else output_tokens,
    )
    model = body.get("model", "") if isinstance(body, dict) else ""
    payload = PAYLOADS[wire](text, TRUNCATED[wire][truncated], used, model)
    return {**payload, **_through_tool(body, text), **more}


def _openai(
    text: str, reason: str, used: tuple[int, int], model: str
) -> dict[str, Any]:
    message = {"role": "assistant", "content": text, "refusal": None}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {
            "prompt_tokens": used[0],
            "completion_tokens": used[1],
            "total_tokens": sum(used),
        },
    }


def _responses(
    text: str, status: str, used: tuple[int, int], model: str
) -> dict[str, Any]:
    block = {"type": "output_text", "text": text, "annotations": []}
    message = {"type": "message", "role": "assistant", "content": [block]}
    cut = {"reason": "max_output_tokens"} if status == "incomplete" else None
    return {
        "id": "resp_1",
        "object": "response",
        "status": status,
        "error": None,
        "incomplete_details": cut,
        "model": model,
        "output": [{"type": "reasoning", "summary": []}, message],
        "usage": {
            "input_tokens": used[0],
            "output_tokens": used[1],
            "total_tokens": sum(used),
        },
    }


def _anthropic(
    text: str, reason: str, used: tuple[int, int], model: str
) -> dict[str, Any]:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [{"type": "text", "text": text}],
        "stop_reason": reason,
        "usage": {"input_tokens": used[0], "output_tokens": used[1]},
    }


def _through_tool(body: Any, text: str) -> dict[str, Any]:
    """The answer as the input of a tool, where one is forced in Anthropic's way."""
    choice = body.get("tool_choice") if isinstance(body, dict) else None
    if not choice:
        return {}
    block = {"type": "tool_use", "id": "toolu_1", "name": choice["name"]}
    return {"content": [{**block, "input": json.loads(text)}]}


def _gemini(
    text: str, reason: str, used: tuple[int, int], model: str
) -> dict[str, Any]:
    content = {"role": "model", "parts": [{"text": text}]}
    return {
        "candidates": [{"content": content, "finishReason": reason, "index": 0}],
        "usageMetadata": {
            "promptTokenCount": used[0],
            "candidatesTokenCount": used[1],
            "totalTokenCount": sum(used),
        },
        "modelVersion": model,
        "responseId": "gem-1",
    }


def _cohere(
    text: str, reason: str, used: tuple[int, int], model: str
) -> dict[str, Any]:
    counts = {"input_tokens": float(used[0]), "output_tokens": float(used[1])}
    return {
        "id": "coh-1",
        "finish_reason": reason,
        "message": {"role": "assistant", "content": [{"type": "text", "text": text}]},
        "usage": {"billed_units": counts, "tokens": counts},
    }


def _ollama(
    text: str, reason: str, used: tuple[int, int], model: str
) -> dict[str, Any]:
    return {
        "model": model,
        "message": {"role": "assistant", "content": text},
        "done": True,
        "done_reason": reason,
        "prompt_eval_count": used[0],
        "eval_count": used[1],
    }


PAYLOADS = {
    "openai": _openai,
    "responses": _responses,
    "anthropic": _anthropic,
    "gemini": _gemini,
    "cohere": _cohere,
    "ollama": _ollama,
}


def error_body(wire: str, status: int) -> dict[str, Any]:
    """A plain error as that wire words it."""
    message = f"refused with {status}"
    if wire == "anthropic":
        return {"type": "error", "error": {"type": "api_error", "message": message}}
    if wire == "gemini":
        return {"error": {"code": status, "message": message, "status": "UNKNOWN"}}
    if wire == "cohere":
        return {"id": "coh-1", "message": message}
    if wire == "ollama":
        return {"error": message}
    return {"error": {"message": message, "type": None, "param": None, "code": None}}


def models_payload(wire: str) -> dict[str, Any]:
    """A list of models that the readers of all wires understand."""
    methods = ["generateContent"]
    return {
        "object": "list",
        "data": [{"id": name, "object": "model"} for name in MODELS],
        "models": [
            {"name": name, "supportedGenerationMethods": methods} for name in MODELS
        ],
    }


def read_texts(wire: str, body: Any) -> tuple[str, list[str]]:
    """The instructions and the turns of a request."""
    if not isinstance(body, dict):
        return "", []
    if wire == "gemini":
        turns = [_joined(turn.get("parts")) for turn in body.get("contents", ())]
        return _joined(body.get("systemInstruction", {}).get("parts")), turns
    messages = body.get("messages") or body.get("input", ())
    said = [(turn["role"], _joined(turn["content"])) for turn in messages]
    system = [_joined(body.get("system") or body.get("instructions", ""))]
    system += [text for role, text in said if role == "system"]
    return "".join(system), [text for role, text in said if role != "system"]


def _joined(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content or ())
