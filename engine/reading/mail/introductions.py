"""Lines that say whose words come next: quoted, replied to or passed on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .headers import IN_BRACKETS, LONGEST, kind_of
from .words import LANGUAGES, WORDS, are_in, fold

MOST_JOINED = 7  # lines over which a program breaks an introduction
_LOWER_AFTER = 4  # words in small letters after the verb: more are a sentence
_LONGEST_MARK = 80
_MOST_GAPS = 1  # empty lines between the pieces of one
_MOST_IN_SMALL, _FEW_IN_SMALL = 8, 2  # words in small letters of its first piece
_LONGEST_NAME = 6
_MOST_BEFORE_DAY = 3  # words: "On Monday, the 3rd"
_SENTENCE_END = re.compile(r"[!?。？！]$|\w{5}\.$")

_TIME = re.compile(r"\d{1,2}[:.h]\d\d|(?<!\d)(19|20)\d\d(?!\d)")
_DATE_FIRST = re.compile(
    r"\w{2,12}[.,] .{0,12}\d|\d{4}\s?[-/.年년]|\d{1,2}[./:]\s?\d"
    r"|\d{1,2}\.? \w{3,10}[.,]? \d{4}"
)
_NOTES = re.compile(r"\w ?---\d{1,2}[./]\d{1,2}[./]\d{4} [^-]{4,30}---")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d")
_STARTS = tuple(f"{word} " for word in WORDS["starts"] if len(word) > 1) + ("ב", "在")
# "... by May. On Wed, Apr 4, 2012 at 3:59 PM, ann@example.com wrote:"
_NAMED = "|".join(map(re.escape, filter(str.isalpha, WORDS["starts"])))
_INSIDE = re.compile(
    rf"(?<=[\w.!?)])[\s-]+(?=(?i:{_NAMED}) (?:[^\W\d]{{2,10}}\.?,? ){{0,2}}\d)"
)
# Of gateways: "[EXT] FW: desks", "EXTERN: WG: Tische".
_TAGS = re.compile(
    r"^(?:\s*(?:[\[({*]+[^\[\](){}*]{1,30}[\])}*]+|(?:ext(?:ern(?:al|e)?)?|spam) ?:))+",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"[\W_]*([^\W\d_][^:：\[\]\d]{0,24}?)\s*[\[(]?\d{0,3}[\])]?\s*[:：]"
)


def is_forward(text: str) -> bool:
    """A line of ``text`` says that a mail passed on follows."""
    return any(map(is_forward_line, text.split("\n")))


def ends_in_forward(text: str) -> bool:
    """It says last that a mail passed on follows, and that one's headers."""
    for line in reversed(text.split("\n")):
        if is_forward_line(line):
            return True
        if line.strip() and not kind_of(line):
            return False
    return False


def is_forward_line(line: str) -> bool:
    return _is_mark(line, WORDS["forward"])


def is_original_line(line: str) -> bool:
    return _is_mark(line, WORDS["original"])


def _is_mark(line: str, words: tuple[str, ...]) -> bool:
    """The words alone, or between dashes or before a colon."""
    line = line.strip()
    if not line or len(line) > _LONGEST_MARK:
        return False
    bare = fold(line.strip(" -–—_=*<>:：\u200f"))
    if not bare.startswith(words):
        return False
    is_framed = line.lstrip("* ").startswith(("--", "—", "==", "__", "***"))
    return is_framed or line.endswith((":", "：")) or bare in words


def was_passed_on(subject: str, text: str = "") -> bool | None:
    """What the first mark of a mail's subject says; None where it says nothing.

    :param text: of the mail: "VS:" is a forward in Danish and a reply in Finnish.
    """
    found = _SUBJECT.match(_TAGS.sub("", subject))
    mark = fold(found[1].strip()) if found else ""
    is_forwarded, is_reply = (
        mark in WORDS["forward_subject"],
        mark in WORDS["reply_subject"],
    )
    if is_forwarded and is_reply:
        return _is_forward_here(mark, fold(text))
    return is_forwarded if is_forwarded != is_reply else None


def is_reply_mark(header: str) -> bool:
    """The subject in the header is that of an answer."""
    return _told_by(header) is False


def is_forward_mark(header: str) -> bool:
    """The subject in the header is that of a mail passed on."""
    return bool(_told_by(header))


def _told_by(header: str) -> bool | None:
    _label, _colon, subject = header.replace("：", ":").partition(":")
    return was_passed_on(subject.strip(" *"))


def _is_forward_here(mark: str, text: str) -> bool | None:
    """What the mark means in the language of the headers in ``text``."""
    for words in LANGUAGES.values():
        if any(f"{word}:" in text for word in words["from"]):
            if mark in words["reply_subject"] or mark in words["forward_subject"]:
                return mark in words["forward_subject"]
    return None


def count(before: Sequence[str], line: str) -> int:
    """How many of the lines up to ``line`` say who wrote what is quoted next."""
    if not _may_end(line):
        return 0
    if _starts(line) and _DATE.search(line) and introduces(line):
        return 1
    first = _farthest(before)
    for start in range(first, len(before)):
        if _may_begin(before[start]):
            joined = " ".join([*before[start:], line])
            if len(joined) <= LONGEST and introduces(joined):
                return len(before) - start + 1
    return int(introduces(line))


def _farthest(before: Sequence[str]) -> int:
    """From which line on it may go: over one gap, over no end of a sentence."""
    at, gaps = len(before), 0
    while at and len(before) - at < MOST_JOINED:
        line = before[at - 1]
        gaps += not line
        if gaps > _MOST_GAPS or _SENTENCE_END.search(line):
            break
        at -= 1
    return at


def _may_begin(line: str) -> bool:
    """How a program begins: with the date, or with the name and the address."""
    names = line.partition("<")[0].split()
    has_address = "@" in line and IN_BRACKETS.search(line)
    if has_address and len(names) <= _LONGEST_NAME and not _starts(line):
        return _has_verb_before_name(line)
    if not any(map(str.isdigit, line)):
        return False
    in_small = sum(word[0].islower() for word in line.split())
    if _DATE.search(line) and _starts(line):
        return in_small <= _MOST_IN_SMALL
    is_short = in_small <= _FEW_IN_SMALL
    return is_short and fold(line).lstrip("-> ").startswith(_STARTS)


def own_part(line: str) -> str:
    """What the writer's program let run into how a quote is introduced."""
    found = None if _starts(line) else _INSIDE.search(line)
    if not found or not introduces(line[found.end() :]):
        return ""
    own = line[: found.start()].rstrip(" -")
    is_own = len(own) > 1 and "@" not in own and not _TIME.search(own)
    return own if is_own else ""


def introduces(line: str) -> bool:
    if line.endswith(">>>") or _NOTES.search(line):  # GroupWise, Lotus Notes
        return bool(_TIME.search(line))
    folded = fold(line).rstrip(" -")
    if are_in("oneself", folded):
        return False
    if _ends_with_verb(folded):
        if line.startswith("--") and line.endswith("--"):
            return True
        told = "@" in folded or _TIME.search(folded)
        return bool(told or (_starts(folded) and any(map(str.isdigit, folded))))
    if not folded.endswith((":", "：")):
        return False
    if IN_BRACKETS.search(line) and _TIME.search(line):
        return True
    return bool(_TIME.search(line) or "@" in line) and _has_verb_before_name(line)


def is_of_a_program(line: str) -> bool:
    """Programs name the address, or the date first; people, who wrote what when."""
    folded = fold(line)
    if "@" in line or _DATE_FIRST.match(folded.lstrip("-> ")):
        return True
    if line.startswith("--") or line.endswith(">>>") or _NOTES.search(line):
        return True
    start = folded.lstrip("-> ")
    before = re.split(r"\d", start, maxsplit=1)[0].split()
    return start.startswith(_STARTS) and len(before) <= _MOST_BEFORE_DAY


def is_bare(line: str) -> bool:
    """Only a name and the verb, or the date and an address, as above lines that are
    marked as quoted."""
    folded = fold(line)
    if line.endswith(">") and _DATE_FIRST.match(folded) and IN_BRACKETS.search(line):
        return len(line) <= LONGEST
    if _ends_with_address(line):
        return True
    return (
        _ends_with_verb(folded)
        and line.endswith((":", "："))
        and (len(line.split()) <= 5 and not are_in("oneself", folded))
    )


def _ends_with_address(line: str) -> bool:
    """As in "Zitat von Ann <ann@example.com>:" or "3 May 2024 by ann@example.com:", in
    whatever language."""
    if len(line) > LONGEST or not line.endswith((":", "：")):
        return False
    words = line.rstrip(" :：").split()
    in_small = sum(word[0].islower() for word in words[:-1])
    return bool(words) and "@" in words[-1][:-1] and in_small <= _FEW_IN_SMALL


def ends_introduction(line: str) -> bool:
    """The last piece of one that a program broke: a bracket, and a verb or none. Or one
    of GroupWise, between brackets."""
    if not line.startswith(">") or len(line) > LONGEST:
        return False
    if line.startswith(">>>") and line.endswith(">>>"):
        return introduces(line)
    bare = fold(line.lstrip("> "))
    return bare in (":", "：") or bare.rstrip(" :：-") in WORDS["wrote"]


def _may_end(line: str) -> bool:
    if line.endswith(">>>") or "---" in line:
        return True
    return line.endswith((":", "：", "-")) or _ends_with_verb(fold(line[-40:]))


def _ends_with_verb(folded: str) -> bool:
    bare = folded.rstrip(" :：-")
    if not bare.endswith(WORDS["wrote"]):
        return False
    for verb in WORDS["wrote"]:
        if bare.endswith(verb):
            before = bare[: -len(verb)][-1:]
            if not before.isalnum() or verb[0] >= "\u0590":
                return True
    return False


def _has_verb_before_name(line: str) -> bool:
    """As in "Am 3. Mai schrieb Ann:"; what goes on after the name is a sentence."""
    folded = fold(line)
    for verb in WORDS["wrote"]:
        at = folded.find(f" {verb} ")
        if at >= 0:
            after = line[at + len(verb) + 2 :].split()
            return sum(word[0].islower() for word in after) <= _LOWER_AFTER
    return False


def _starts(line: str) -> bool:
    folded = fold(line[:40]).lstrip("-> ")
    return folded.startswith(_STARTS) or bool(_DATE_FIRST.match(folded))
