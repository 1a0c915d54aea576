"""From what people mail and paste to the plain words that they wrote.

Mail bodies and web forms come as HTML or text, in any language and up to a megabyte,
with quoted threads, signatures, scripts and text that no reader would see. What is
left here is what a person would read as the sender's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from html import unescape
from itertools import groupby

from .html_text import html_to_text, looks_like_html
from .mail.introductions import was_passed_on
from .mail.marked import hides_what_is_passed_on
from .mail.quoting import own_words

MAX_INPUT_CHARS = 1_500_000
GAP = "\n[...]\n"  # stands where words were left out

_LINE_ENDS = re.compile("\r\n?|[\v\f\u2028\u2029]")
_ASCII_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# What Windows programs mean by control characters, as HTML reads them too, and the
# small colon of Chinese ones.
_WINDOWS = str.maketrans(
    {
        "\ufe55": ":",
    }
    | {
        code: meant
        for code in range(0x80, 0xA0)
        if (meant := bytes([code]).decode("cp1252", "ignore"))
    }
)
# Of a text that was written as HTML once more than it is read as: "R&amp;D".
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # part of Persian and Indic spelling
# Mails fill the line that a list of mails shows with them.
_LONE_JOINERS = re.compile(rf"(?<![{_JOINERS}])[{_JOINERS}]+(?=\s|$)")
# Drawn as nothing, though Unicode calls them letters or marks.
_BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"

# So often in a row is no message: it wears a model out, or makes it go on and on.
_MANY = 5
_SAME_WORDS = re.compile(rf"\b([^\W\d_]\w{{0,39}})(?:[\s,]{{1,3}}\1\b){{{_MANY - 1},}}")
# What ends a sentence, in some scripts without a space behind it, and what a part.
_SPACED_ENDS, _WIDE_ENDS = ".!?\u0964\u061f", "\u3002\uff01\uff1f"
SENTENCE_ENDS = f"{_SPACED_ENDS}{_WIDE_ENDS}\n"
PART_ENDS = ";:\u061b\u2026"
_SENTENCES = re.compile(
    rf".+?(?:[{_SPACED_ENDS};\u061b]+(?=\s|$)|[{_WIDE_ENDS}]+|$)\s*|\s+", re.M
)

_ODD_SPACE = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")  # all but one space
_NOT_WORDS = re.compile(r"[\W_]+")
_TO_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}
# Letters that keep a mark of their own, and Arabic ones written in two ways.
_OTHER_FORMS = str.maketrans("ıłøđßىةیک", "ilodsيهيك")

# A word of two alphabets is one in disguise: Cyrillic and Greek twins of Latin letters.
_TWO_ALPHABETS = re.compile(
    "[a-z]+[\u0370-\u04ff]\\w{0,40}|[\u0370-\u04ff]+[a-z]\\w{0,40}"
)
_LATIN_TWINS = str.maketrans("асеорхуіјѕһкмтвнɡοανικτρυ", "aceopxyijshkmtbhgoaviktpu")


def to_text(
    source: str | None,
    subject: str = "",
    passed_on: bool | None = None,
    ours: Collection[str] = (),
) -> str:
    """The sender's own words in ``source`` (HTML or text), empty if there are none.

    :param subject: of the mail; it tells one that was passed on from an answer.
    :param passed_on: whether it was, where that is known otherwise: one of us sent it.
    :param ours: our domains and addresses; a quoted mail from there is no inquiry.
    """
    html, text = _read(visible((source or "")[:MAX_INPUT_CHARS]))
    told = was_passed_on(subject, text)
    from_us = bool(passed_on) and not told
    passed_on = told if passed_on is None else passed_on
    if html and passed_on and hides_what_is_passed_on(text):
        text = visible(html_to_text(html, keep_quotes=True))
    return _tidy(own_words(_tidy(text), passed_on, ours, from_us))


def _read(source: str) -> tuple[str, str]:
    """The HTML, if it is some, and the text; of what a form or an import wrote as HTML
    twice, so that a reader would see its tags and entities, as well."""
    html = source if looks_like_html(source) else ""
    text = visible(html_to_text(html)) if html else source
    if "&" in text:
        text = visible(_ENTITY.sub(lambda found: unescape(found[0]), text))
    if text != source and _is_markup(text):
        return text, visible(html_to_text(text))
    return html, text


def _is_markup(text: str) -> bool:
    """Tags are around all of it; a writer speaks of them within a sentence."""
    text = text.strip()
    return text.startswith("<") and text.endswith(">") and looks_like_html(text)


def plain(text: str | None) -> str:
    """``text`` on tidy lines, without what no reader sees; nothing is taken as HTML."""
    return _tidy(visible((text or "")[:MAX_INPUT_CHARS]))


def estimate_tokens(text: str) -> int:
    """About how many tokens a model reads ``text`` as, rather too many than too few."""
    ascii_chars = len(text.encode("ascii", "ignore"))
    return ascii_chars // 4 + (len(text) - ascii_chars) + 1


def shorten(text: str, max_tokens: int) -> str:
    """``text`` within about ``max_tokens``: its end stays whole, the middle goes.

    People add what is new at the end of a text and say what it is about at its
    start, so two thirds of the room go to the end.
    """
    if estimate_tokens(text) <= max_tokens:
        return text
    room = max(max_tokens - estimate_tokens(GAP) - 1, 0)
    head = _chars_within(text, room // 3)
    tail = _chars_within(text[::-1], room - room // 3)
    return text[:head] + GAP + text[len(text) - tail :]


def visible(text: str) -> str:
    """Without what no reader sees: controls, direction marks, tags, lone surrogates."""
    if text.isascii() and not _ASCII_CONTROLS.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text).translate(_WINDOWS)
    return _without(text, _is_invisible)


def without_repetitions(text: str) -> str:
    """A word or sentence that is said five times or more in a row, once."""
    text = _SAME_WORDS.sub(lambda words: words[1] + GAP, text)
    runs = (list(run) for _said, run in groupby(_SENTENCES.findall(text), str.strip))
    return "".join(
        run[0].rstrip() + GAP if len(run) >= _MANY else "".join(run) for run in runs
    )


def fold(text: str) -> str:
    """Small letters without accents; one space between words and around them."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    text = text.casefold().replace("-", "")
    if text.isascii():
        return f" {' '.join(text.translate(_TO_SPACES).split())} "
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = unicodedata.normalize("NFC", text).translate(_OTHER_FORMS)
    text = _TWO_ALPHABETS.sub(lambda word: word[0].translate(_LATIN_TWINS), text)
    return f" {_NOT_WORDS.sub(' ', text).strip()} "


# Quotes are looked at from many sides, one after another.
_SHORT = 300
_fold_short = lru_cache(maxsize=256)(_fold)


def _chars_within(text: str, tokens: int) -> int:
    """How many characters from the start cost no more than ``tokens``."""
    quarters = 4 * tokens
    for count, char in enumerate(text[:quarters]):
        quarters -= 1 if char.isascii() else 4
        if quarters < 0:
            return count
    return min(len(text), 4 * tokens)


def _without(text: str, is_unwanted) -> str:
    unwanted = {ord(char): None for char in set(text) if is_unwanted(char)}
    return text.translate(unwanted) if unwanted else text


@lru_cache(maxsize=4096)
def _is_invisible(char: str) -> bool:
    if char in "\n\t" or char in _JOINERS:
        return False
    if char in _BLANKS or unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
        return True
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _tidy(text: str) -> str:
    text = _LONE_JOINERS.sub("", text)
    text = _ODD_SPACE.sub(" ", text)
    if "\n" in text:
        text = re.sub(r" ?\n ?", "\n", text)
        text = re.sub(r"\n{3,}", "\n\n", text)
    return text.strip()
