"""dev/replay once its environment is there: replays a folder and prints agreement."""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field

from .. import say
from ..environment import paths

sys.path.append(str(paths.ROOT))  # the engine, without Odoo

from engine.vendors.classify import error_of  # noqa: E402
from engine.vendors.error_body import refused_subject  # noqa: E402

from . import rows, rules  # noqa: E402

SHAPES = "reported_error_shapes.json"


@dataclass
class Tally:
    """What the rows of one vendor came to."""

    name: str
    rows: int = 0
    agreeing: int = 0
    right: Counter = field(default_factory=Counter)
    judged: Counter = field(default_factory=Counter)
    left_out: Counter = field(default_factory=Counter)
    rules: Counter = field(default_factory=Counter)
    problems: list = field(default_factory=list)

    @property
    def compared(self):
        return self.rows - self.left_out.total()

    @property
    def percent(self):
        return 100.0 * self.agreeing / self.compared if self.compared else 100.0

    def add(self, row):
        self.rows += 1
        reason = rows.why_left_out(row)
        if reason:
            self.left_out[reason] += 1
            return
        found = rules.read(row, rows.vendor_of(row, self.name))
        verdicts = rules.compare(row, found)
        self.agreeing += not any(verdict.problem for verdict in verdicts)
        for verdict in verdicts:
            self._count(row, verdict)

    def _count(self, row, verdict):
        self.judged[verdict.aspect] += 1
        if verdict.problem:
            self.problems.append(f"{row.name} {verdict.aspect}: {verdict.problem}")
            return
        self.right[verdict.aspect] += 1
        if verdict.rule:
            self.rules[verdict.rule] += 1


def run(folder, threshold=99.0):
    """Exit code: 0 where every vendor agrees well enough."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        say.fail("no VENDOR.jsonl in %s", folder)
    tallies = [_tally(file) for file in files]
    _print_table(tallies)
    _print_counts("rows left out", [tally.left_out for tally in tallies])
    _print_counts("rules that decided", [tally.rules for tally in tallies])
    _print_problems(tallies)
    if (folder / SHAPES).exists():
        _print_shapes(json.loads((folder / SHAPES).read_text(encoding="utf-8")))
    return _close(tallies, threshold)


def _tally(file):
    tally = Tally(file.stem)
    for row in rows.read(file):
        tally.add(row)
    return tally


def _print_table(tallies):
    aspects = rules.ASPECTS
    titles = ("vendor", "rows", "left out", *aspects, "agree")
    lines = [titles, *map(_line, tallies)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        cells = [text.rjust(w) for text, w in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]))


def _line(tally):
    shares = (
        f"{tally.right[name]}/{tally.judged[name]}" if tally.judged[name] else "-"
        for name in rules.ASPECTS
    )
    percent = f"{tally.percent:.1f} %" if tally.compared else "-"
    left_out = str(tally.left_out.total())
    return (tally.name, str(tally.rows), left_out, *shares, percent)


def _print_counts(title, counters):
    total = sum(counters, Counter())
    if total:
        print(f"\n{title}:")
    for text, count in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {count:4}  {text}")


def _print_problems(tallies):
    problems = [problem for tally in tallies for problem in tally.problems]
    if problems:
        print("\ndisagreements:")
    for problem in problems:
        print(f"  {problem}")


def _print_shapes(shapes):
    print(f"\n{'reported error':<24}{'class':<19}{'what follows':<27}words")
    for item in shapes["items"]:
        headers = {key.lower(): value for key, value in item["headers"].items()}
        error = error_of(item["status"], item["body"], headers)
        name = f"{item['vendor']} {item['status']}"
        print(f"{name:<24}{error.code:<19}{_fate(error):<27}{error.detail[:60]}")


def _fate(error):
    """What the client does with such an error."""
    if error.code == "parameter_refused" and refused_subject(error.param):
        return "asked without that field"
    if not error.retryable:
        return "pauses the provider" if error.pauses_provider else "fails the lead"
    return f"retried after {error.retry_after:g} s" if error.retry_after else "retried"


def _close(tallies, threshold):
    compared = sum(tally.compared for tally in tallies)
    agreeing = sum(tally.agreeing for tally in tallies)
    print(f"\n{agreeing} of {compared} rows agree")
    low = [tally.name for tally in tallies if tally.percent < threshold]
    if low:
        print(f"below {threshold:g} %: {', '.join(low)}")
    return 1 if low or not compared else 0
