"""Lines of ``told/``: errors in shapes that users report, and what each one is."""

import json
import unittest
from collections import Counter
from pathlib import Path

from ... import errors
from ...values import HttpResponse
from ...vendors.classify import read_error
from ...vendors.error_body import refused_subject

FILES = sorted(Path(__file__).parent.joinpath("told").glob("*.jsonl"))
ROWS = [
    json.loads(line) for file in FILES for line in file.read_text("utf-8").splitlines()
]
NOW = 1_800_000_000.0


def read(row):
    body = row["body"]
    text = body if isinstance(body, str) else json.dumps(body)
    response = HttpResponse(row["status"], row.get("headers", {}), text.encode())
    return read_error(response, now=NOW)


class Rows(unittest.TestCase):
    def test_each_is_told_from_the_others(self):
        for row in ROWS:
            with self.subTest(status=row["status"], body=row["body"]):
                self.assertIs(type(read(row)), getattr(errors, row["kind"]))

    def test_how_long_to_wait_is_read(self):
        rows = [row for row in ROWS if "wait" in row]
        self.assertGreater(len(rows), 30)
        for row in rows:
            with self.subTest(row["body"]):
                self.assertAlmostEqual(read(row).retry_after, row["wait"], delta=0.1)

    def test_what_is_left_out_next_time(self):
        rows = [row for row in ROWS if "subject" in row]
        self.assertGreater(len(rows), 80)
        for row in rows:
            with self.subTest(row["body"]):
                self.assertEqual(refused_subject(read(row).param), row["subject"])

    def test_every_kind_has_some(self):
        kinds = Counter(row["kind"] for row in ROWS)
        self.assertGreater(len(ROWS), 600)
        self.assertGreater(len(kinds), 11)
