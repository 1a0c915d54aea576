"""What is left of quotes that HTML marked, and what the text around them says."""

from __future__ import annotations

from . import headers, introductions

# Left where a program marked what it quotes, or what it replies to.
QUOTE, REPLIED = ">", ">|"
GREETING_WORDS = 4
_LEAST_OF_HEADERS = 3


def only_greets(text: str) -> bool:
    """No line says more than a greeting, a name or nothing."""
    return not any(map(_says_more, text.split("\n")))


def introduces(text: str) -> bool:
    """Whether a line of it says that a quoted mail follows."""
    lines = [line.strip() for line in text.split("\n")]
    for at, line in enumerate(lines):
        if len(line) < 2:
            continue
        if introductions.count(
            lines[max(at - 3, 0) : at], line
        ) or introductions.is_bare(line):
            return True
        if headers.count(lines.__getitem__, at, len(lines)):
            return True
    return False


def announces(text: str) -> bool:
    """The writer's own line ends so that more of his words are to follow."""
    return text.rstrip().endswith((":", "："))


def hands_on(text: str) -> bool:
    """It begins as programs of whatever language do with what they pass on: a line that
    ends in a colon, and a mail's headers."""
    lines = list(filter(None, map(str.strip, text.split("\n"))))
    if len(lines) < _LEAST_OF_HEADERS or not lines[0].endswith((":", "：")):
        return False
    first = lines[0]
    if headers.kind_of(first):
        return False
    if introductions.introduces(first) or introductions.is_bare(first):
        return False
    return headers.count(lines.__getitem__, 1, len(lines)) >= _LEAST_OF_HEADERS


def hides_what_is_passed_on(text: str) -> bool:
    """Quotes were cut, and nothing in ``text`` says that a mail passed on follows."""
    lines = [line.strip() for line in text.split("\n")]
    if QUOTE not in lines:
        return False
    return not any(
        introductions.is_forward_line(line)
        or headers.count(lines.__getitem__, at, len(lines))
        for at, line in enumerate(lines)
        if len(line) > 1
    )


def _says_more(line: str) -> bool:
    words = line.split()
    is_short = len(words) <= GREETING_WORDS and len(line) <= 40
    return (
        not is_short
        or line.strip().endswith((".", "?", "。"))
        or any(map(str.isdigit, line))
    )
