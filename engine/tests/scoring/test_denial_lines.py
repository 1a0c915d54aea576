"""Each line of the tables of denials finds what no other of its language does."""

import math
import random
import unittest
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

from ...reading.heads import heads_of
from ...reading.text import fold
from ...scoring import denials
from ...scoring.denials.words import BUT, NONE, Lines, _Line, _read

# Of these, what is taken out of a text counts, and how much of it.
CUTTING = (NONE, BUT, "need but")
MOST = 2000  # texts that one line stands for; where it has more, some by chance


@cache
def sections() -> dict[tuple[str, str], list[_Line]]:
    """The lines by the language and the section that they stand in."""
    found = defaultdict(list)
    for path in sorted(Path(denials.__file__).parent.glob("*.txt")):
        for section, line in _read(path.read_text("utf-8")):
            found[path.stem, section].append(line)
    return found


def texts_of(line: _Line) -> Iterator[str]:
    """What it stands for."""
    places = [list(forms_of(item, line._language)) for item in line._items]
    chosen = product(*places)
    if math.prod(map(len, places)) > MOST:
        pick = random.Random(0).choice  # noqa: S311
        chosen = (map(pick, places) for _text in range(MOST))
    start = "" if line._language.is_solid else " "
    return (start + "".join(parts) for parts in chosen)


def forms_of(item, language) -> Iterator[str]:
    end = "" if language.is_solid else " "
    if item == "...":
        yield from ("", f"zq{end}", f"zq{end}zq{end}zq{end}")
        return
    for choice in language._choices(item):
        stem = fold(choice.strip("*").replace("_", " ")).strip()
        yield f"{stem}{end}"
        if "*" in choice:
            before, after = choice.startswith("*"), choice.endswith("*")
            yield f"{'zq' * before}{stem}{'zq' * after}{end}"


def is_found(line: _Line, lines: Lines, text: str) -> bool:
    return any(
        pattern is not line.pattern and pattern.search(text)
        for pattern in lines._tried(heads_of(text))
    )


class EveryLine(unittest.TestCase):
    def test_no_line_finds_only_what_others_find(self):
        for (language, section), found in sections().items():
            if section in CUTTING:
                continue
            lines = Lines(found)
            for line in found:
                if all(is_found(line, lines, text) for text in texts_of(line)):
                    self.fail(f"{language} [{section}] {' '.join(line._items)}")

    def test_no_line_stands_twice(self):
        for (language, section), found in sections().items():
            told = [" ".join(line._items) for line in found]
            twice = {text for text in told if told.count(text) > 1}
            self.assertEqual(twice, set(), f"{language} [{section}]")
