"""The table of enriched leads, aligned in every script."""

import shutil
import unicodedata

COLUMNS = (
    ("lead", "Lead", 30),
    ("status", "Status", 10),
    ("score", "Score", 6),
    ("grade", "Grade", 5),
    ("clarity", "Clarity", 7),
    ("completeness", "Compl.", 6),
    ("engagement", "Engag.", 6),
    ("seconds", "Seconds", 7),
    ("tokens", "Tokens", 6),
)
NUMBERS = ("score", "clarity", "completeness", "engagement", "seconds", "tokens")


def lines(rows):
    """Best first; those without a score last, with the reason as their summary."""
    taken = sum(width + 2 for name, title, width in COLUMNS)
    rest = max(30, shutil.get_terminal_size((160, 24)).columns - taken)
    yield "  ".join(_cell(name, title, width) for name, title, width in COLUMNS)
    for row in sorted(rows, key=_score, reverse=True):
        cells = [_cell(name, _text(row[name]), width) for name, _, width in COLUMNS]
        said = row["reason"] if row["status"] == "failed" else row["summary"]
        yield "  ".join([*cells, _cut(" ".join(said.split()), rest)]).rstrip()


def _score(row):
    return -1 if row["score"] is None else row["score"]


def _text(value):
    if value is None:
        return "-"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _cell(name, text, width):
    text = _cut(text, width)
    gap = " " * (width - _width(text))
    return gap + text if name in NUMBERS else text + gap


def _cut(text, width):
    if _width(text) <= width:
        return text
    while _width(text) > width - 1:
        text = text[:-1]
    return text + "…"


def _width(text):
    """Columns on a terminal: wide characters take two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)
