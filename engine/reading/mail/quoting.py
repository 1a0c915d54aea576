"""The lines of a mail -> those that its sender wrote, or passed on.

Works line by line and looks only a few lines around, so that a megabyte takes no longer
than its lines do. Where it can't tell, words are kept rather than cut.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from . import headers, introductions, parts, whose
from .edges import banners, ends
from .marked import REPLIED, hands_on
from .quoted import begins_alike, delimiter_at, is_quoted, unquoted

_LONGEST = headers.LONGEST
_NEAR = 4  # lines from a mark on in which they begin
_HEADERS = 12  # lines in which they stand below a mark, with empty ones
_GREETING = 3  # lines in which it may greet
_BEGINNING = 30  # lines that tell what a mail is about


def own_words(
    text: str,
    passed_on: bool | None = None,
    ours: Collection[str] = (),
    from_us: bool = False,
) -> str:
    """``text`` (tidy lines) without quoted mails, their headers and signatures.

    :param passed_on: the mail forwards another, answers it, or it isn't known.
    :param ours: our domains and addresses, if they are known.
    :param from_us: one of us wrote it, and only what it passes on is the lead's where
        it answers that.
    """
    lines = banners.without(text.split("\n"))
    end = delimiter_at(lines)
    reading = _Reading(lines[:end], passed_on, ours, from_us)
    reading.run()
    read = (ends.without(banners.without(part)) for part in reading.parts)
    words = "\n".join(line for part in read for line in part)
    if any(map(_says_something, words)):
        return words
    if end < len(lines):  # an answer typed into the quote, above the delimiter
        return "\n".join(_typed_into_quote(lines[:end]))
    return "" if reading.is_reply else "\n".join(map(unquoted, lines))


def _says_something(char: str) -> bool:
    """A letter, or a thumb up."""
    return char.isalnum() or char > "\u2600"


class _Reading:
    """One walk over the lines; a forwarded mail begins a part of its own."""

    def __init__(
        self,
        lines: Sequence[str],
        passed_on: bool | None,
        ours: Collection[str],
        from_us: bool,
    ):
        self.parts: list[list[str]] = [[]]
        self.is_reply = False
        self._passed_on = passed_on
        self._ours = ours
        self._from_us = from_us
        self._lines = lines
        self._unquotes = False

    def run(self) -> None:
        at = 0
        while at is not None and at < len(self._lines):
            at = self._read(at, self._line(at))

    def _line(self, at: int) -> str:
        return unquoted(self._lines[at]) if self._unquotes else self._lines[at]

    def _keep(self, line: str) -> None:
        self.parts[-1].append(line)

    def _read(self, at: int, line: str) -> int | None:
        """Take the line and say where to go on; None where all that follows is cut."""
        if line == REPLIED:
            return self._pass_headers(at, 1)
        if introductions.ends_introduction(line):
            line = line.lstrip("> ")
        if is_quoted(line) and not self._is_own(at, line):
            return self._pass_quoted(at, line)
        if not line or len(line) > _LONGEST:
            self._keep(line)
            return at + 1
        return self._read_words(at, line)

    def _pass_quoted(self, at: int, line: str) -> int:
        """Some programs put what they pass on in marks of a quote, title and all."""
        bare = line.lstrip("> ")
        is_passed_on = introductions.is_forward_line(bare) or (
            bool(self._passed_on) and self._is_beginning(at, bare)
        )
        if bare.endswith((":", "：")) and not is_passed_on and not self.is_reply:
            below = map(unquoted, self._lines[at + 1 : at + _HEADERS])
            is_passed_on = hands_on("\n".join([bare, *below]))
        if is_passed_on and not self.is_reply and self._passed_on is not False:
            return self._begin_forward(at, bare)
        return at + 1

    def _is_beginning(self, at: int, bare: str) -> bool:
        """Of a mail that stands in marks of a quote, by its title or its headers."""
        if introductions.is_original_line(bare):
            return True
        count = headers.count(self._unquoted_line, at, len(self._lines))
        return len(self.parts) == 1 and count > 1

    def _unquoted_line(self, at: int) -> str:
        return unquoted(self._lines[at])

    def _is_own(self, at: int, line: str) -> bool:
        """The writer's, though it begins as a quoted line does."""
        if self.is_reply or self._passed_on:
            return False
        above = self._lines[at - 1] if at else ""
        return begins_alike(line, above, "".join(self._lines[at + 1 : at + 2]))

    def _read_words(self, at: int, line: str) -> int | None:
        if introductions.is_forward_line(line):
            return self._begin_forward(at, line)
        if count := self._count_headers(at, line):
            return self._pass_headers(at, count)
        if count := headers.goes_to(self._line, at, len(self._lines)):
            if above := headers.stands_above(self.parts[-1]):
                return self._pass_notes(at, count, above)
        if introduced := self._count_introduction(at, line):
            return self._begin_quote(at, introduced)
        self._keep(line)
        return at + 1

    def _begin_forward(self, at: int, line: str) -> int:
        self.parts.append([line])
        self._passed_on = False
        self._unquotes = self._unquotes or is_quoted(self._next(at))
        rest = "".join(self._lines[at + 1 : at + 2])
        is_broken = line.startswith("--") and line[-1] != "-" and rest.endswith("---")
        return at + 1 + is_broken

    def _pass_headers(self, at: int, count: int) -> int | None:
        """Headers at the start belong to a mail passed on, later ones to a quote."""
        if not parts.is_fresh(self.parts[-1], len(self.parts) > 1):
            lines, end = self._headers_from(at)
            if not self._passes_on(lines, end):
                return self._theirs_after(at)
            self._forget_our_answer(lines)
            self.parts.append([])
        self._passed_on = False  # what stands below in turn was quoted there
        for position in range(at, at + count):
            if self._line(position) != REPLIED:
                self.parts[-1].append(self._line(position))
        if len(self.parts) > 1 and is_quoted(self._next(at + count - 1)):
            self._unquotes = True
        return at + count

    def _pass_notes(self, at: int, count: int, above: int) -> int | None:
        """The headers of Lotus Notes begin some lines above "To:"."""
        part = self.parts[-1]
        sender, end = part[-above:], at + count
        del part[-above:]
        lines = [f"From: {' '.join(sender)}", *self._lines[at:end]]
        if not parts.is_fresh(part, len(self.parts) > 1):
            if not self._passes_on(lines, end):
                return self._theirs_after(end)
            self._forget_our_answer(lines)
            self.parts.append([])
        self._passed_on = False
        self.parts[-1] += [*sender, *lines[1:]]
        return end

    def _headers_from(self, at: int) -> tuple[list[str], int]:
        """Those there or right below a program's mark, and where they end."""
        for start in range(at, min(len(self._lines), at + _NEAR)):
            if count := headers.count(self._line, start, len(self._lines)):
                end = start + count
                return [self._line(i) for i in range(start, end)], end
        return [], at

    def _passes_on(self, lines: Sequence[str], end: int) -> bool:
        """The mail with the headers ``lines``, up to ``end``, is handed on to us."""
        is_ours = whose.is_ours(lines, self._ours)
        if is_ours or len(self.parts) > 1:  # of a thread, their mails are read
            return is_ours is False or (
                not is_ours and parts.only_passes_on(self.parts[-1])
            )
        if self._passed_on is None:
            note, mail = parts.note_of(self.parts[0]), self._beginning_of_mail(end)
            return is_ours is False or whose.passes_on(note, lines, mail)
        return bool(self._passed_on)

    def _beginning_of_mail(self, at: int) -> str:
        """Some lines from there on, up to who wrote it or the mail that it answers."""
        lines = map(unquoted, self._lines[at : at + _BEGINNING])
        mail = list(takewhile(lambda line: headers.kind_of(line) != "from", lines))
        return "\n".join(parts.note_of(banners.without(mail), _GREETING))

    def _forget_our_answer(self, lines: Sequence[str]) -> None:
        """Of a mail of ours to whom wrote the mail with the headers ``lines``."""
        note = parts.note_of(self.parts[0])
        if self._from_us and len(self.parts) == 1 and whose.answers(note, lines):
            self.parts[0].clear()

    def _theirs_after(self, at: int) -> int | None:
        """Where below a mail of ours the one begins that it answers; that is read where
        somebody passed both on."""
        is_passed_on = self._passed_on or len(self.parts) > 1
        if not (self._ours and is_passed_on):
            return None
        while at < len(self._lines):
            count = headers.count(self._line, at, len(self._lines))
            found = [self._line(i) for i in range(at, at + count)]
            if whose.is_ours(found, self._ours) is False:
                return at
            at += count or 1
        return None

    def _begin_quote(self, at: int, introduced: int) -> int | None:
        part = self.parts[-1]
        is_ours = whose.is_ours([self._line(at)], self._ours)
        if self._passed_on and len(self.parts) == 1 and not is_ours:
            self._forget_our_answer([self._line(at)])
            return self._begin_forward(at, self._line(at))
        del part[len(part) - introduced + 1 :]
        if introduced == 1 and (own := introductions.own_part(self._line(at))):
            self._keep(own)
        if is_quoted(self._next(at)):
            self.is_reply = True
            return at + 1
        if parts.says_nothing(part):  # whose words follow can't be told
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
        if headers.kind_of(line):
            return 0
        goes_on = at + 1 < len(self._lines) and self._line(at + 1)[:1].islower()
        if goes_on and not line.endswith((":", "：", "-", ">")):
            return 0  # "Your colleague wrote on Friday / that you deliver"
        is_marked = is_quoted(self._next(at))
        if count := introductions.count(self.parts[-1], line):
            above = self.parts[-1][len(self.parts[-1]) - count + 1 :]
            told = " ".join([*above, line])
            return count * (is_marked or introductions.is_of_a_program(told))
        return int(introductions.is_bare(line) and is_marked)

    def _next(self, at: int) -> str:
        """The next line that isn't empty, if it is near."""
        return next(filter(None, self._lines[at + 1 : at + 5]), "")


def _typed_into_quote(lines: Sequence[str]) -> list[str]:
    bare = list(map(unquoted, lines))
    return [line for line in bare if not introductions.count([], line)]
