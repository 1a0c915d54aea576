"""Every request body that we may send to a vendor, each under a name."""

from dataclasses import fields, replace

from engine.settings import Endpoint
from engine.values import Message, Prompt
from engine.vendors import VENDORS
from engine.vendors.base import PLAIN
from engine.vendors.openai_responses import OpenAIResponses

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["kind", "summary"],
    "properties": {
        "kind": {"type": "string", "enum": ["inquiry", "other"]},
        "summary": {"type": ["string", "null"], "maxLength": 200},
    },
}
TURNS = (
    Message("user", "a lead"),
    Message("assistant", "no JSON"),
    Message("user", "again"),
)
PROMPTS = {
    "free text": Prompt("rules", TURNS[:1]),
    "schema": Prompt("rules", TURNS[:1], schema=SCHEMA),
    "repair": Prompt("rules", TURNS, schema=SCHEMA),
}


def of_vendor(name, start=PLAIN):
    """{what is special about it: body}; a body that comes twice stands once."""
    vendor = VENDORS[name]
    found = {}
    for said, prompt in PROMPTS.items():
        for degrees in (None, 0.2):
            at = Endpoint(1, name, name, "some-model", temperature=degrees)
            for step, dialect in _dialects(vendor, start):
                body = vendor.build_body(at, prompt, dialect)
                warmth = "" if degrees is None else ", temperature"
                if body not in found.values():
                    found[f"{said}{warmth}{step}"] = body
    return found


def over_responses(name):
    """The same for ``/responses``; nothing where the vendor doesn't have it."""
    if not isinstance(VENDORS[name], OpenAIResponses):
        return {}
    return of_vendor(name, replace(PLAIN, responses=True))


def _dialects(vendor, start):
    """(what it is called, dialect): nothing refused, and each single step down."""
    yield "", start
    for number, mode in enumerate(vendor.schema_modes[1:], start=1):
        yield f", schema as {mode}", replace(start, schema_mode=number)
    for field in fields(start):
        if field.name not in ("schema_mode", "responses"):
            yield f", {field.name}", replace(start, **{field.name: True})
