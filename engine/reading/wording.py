"""Whether words stand in a text, however either of the two writes them.

People, mail programs and models write the same words in different ways: digits of
another script, vowel marks, a line broken inside a word, bold type, other quotation
marks. Quotes are looked for among forms in which these are equal, and shown as the
text itself has them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .text import GAP

_LONGEST_WORD = 40  # a longer quote may end inside a word, where it was cut to length
_SHORT_WORD = 4
_WRAPPING = " \t\n\"'“”„«»「」‘’`."
_MOST_WORDS = 40  # of a quote, whose parts are looked for
_BRACKETS = "[](){}<>"
_BULLETS = r"(?:[-*\u2022\u00b7\u2013\u25aa\u25cf\u25e6]|\d{1,2}[.)])[^\S\n]+"
_LISTED = re.compile(rf"[,;.]?\s*\n\s*{_BULLETS}")
_LISTED_FIRST = re.compile(rf"(?<=:)\s*\n\s*{_BULLETS}")
_BULLET = re.compile(rf"[,;.]?\s{_BULLETS}")
_ITEMS = re.compile(r"[,;:]\s|[、，；：…\n]|\.\.\.|\s[-–—]\s|\s[(\[]")
_ENDINGS = " .,;:!?-…،؛؟、。！？"  # as models end a quote where the text goes on

# Letters, digits and marks that look right and their other forms.
_FORMS = str.maketrans(
    "‘’‚‛ʼ´`′ʹ׳“”„‟«»″ʺ״‐‑‒–—―−⁃־〜∼〰⁄∕٬٫،؛؟、。ىیکٱأإآёЁşŞţŢİ×",
    "''''''''''\"\"\"\"\"\"\"\"\"---------~~~//,.,;?,.ييكااااеЕșȘțȚIx",
)
# Vowel marks and the stretcher of Arabic, points and accents of Hebrew.
_POINTS = re.compile(
    "[\u0640\u064b-\u0652\u0670\u06d6-\u06ed\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7]"
)
# Words whose letters are their own form, a space between them, or one character with
# its marks.
_LETTER = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00de\u00e0-\u00f6\u00f8-\u00ff"
_BARE = "(?![\u0300-\u036f])"  # no mark follows
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc"
    "\u1160-\u11ff\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f"
)
_CLUSTER = re.compile(
    f"([{_LETTER}][.,{_LETTER}]*(?: [.,{_LETTER}]+)*{_BARE})"
    f"|[\x00-\x7f\u00a0-\u02ff]{_BARE}|.[{_MARKS}]*",
    re.S,
)
# Scripts that put no space between words, and their punctuation.
_SOLID = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3100-\u312f"
    "\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_IS_SOLID = re.compile(f"[{_SOLID}]")
_SOLID_BREAK = re.compile(rf"(?<=[{_SOLID}])\s*\n\s*(?=[{_SOLID}])")
_TIGHT = frozenset(":;!?%€$£\"'-()[]/~")  # whether space stands beside them is taste
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010]([^\S\n]*\n\s*)(?=[^\W\d_])")
_EMPHASIS = re.compile(r"(?<!\w)[*_`]+|[*_`]+(?!\w)")
_LETTER_PAIRS = {"\u00df": "ss", "\u1e9e": "SS", "\u0153": "oe", "\u0152": "OE"}
_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+)(?![.,]?\d)"
)
_PARTED_DIGITS = re.compile(r"\d[.,' ]\d")  # no such number is without
_NOT = re.compile(r"(?<=n)'t(?!\w)")


def normalise(text: str) -> str:
    """Unicode form, marks and white space made equal; words stay apart."""
    forms = (found[1] or _form(found[0]) for found in _CLUSTER.finditer(text))
    return " ".join("".join(forms).split())


def as_quote(text: str, limit: int) -> str:
    """``text`` as :class:`Wording` looks for it; what is far too long is cut."""
    return normalise(text[: 4 * limit]).strip(_WRAPPING)


def parts_of(quote: str) -> list[str]:
    """Parts that say what it says: most of it, the longest first, and items of a list.

    Less than two thirds of a sentence says something else.
    """
    words = quote.split()[:_MOST_WORDS]
    cuts = range(1, len(words))
    ends = [" ".join(words[at:]) for at in cuts] + [" ".join(words[:at]) for at in cuts]
    most = [end for end in ends if 3 * len(end.strip(". ")) >= 2 * len(quote)]
    items = [item for item in _ITEMS.split(quote) if 5 * len(item) >= len(quote)]
    parts = [*sorted(most, key=len, reverse=True), *items]
    bare = dict.fromkeys(part.strip(_WRAPPING + _ENDINGS) for part in parts)
    return [part for part in bare if part not in ("", quote)]


class Wording:
    """Texts in which quotes are found; nothing is found across a gap in them."""

    def __init__(self, texts: Sequence[str]):
        self._parts = [part for text in texts for part in text.split(GAP)]

    def find(self, quote: str) -> str:
        """The quote as the texts have it, on one line; empty where they don't.

        :param quote: as :func:`as_quote` gives it.
        """
        plain = html.unescape(quote).replace("\\n", " ")
        bare = quote.strip(_ENDINGS)
        tried = (quote, bare, plain, bare.strip(_BRACKETS))
        return _first(tried, self._forms) or (
            _first((bare, _BULLET.sub(", ", bare)), self._rows) if self._rows else ""
        )

    @cached_property
    def _forms(self) -> list[_Tight]:
        """Each text, and once more with words put together that a line break parts."""
        joined = [p for p in self._parts if "\n" in p and _BROKEN.search(p)]
        return [_Tight(part) for part in self._parts] + [
            _Tight(part, joins=True) for part in joined
        ]

    @cached_property
    def _rows(self) -> list[_Tight]:
        """Texts with the items of their lists in a row."""
        listed = [p for p in self._parts if "\n" in p and _LISTED.search(p)]
        return [_Tight(_in_a_row(part)) for part in listed]


def _first(tried: Sequence[str], forms: Sequence[_Tight]) -> str:
    for words in dict.fromkeys(tried):
        sought = _key_of(words)
        for form in forms if sought else ():
            span = form.find(sought)
            if span:
                return _shown(form.text[span[0] : span[1]])
    return ""


@dataclass
class _Tight:
    """A text's form without what is a matter of taste, and where each letter is from.

    :ivar key: in which quotes are looked for.
    """

    text: str
    joins: bool = False

    def __post_init__(self) -> None:
        self._key_parts = list(self._letters())
        self.key = "".join(part for part, _start, _end in self._key_parts)

    def find(self, sought: str) -> tuple[int, int] | None:
        """Where it stands in the text as whole words, whatever its case.

        "need" isn't said by "needle", nor 500 by 5000. Nobody is quoted in capitals
        who didn't write them, but for a word such as EUR.
        """
        small = _small(sought)
        at = self._small.find(small)
        while at >= 0:
            end = at + len(sought)
            raised = sought.isupper() and not self.key[at:end].isupper()
            is_loud = raised and sum(map(str.isupper, sought)) > _SHORT_WORD
            if not is_loud and self._is_whole(at, end):
                return self._places[at][0], self._places[self._word_end(end) - 1][1]
            at = self._small.find(small, at + 1)
        return None

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Where in the text each letter of the key is from."""
        places: list[tuple[int, int]] = []
        for part, start, end in self._key_parts:
            if len(part) == 1:
                places.append((start, end))
            else:
                places.extend((at, at + 1) for at in range(start, end))
        return places

    @cached_property
    def _small(self) -> str:
        return _small(self.key)

    def _is_whole(self, start: int, end: int) -> bool:
        if {start, end} & self._inner:
            return False
        may_be_cut = end - start > _LONGEST_WORD and self.key[end - 1].isalpha()
        return not _is_inside_word(self.key, start) and (
            may_be_cut or not _is_inside_word(self.key, end)
        )

    def _word_end(self, end: int) -> int:
        """Where the word ends in which a quote was cut."""
        while _is_inside_word(self.key, end):
            end += 1
        return end

    @cached_property
    def _inner(self) -> set[int]:
        """Places inside a number, and before the "t" that says not."""
        inside: set[int] = set()
        if _PARTED_DIGITS.search(self.key):
            for number in _NUMBER.finditer(self.key):
                inside.update(range(number.start() + 1, number.end()))
        if "'t" in self.key:
            inside.update(found.start() for found in _NOT.finditer(self.key))
        return inside

    def _letters(self) -> Iterator[tuple[str, int, int]]:
        """Letters of the key, plain words together, and where in the text they are."""
        last, is_last_tight, is_solid = "", True, False
        space: tuple[str, int, int] | None = None
        for part, start, end in self._parts():
            if part.isspace():
                kind = "\n" if part == "\n" or (space and space[0] == "\n") else " "
                space = (kind, space[1] if space else start, end)
                continue
            is_tight = _is_tight(part) or (part == "," and is_solid)
            if space and not (is_last_tight or is_tight):
                yield space
            space, is_last_tight = None, is_tight
            is_solid = bool(_IS_SOLID.match(self.text, start))
            last = _quotation(part, last)
            yield last, start, end

    def _parts(self) -> Iterator[tuple[str, int, int]]:
        """Plain words, and the form of each other letter of the text."""
        dropped = self._dropped()
        for found in _CLUSTER.finditer(self.text):
            start, end = found.span()
            if found[1]:
                yield found[1], start, end
            elif start not in dropped:
                for letter in _form(found[0]):
                    yield letter, start, end

    def _dropped(self) -> set[int]:
        """Places of the text that no key has: bold type, and where words are broken."""
        signs: set[int] = set()
        if _may_be_bold(self.text):
            bold = _EMPHASIS.finditer(self.text)
            signs |= {at for found in bold for at in range(*found.span())}
        if self.joins:
            breaks = _BROKEN.finditer(self.text)
            signs |= {at for found in breaks for at in range(*found.span())}
        return signs


def _key_of(words: str) -> str:
    plain = _CLUSTER.fullmatch(words)
    return words if plain and plain[1] else _Tight(words).key


@lru_cache(maxsize=8192)
def _form(cluster: str) -> str:
    """A letter with its marks in the one form of all that are written for it."""
    if cluster.isascii():
        return "'" if cluster == "`" else cluster
    if cluster in _LETTER_PAIRS:
        return _LETTER_PAIRS[cluster]
    marked = cluster.translate(_FORMS)
    text = unicodedata.normalize("NFKC", marked).translate(_FORMS)
    return "".join(map(_plain, _POINTS.sub("", text)))


def _plain(char: str) -> str:
    if unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if "\u2600" <= char <= "\u27bf" or "\U0001f000" <= char <= "\U0001faff":
        return ""  # a picture, which models leave out
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)


def _quotation(letter: str, last: str) -> str:
    """Quotation marks are as good as one another; behind a digit they are a unit."""
    return "'" if letter == '"' and not last[-1:].isdigit() else letter


def _is_tight(letter: str) -> bool:
    return letter in _TIGHT or bool(_IS_SOLID.match(letter))


def _small(text: str) -> str:
    """Small letters, each in its place; a line's end is as good as a space."""
    text = text.replace("\n", " ")
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _in_a_row(text: str) -> str:
    return _LISTED.sub(", ", _LISTED_FIRST.sub(" ", text))


def _is_inside_word(text: str, at: int) -> bool:
    """Between two digits or two letters, in scripts that put space between words."""
    around = text[max(at - 1, 0) : at + 1]
    return len(around) == 2 and at > 0 and all(map(_is_word_char, around))


def _is_word_char(char: str) -> bool:
    return char.isdigit() or char.lower() != char.upper()


def _may_be_bold(text: str) -> bool:
    return "*" in text or "_" in text or "`" in text


def _shown(words: str) -> str:
    """The text's own words on one line."""
    if _may_be_bold(words):
        words = _EMPHASIS.sub("", words)
    if "\n" in words:
        words = _BROKEN.sub("-", _SOLID_BREAK.sub("", words))
    return " ".join(words.split())
