"""Reads the log of an Odoo test run: its exit code doesn't tell enough."""

import re
from dataclasses import dataclass, field

ENTRY = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ (?P<level>[A-Z]+) \S+ "
    r"(?P<logger>\S+): (?P<message>.*)"
)
TOTAL = re.compile(
    r"(?P<failed>\d+) failed, (?P<errors>\d+) error\(s\) of (?P<run>\d+) tests when"
)
STARTING = re.compile(r"^Starting (?P<name>\S+) \.\.\.$")
FAILED = re.compile(r"^(FAIL|ERROR): (?P<name>.+)$")
SKIPPED = re.compile(r"^skipped (?P<text>.+ : .*)$")
BAD = ("WARNING", "ERROR", "CRITICAL")


@dataclass
class OdooLog:
    """Fed line by line; afterwards it knows what the run was."""

    started: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    skipped: list = field(default_factory=list)
    bad: list = field(default_factory=list)
    totals: tuple = None
    tours: int = 0

    def feed(self, line):
        """Takes a line; returns the level of the entry that it begins, if any."""
        match = ENTRY.match(line)
        if not match:
            return None
        level, logger, message = match.group("level", "logger", "message")
        self._note(level, logger, message.strip())
        return level

    def _note(self, level, logger, message):
        if found := TOTAL.search(message):
            self.totals = tuple(map(int, found.group("failed", "errors", "run")))
        elif level in BAD:
            self._note_bad(level, logger, message)
        elif found := STARTING.match(message):
            self.started.append(found["name"])
        elif found := SKIPPED.match(message):
            self.skipped.append(found["text"])
        elif message.startswith("Browser version:"):
            self.tours += 1

    def _note_bad(self, level, logger, message):
        if found := FAILED.match(message):
            self.failed.append(found["name"])
        else:
            self.bad.append(f"{level} {logger}: {message}")
