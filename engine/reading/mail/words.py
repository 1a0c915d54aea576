"""What mail programs write, in many languages.

A language is one file of ``reading/words/mail``: lists of plain words in small letters,
all under the same keys. To add a language is to add a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from ..word_files import languages, table

LANGUAGES = languages("mail")
AUTOMATIC = languages("automatic")  # more of them: these need no mail program's words

HEADERS = ("from", "date", "to", "cc", "subject")
KEYS = (
    *HEADERS,
    "plain_date",  # those for a date that head a list of one's own as well
    "starts",  # of a line that says who wrote what is quoted
    "wrote",
    "oneself",  # who quotes himself
    "original",  # what stands above a mail replied to ...
    "forward",  # ... and above one passed on
    "forward_subject",
    "reply_subject",
    "passed_on",  # what colleagues write above an inquiry
    "answers",  # ... and what customers do above an offer
    "closing",
    "reply_above",
    "sent_from",
    "form",  # above the fields of one's own in Odoo's web forms
    "form_end",  # below those of others: how their owner goes on
    "web_form",  # ... or by what the mail was sent
    "brevity",  # what follows a device's name: "please excuse typos"
    "disclaimer",
    "legal",  # of firms: their numbers in registers, who heads them
)
AUTOMATIC_KEYS = (
    "automatic",
    "this_is",  # before what a mail says that it is
    "away_subject",
    "away",
    "back",  # what only who is away writes besides
    "besides",  # what others say as well, but who is away even more often
    "until",
    "wants",  # of a person who asks for something, or is back and says so
    "but",  # what a person who is away goes on with, of ...
    "deals",  # ... what is bought
    "later",  # of one who will be away: programs answer for who is
    "told_automatic",  # what a program says of its answer
    "asked",  # of a receipt: what was received ...
    "taken",  # ... that it was ...
    "soon",  # ... and what becomes of it
    "thanked",  # ... or who is thanked for asking, and ...
    "promised",  # ... that an answer comes ...
    "fast",  # ... and how fast
    "undelivered",
    "undelivered_told",  # ... of a mail that didn't arrive
    "posted",  # the mail ...
    "delivery",  # ... its way ...
    "failed",  # ... and how it ended
    "gone",  # ... or what became of an address, or made a mail
    "receipt",
    "receipt_told",  # ... of one that was opened
    "calendar",  # before the subject of what was answered
    "invited",  # to what ...
    "decided",  # ... what somebody answered
    "speakers",  # who says so of himself
)


_WORD = re.compile(r"\w+")
_STEM = 3  # letters by which a word is looked up; of one with "*" they are known
TRADE = ("inquires", "offers")  # of those who would buy, and of us who would sell
BANNERS = ("outside", "warns", "seldom")  # of our server, above what comes from outside
NOTICES = ("itself", "restricts")  # the mail, and what is said of it below it
_CLINGING = ("\u0648", "\u0641", "\u05d5")
_SOLID = "\u0e00"  # from here on, scripts that don't part words by spaces


def fold(text: str) -> str:
    """In small letters, however they are composed; a dotted I is an i, and there is one
    apostrophe."""
    text = text.casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).replace("i\u0307", "i")
    return text.replace("’", "'").replace("ʼ", "'")


def _longest_first(topic: str, key: str) -> tuple[str, ...]:
    """All languages' words for the key."""
    found = set(fold("\n".join(table(topic, key))).split("\n"))
    return tuple(sorted(sorted(found), key=len, reverse=True))


WORDS = {key: _longest_first("mail", key) for key in KEYS}
WORDS |= {key: _longest_first("trade", key) for key in TRADE}
WORDS |= {key: _longest_first("notices", key) for key in NOTICES}
WORDS |= {key: _longest_first("banners", key) for key in BANNERS}
WORDS |= {key: _longest_first("automatic", key) for key in AUTOMATIC_KEYS}


def has_letters(line: str) -> bool:
    """Or digits: a rule or a frame has none."""
    return any(map(str.isalnum, line))


def are_in(key: str, text: str) -> int:
    """How many different words of ``key`` stand in ``text``, in small letters."""
    return sum(_stands_in(word, text) for word in _possible(key, text))


def which_are_in(key: str, text: str) -> list[str]:
    return [word for word in _possible(key, text) if _stands_in(word, text)]


def at_start(key: str, text: str) -> list[str]:
    """The words of ``key`` that ``text`` begins with."""
    found = _WORD.search(text)
    if not found:
        return []
    possible = _index(key).get(_start_of(found[0]), ())
    return [word for word in possible if text.startswith(word)]


def count_apart(key: str, text: str) -> int:
    """The same, but words inside of longer ones don't count once more."""
    return take(key, text)[0]


def take(key: str, text: str) -> tuple[int, str]:
    """That count, and the text without these words."""
    count = 0
    for word in sorted(_possible(key, text), key=len, reverse=True):
        if _stands_in(word, text):
            count += 1
            text = text.replace(word.removesuffix("*"), "\n")
    return count, text


def _possible(key: str, text: str) -> Iterator[str]:
    """The words of ``key`` that begin as some word of ``text`` does."""
    index = _index(key)
    for start in _starts_of(text) & index.keys():
        yield from index[start]


@lru_cache(maxsize=8)  # of a mail's subject, text and beginning; no more is kept
def _starts_of(text: str) -> frozenset[str]:
    """Words, and in scripts that don't part them, characters."""
    words = _WORD.findall(text)
    starts = {word[:_STEM] for word in words}
    if not text.isascii():
        starts |= {char for char in text if char >= _SOLID}
        starts |= {word[1 : 1 + _STEM] for word in words if word[0] in _CLINGING}
    return frozenset(starts)


@cache
def _index(key: str) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in WORDS[key]:
        found = _WORD.search(word)
        index.setdefault(_start_of(found[0] if found else word), []).append(word)
    return index


def _start_of(word: str) -> str:
    return word[0] if word[0] >= _SOLID else word[:_STEM]


def _stands_in(word: str, text: str) -> bool:
    stem = word.removesuffix("*")
    return stem in text and _is_whole(word, text)


def _is_whole(word: str, text: str) -> bool:
    """Not the inside of a longer word, in scripts that part words by spaces; ``*``
    stands for any ending."""
    stem = word.removesuffix("*")
    at = text.find(stem)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(stem) :][:1]
        ends = word != stem or not _joins(stem[-1], after)
        if ends and (not _joins(before, stem[0]) or _clings(text, at - 1)):
            return True
        at = text.find(stem, at + 1)
    return False


def _clings(text: str, at: int) -> bool:
    """An "and" of Arabic or Hebrew, which is written as part of the next word."""
    return text[at] in _CLINGING and not text[at - 1 : at].isalnum()


def _joins(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum() and max(one, other) < _SOLID
