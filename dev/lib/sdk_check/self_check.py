"""Proves that dev/sdk_check's look at types accepts what fits and nothing else."""

from collections.abc import Iterable
from typing import Any, Literal, Optional, TypedDict, Union

from . import request_types


class System(TypedDict):
    role: Literal["system"]
    content: str


class User(TypedDict):
    role: Literal["user"]
    content: Union[str, list[dict[str, Any]]]  # noqa: UP007 (as SDKs write it)


class Body(TypedDict, total=False):
    messages: Iterable[Union[System, User]]  # noqa: UP007
    limit: Optional[int]  # noqa: UP045
    warmth: float
    schema: dict[str, object]


def _takes(self, *, model: str, limit: int | None = None):
    """A method in the place of a type."""


USER = {"role": "user", "content": "x"}
TABLE = (
    ({"messages": [USER, {"role": "system", "content": "x"}]}, Body, []),
    ({"limit": None, "warmth": 1, "schema": {"a": [1]}}, Body, []),
    ({"messages": [{**USER, "content": [{"a": 1}]}]}, Body, []),
    ({"limits": 1}, Body, ["limits: unknown field"]),
    ({"limit": True}, Body, ["limit: True is no int"]),
    ({"warmth": "1"}, Body, ["warmth: '1' is no float"]),
    ({"messages": [{"role": "user"}]}, Body, ["messages[].content: missing"]),
    ({"messages": [{**USER, "n": 1}]}, Body, ["messages[].n: unknown field"]),
    ({"model": "x", "limit": 3}, _takes, []),
    ({"limit": 3, "x": 1}, _takes, ["x: unknown field", "model: missing"]),
)


def problem():
    """What is told wrongly, empty where nothing is."""
    found = (
        (body, request_types.problems(body, kind), right) for body, kind, right in TABLE
    )
    return "\n".join(f"{b}: {said}" for b, said, right in found if said != right)
