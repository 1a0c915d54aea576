"""The lines of a mail -> those that its sender wrote, or passed on.

Works line by line and looks only a few lines around, so that a megabyte takes no longer
than its lines do. Where it can't tell, words are kept rather than cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import ends, headers, introductions
from .words import WORDS, are_in, fold

# Left by HTML where a program marked what it quotes, or what it replies to.
QUOTE, REPLIED = ">", ">|"

_LONGEST = headers.LONGEST
_GREETING_WORDS = 4
_DIGIT = re.compile(r"\d")  # who answers says how many, when, for how much
# Of those that thank, no more than a name may follow: "Thanks, Ann".
_THANKS = frozenset(WORDS["closing"]) & frozenset(WORDS["answers"])
_CLOSINGS = tuple(w for w in WORDS["closing"] if len(w) > 5 and w not in _THANKS)
_NEAR = 4  # lines from a mark on in which they begin
_FULL = 4  # kinds of headers that a program writes above a mail that it passes on
_ASKS = ("?", "？", "؟")
_NOTE_LINES, _NOTE_WORDS, _NOTE_CHARS = 3, 15, 120


def own_words(text: str, passed_on: bool | None = None) -> str:
    """``text`` (tidy lines) without quoted mails, their headers and signatures.

    :param passed_on: the mail forwards another, answers it, or it isn't known.
    """
    lines = text.split("\n")
    end = _delimiter_at(lines)
    reading = _Reading(lines[:end], passed_on)
    reading.run()
    words = "\n".join(line for part in reading.parts for line in ends.without(part))
    if any(map(_says_something, words)):
        return words
    if end < len(lines):  # an answer typed into the quote, above the delimiter
        return "\n".join(_typed_into_quote(lines[:end]))
    return "" if reading.is_reply else "\n".join(map(_unquoted, lines))


def _says_something(char: str) -> bool:
    """A letter, or a thumb up."""
    return char.isalnum() or char > "\u2600"


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


def _says_more(line: str) -> bool:
    words = line.split()
    is_short = len(words) <= _GREETING_WORDS and len(line) <= 40
    return (
        not is_short
        or line.strip().endswith((".", "?", "。"))
        or any(map(str.isdigit, line))
    )


class _Reading:
    """One walk over the lines; a forwarded mail begins a part of its own."""

    def __init__(self, lines: Sequence[str], passed_on: bool | None):
        self.parts: list[list[str]] = [[]]
        self.is_reply = False
        self._passed_on = passed_on
        self._lines = lines
        self._unquotes = False
        self._fresh = True  # nothing in this part yet but how it is introduced

    def run(self) -> None:
        at = 0
        while at is not None and at < len(self._lines):
            at = self._read(at, self._line(at))

    def _line(self, at: int) -> str:
        return _unquoted(self._lines[at]) if self._unquotes else self._lines[at]

    def _keep(self, line: str) -> None:
        self.parts[-1].append(line)
        says_nothing = not any(map(str.isalnum, line))
        self._fresh = self._fresh and (says_nothing or bool(headers.kind_of(line)))

    def _read(self, at: int, line: str) -> int | None:
        """Take the line and say where to go on; None where all that follows is cut."""
        if line == REPLIED:
            return self._pass_headers(at, 1)
        if introductions.ends_introduction(line):
            line = line.lstrip("> ")
        if _is_quoted(line):
            return self._pass_quoted(at, line)
        if not line or len(line) > _LONGEST:
            self._keep(line)
            return at + 1
        return self._read_words(at, line)

    def _pass_quoted(self, at: int, line: str) -> int:
        """Some programs put what they pass on in marks of a quote, title and all."""
        bare = line.lstrip("> ")
        is_passed_on = introductions.is_forward_line(bare) or (
            self._passed_on and introductions.is_original_line(bare)
        )
        if is_passed_on and not self.is_reply and self._passed_on is not False:
            return self._begin_forward(at, bare)
        return at + 1

    def _read_words(self, at: int, line: str) -> int | None:
        if introductions.is_forward_line(line):
            return self._begin_forward(at, line)
        if count := self._count_headers(at, line):
            return self._pass_headers(at, count)
        if introduced := self._count_introduction(at, line):
            return self._begin_quote(at, introduced)
        self._keep(line)
        return at + 1

    def _begin_forward(self, at: int, line: str) -> int:
        self.parts.append([line])
        self._fresh = True
        self._passed_on = False
        self._unquotes = self._unquotes or _is_quoted(self._next(at))
        return at + 1

    def _pass_headers(self, at: int, count: int) -> int | None:
        """Headers at the start belong to a mail passed on, later ones to a quote."""
        if not self._fresh:
            if not self._passes_on(self._headers_from(at)):
                return None
            self.parts.append([])
            self._fresh = True
        self._passed_on = False  # what stands below in turn was quoted there
        for position in range(at, at + count):
            if self._line(position) != REPLIED:
                self.parts[-1].append(self._line(position))
        if len(self.parts) > 1 and _is_quoted(self._next(at + count - 1)):
            self._unquotes = True
        return at + count

    def _headers_from(self, at: int) -> list[str]:
        """The headers that stand there, or right below Outlook's mark."""
        is_marked = self._line(at) == REPLIED
        end = min(len(self._lines), at + (_NEAR if is_marked else 1))
        while at < end and not headers.kind_of(self._line(at)):
            at += 1
        count = headers.count(self._line, at, len(self._lines)) if at < end else 0
        return [self._line(position) for position in range(at, at + count)]

    def _passes_on(self, headers_: Sequence[str]) -> bool:
        """What stands above passes the mail on, rather than answers it.

        A note that is short enough does, unless it or the mail's own subject answers.
        """
        if self._passed_on is not None or len(self.parts) > 1:
            return bool(self._passed_on)
        note = _note(self.parts[0])
        text = fold("\n".join(note))
        is_short = len(note) <= _NOTE_LINES and len(text) <= _NOTE_CHARS
        if not is_short or len(text.split()) > _NOTE_WORDS or _DIGIT.search(text):
            return False
        if text.startswith("@") or are_in("passed_on", text):
            return True
        asks = text.rstrip().endswith(_ASKS)  # colleagues ask who does it, in few words
        is_answer = asks or are_in("answers", text)
        return _is_of_a_forward(headers_) and not is_answer

    def _begin_quote(self, at: int, introduced: int) -> int | None:
        part = self.parts[-1]
        if self._passed_on and len(self.parts) == 1:
            return self._begin_forward(at, self._line(at))
        del part[len(part) - introduced + 1 :]
        if introduced == 1 and (own := introductions.own_part(self._line(at))):
            self._keep(own)
        if _is_quoted(self._next(at)):
            self.is_reply = True
            return at + 1
        if _says_nothing(part):  # whose words follow can't be told
            return at + 1
        self.is_reply = True
        return None

    def _count_headers(self, at: int, line: str) -> int:
        """How many lines from here on are a mail's headers."""
        if introductions.is_original_line(line):
            is_framed = line.lstrip("* ").startswith(("--", "—", "__", "=="))
            if is_framed or headers.kind_of(self._next(at)):
                return 1
        return headers.count(self._line, at, len(self._lines))

    def _count_introduction(self, at: int, line: str) -> int:
        """How many lines up to this one say who wrote what is quoted next."""
        goes_on = at + 1 < len(self._lines) and self._line(at + 1)[:1].islower()
        if goes_on and not line.endswith((":", "：", "-", ">")):
            return 0  # "Your colleague wrote on Friday / that you deliver"
        if count := introductions.count(self.parts[-1], line):
            return count
        return int(introductions.is_bare(line) and _is_quoted(self._next(at)))

    def _next(self, at: int) -> str:
        """The next line that isn't empty, if it is near."""
        return next(filter(None, self._lines[at + 1 : at + 5]), "")


def _says_nothing(part: Sequence[str]) -> bool:
    """But how it is introduced, and a greeting."""
    own = [line for line in part if line and not headers.kind_of(line)]
    own = [line for line in own if not introductions.is_forward_line(line)]
    return not own or (len(own) == 1 and _is_greeting(own[0]))


def _note(part: Sequence[str]) -> list[str]:
    """What is said before the closing and the visiting card."""
    note = [line for line in part if line]
    for at, line in enumerate(note[1:], 1):
        if _closes(line):
            return note[:at]
    return note


def _closes(line: str) -> bool:
    bare = fold(line).strip(" ,.!-")
    if len(bare.split()) > _GREETING_WORDS + 1:
        return False
    said = bare.partition(",")[0]
    return said in WORDS["closing"] or bare.startswith(_CLOSINGS)


def _is_of_a_forward(lines: Sequence[str]) -> bool:
    """Headers in full, and not of a mail that was itself an answer."""
    kinds = {headers.kind_of(line): line for line in lines}
    is_full = len(kinds) >= _FULL and {"from", "subject"} <= kinds.keys()
    return is_full and not introductions.is_reply_mark(kinds["subject"])


def _is_greeting(line: str) -> bool:
    return (
        line.endswith((",", "，", "、", "!")) and len(line.split()) <= _GREETING_WORDS
    )


def _delimiter_at(lines: Sequence[str]) -> int:
    """Where a helpdesk asks to write above; below it is what it sent."""
    for at, line in enumerate(lines):
        if len(line) <= _LONGEST and _is_delimiter(fold(line)):
            return at
    return len(lines)


def _is_delimiter(folded: str) -> bool:
    bare = folded.strip(" >#-–—=*_~.:()[]")
    found = next((words for words in WORDS["reply_above"] if words in bare), "")
    is_framed = folded.lstrip("> ").startswith(("--", "##", "==", "**", "__", "—"))
    return bool(found) and (is_framed or len(bare) <= len(found) + 30)


def _typed_into_quote(lines: Sequence[str]) -> list[str]:
    bare = list(map(_unquoted, lines))
    return [line for line in bare if not introductions.count([], line)]


def _is_quoted(line: str) -> bool:
    return line.startswith((">", "&gt;"))


def _unquoted(line: str) -> str:
    if line == REPLIED:
        return ""
    return line.removeprefix(">").lstrip() if _is_quoted(line) else line
