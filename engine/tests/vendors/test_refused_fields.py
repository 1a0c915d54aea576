"""Lines of ``refused.jsonl``: models that refuse a field as long as it is sent.

``more`` is how many requests beyond the first the first lead costs; the second lead
costs one. A field is a path, with a value behind ``=``, or a name deep in the body.
"""

import json
import time
import unittest
from pathlib import Path

from ...calling import client
from ...calling.memory import Memory
from ...settings import Endpoint
from ...values import Message, Prompt
from ..fake_vendor import FakeVendor, fail

FILE = Path(__file__).parent / "refused.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
TEXT = {"type": "string", "maxLength": 20}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["a"],
    "properties": {"a": TEXT},
}
PROMPT = Prompt("rules", (Message("user", "lead"),), schema=SCHEMA)
ROOTS = {"custom": "/v1", "openai": "/v1"}


def is_sent(field, body):
    path, _equals, value = field.partition("=")
    found = body
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if found is None:
        return field == "maxLength" and '"maxLength"' in json.dumps(body)
    return not value or found == value


class Strict(FakeVendor):
    """Refuses a request that has any of these fields."""

    def __init__(self, row):
        super().__init__()
        self.row = row
        self.answer_with('{"a": "x"}')

    def take(self, record):
        step = super().take(record)
        if any(is_sent(field, record.body) for field in self.row["fields"]):
            return fail(self.row["status"], body=self.row["body"])
        return step


class RefusedFields(unittest.TestCase):
    def test_are_left_out_at_once_and_for_good(self):
        self.assertGreater(len(ROWS), 30)
        for row in ROWS:
            with self.subTest(row["vendor"], body=row["body"]), Strict(row) as vendor:
                memory = Memory()
                self.assertEqual(self.ask(vendor, memory), 1 + row["more"])
                self.assertEqual(self.ask(vendor, memory), 1)

    def ask(self, vendor, memory):
        """How many requests one answer took."""
        name = vendor.row["vendor"]
        endpoint = Endpoint(
            1,
            "x",
            name,
            "m",
            base_url=vendor.url + ROOTS.get(name, ""),
            temperature=0.2,
            allow_private=True,
        )
        vendor.forget_requests()
        client.complete(
            PROMPT, [endpoint], deadline=time.monotonic() + 60, memory=memory
        )
        return len(vendor.requests)
