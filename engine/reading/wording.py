"""Whether words stand in a text, however either of the two writes them."""

from __future__ import annotations

from collections.abc import Sequence

from .text import GAP, normalise

_LONGEST_WORD = 40  # a longer quote may end inside a word, where it was cut to length
_WRAPPING = " \t\n\"'“”„«»「」‘’`."


def as_quote(text: str, limit: int) -> str:
    """``text`` as :class:`Wording` looks for it; what is far too long is cut."""
    return normalise(text[: 4 * limit]).strip(_WRAPPING)


class Wording:
    """Texts in which quotes are found; nothing is found across a gap in them."""

    def __init__(self, texts: Sequence[str]):
        parts = (part for text in texts for part in text.split(GAP))
        self._texts = [normalise(part) for part in parts]

    def holds(self, quote: str) -> bool:
        """Whether a quote (of :func:`as_quote`) stands in one of the texts."""
        return any(_stands_in(quote, text) for text in self._texts)

    def original(self, quote: str) -> str:
        """The quote as the texts have it; empty where they don't hold it."""
        return quote if self.holds(quote) else ""


def _stands_in(quote: str, text: str) -> bool:
    """As whole words: "need" isn't said by "needle", nor 500 by 5000."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        if len(quote) > _LONGEST_WORD or not (
            _is_inside_word(text, start) or _is_inside_word(text, end)
        ):
            return True
        start = text.find(quote, start + 1)
    return False


def _is_inside_word(text: str, at: int) -> bool:
    """Between two digits or two letters, in scripts that put space between words."""
    around = text[max(at - 1, 0) : at + 1]
    return len(around) == 2 and at > 0 and all(map(_is_word_char, around))


def _is_word_char(char: str) -> bool:
    return char.isdigit() or char.lower() != char.upper()
