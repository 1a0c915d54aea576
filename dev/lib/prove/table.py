"""Reads a table of leads, in whichever of the usual ways it is written."""

import csv
import io
import re
from datetime import datetime, timedelta, timezone

WON = {"1", "won", "true", "yes", "t", "y", "closed won", "converted"}
LOST = {"0", "lost", "false", "no", "f", "n", "closed lost"}
EMPTY = {"", "nan", "null", "none", "nat", "n/a", "na"}
# Tried in turn; the first that reads every date of a column is taken for all of it.
FORMATS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%m/%d/%y",
    "%d/%m/%y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%b %d, %Y",
)
TIMES = ("", " %H:%M:%S", " %H:%M", " %I:%M %p", " %I:%M:%S %p")


# Other names of the columns that matter most; the first that is there counts.
ALIASES = {
    "outcome": ("converted", "is_won", "won", "status", "result", "label", "target"),
    "create_date": ("created", "created_at", "created_on", "lead_created_at", "date"),
    "date_closed": ("closed", "closed_at", "closed_on", "close_date", "won_date"),
    "ext_id": ("id", "lead_id", "external_id"),
}


def read(path):
    """A dict of texts for each row; headers in lower case, empty cells as ''."""
    text = _decode(path.read_bytes()).replace("\x00", "").lstrip("\ufeff\r\n \t")
    declared = re.match(r"sep=(.)\r?\n", text)
    text = text[declared.end() :] if declared else text
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    names = _name_columns(next(rows, []))
    return [_to_row(names, cells) for cells in rows if any(map(str.strip, cells))]


def _delimiter(text):
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max(",;\t|", key=re.sub(r'"[^"]*"', "", head).count)


def _name_columns(head):
    """Headers in lower case, each but once."""
    names = []
    for number, cell in enumerate(head, 1):
        name = cell.strip().lower() or f"column {number}"
        names.append(f"{name} {number}" if name in names else name)
    for wanted, others in ALIASES.items():
        known = [name for name in others if name in names]
        if wanted not in names and known:
            names[names.index(known[0])] = wanted
    return names


def _to_row(names, cells):
    cells = [*cells, *[""] * (len(names) - len(cells))]
    return dict(zip(names, map(_filled, cells), strict=False))


def _decode(content):
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in _MARKS else "utf-8"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


_MARKS = (b"\xff\xfe", b"\xfe\xff")


def _filled(value):
    text = value.strip()
    return "" if text.lower() in EMPTY else text


def outcome(text):
    """True, False, or None for an open lead."""
    found = text.lower()
    number = to_number(found)
    if number in (0, 1):
        return bool(number)
    if found in WON | LOST:
        return found in WON
    return None


def to_number(text):
    """A float, or None."""
    plain = re.sub(r"^[$€£]\s*", "", text.strip())
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def is_numeric(texts):
    """Whether all but a few of the filled cells are numbers."""
    filled = [text for text in texts if text]
    numbers = sum(to_number(text) is not None for text in filled)
    return bool(filled) and numbers >= 0.98 * len(filled)


def dates(texts):
    """A naive UTC datetime for each text, None where there is none."""
    read_one = _date_reader([text for text in texts if text])
    return [read_one(text) if text else None for text in texts]


def _date_reader(filled):
    readers = [
        _iso,
        *(_by(day + time) for day in FORMATS for time in TIMES),
        _epoch,
        _serial,
    ]
    counts = [(sum(r(text) is not None for text in filled), -n)
              for n, r in enumerate(readers)]  # fmt: skip
    _count, best = max(counts)
    return readers[-best]


def _iso(text):
    try:
        found = datetime.fromisoformat(re.sub(r"(Z| UTC)$", "+00:00", text))
    except ValueError:
        return None
    if found.tzinfo:
        found = found.astimezone(timezone.utc).replace(tzinfo=None)
    return found.replace(microsecond=0)


def _by(pattern):
    def read_one(text):
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007 (tables' are naive)
        except ValueError:
            return None

    return read_one


def _serial(text):
    """Days as spreadsheets count them."""
    number = to_number(text)
    if number is None or not 20_000 < number < 80_000:
        return None
    return datetime(1899, 12, 30) + timedelta(days=number)  # noqa: DTZ001


def _epoch(text):
    number = to_number(text)
    if number is None or not 1e8 < number < 1e13:
        return None
    seconds = number / 1000 if number > 1e11 else number
    return datetime.fromtimestamp(seconds, timezone.utc).replace(tzinfo=None)
