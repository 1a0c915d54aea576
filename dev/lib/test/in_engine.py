"""The engine's tests: no Odoo, no database, a few seconds."""

import json
import subprocess
import sys

from ..environment import paths
from . import allowed, found

RUNNER = paths.DEV / "lib" / "test" / "engine_runner.py"


def run(report, wanted=None):
    """Runs all, or those wanted, in a process that sees only the engine."""
    ids = sorted({w.id for w in wanted or ()})
    done = subprocess.run(
        [sys.executable, str(RUNNER), *ids],
        cwd=paths.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        report.complain("engine: its tests don't even start, see above")
        return
    _count(report, json.loads(done.stdout.splitlines()[-1]), wanted)


def _count(report, outcome, wanted):
    report.passed += outcome["passed"]
    for name in outcome["failed"]:
        report.complain(f"engine: {name}")
    patterns = allowed.read("allowed_skips.txt")
    for text in outcome["skipped"]:
        if not allowed.matches(text, patterns):
            report.complain(f"engine: skipped {text}")
    if not outcome["run"]:
        report.complain("engine: no test ran")
    missing = {w.id for w in wanted or found.engine()} - set(outcome["run"])
    for name in sorted(missing):
        report.complain(f"engine: {name} is written but did not run")
