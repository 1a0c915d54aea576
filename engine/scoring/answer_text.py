"""The model's own words, as far as they may be shown: plain, without foreign links.

A model that was talked into it would put links, images or the words of the hostile text
into its summary. Links that don't stand in the lead go, markup goes, and what repeats
a flagged passage is dropped whole.
"""

from __future__ import annotations

import re

from ..reading.masking import unmask
from ..reading.obedience import SCORE, find_signs
from ..reading.passages import Passages
from ..reading.text import fold, plain

LINK, MARKUP, REPEATS = "answer_link", "answer_markup", "answer_repeats"

_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\](?:\([^)\n]{0,900}\)?|\[[^\]\n]{0,99}\])?")
_LINKED = re.compile(r"\[([^\]\n]{1,300})\](?:\(\s?([^)\s]{1,900})[^)\n]{0,99}\))")
_TAG = re.compile(
    r"</?[a-zA-Z][\w:-]{0,30}(?:\s[^<>]{0,900}|/)?>|<!--.{0,900}?-->", re.S
)
_TLDS = (
    "com|net|org|info|biz|io|co|ai|app|dev|xyz|top|site|online|shop|store|club|live|link"
    "|click|eu|de|fr|es|it|pt|br|uk|us|ch|at|be|nl|pl|ru|cn|jp|in|ae|sa|me|tv|cc|to|ly"
)
_URL = re.compile(
    r"(?:\b(?:javascript|data):\S+"
    r"|\b(?:[a-z][a-z0-9+.-]{1,12}://|www\.|mailto:)[^\s<>\"')\]]+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    rf"|\b(?:[\w-]{{1,63}}\.){{1,5}}(?:{_TLDS})\b(?:/[^\s<>\"')\]]*)?)",
    re.IGNORECASE,
)
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:(?://)?)?(?:www\.)?([^/?#]+)", re.IGNORECASE)
_ENDS = ".!?…。！？؟।)]\"'»”"
_RUN = 5  # words in a row that are no chance
# How a sentence begins in which somebody speaks of himself.
_ONESELF = re.compile(
    r" (?:i|im|ive|we|our|my|ich|wir|unsere?r?|meine?|je|j|nous|notre|nos|mon|ma|yo|nos"
    r"otros|nuestr\w+|io|noi|nostr\w+|eu|nos|noss\w|ik|wij|onze|ons|\w{2,}(?:[aei]mos|iamo)"
    r"|necesito|busco|quiero|quisiera|vorrei|vorremmo|cerco|ho|preciso|procuro|quero)"
    r" |^ ?(?:私|弊社|当社|我们|我們|我|نحتاج|نريد|نبحث|احتاج|اريد|ابحث)"
)


def as_broken_off(text: str, granted: int | None) -> str:
    """``text``, and an ellipsis where ``granted`` letters were too few for it.

    The word that may be half goes; scripts without spaces have none to lose.
    """
    if len(text) != granted or text.rstrip()[-1:] in _ENDS:
        return text
    whole = text.rpartition(" ")[0].rstrip(" ,;:-–—")
    return f"{whole if 2 * len(whole) > granted else text}…"


class Cleaner:
    """Cleans the texts of one answer; ``signs`` are the codes of what was found."""

    def __init__(self, passages: Passages):
        self.signs: dict[str, None] = {}
        self._values = passages.values
        self._words = "\n".join(passages.sent).lower()
        self._flagged = [fold(text) for text in passages.flagged]

    def clean(self, text: str, limit: int) -> str:
        """At most ``limit`` characters of ``text`` to be shown as text."""
        text = plain(text[: 4 * limit])
        text = self._without_markup(text)
        text = unmask(plain(_URL.sub(self._known, text)), self._values)
        if self._repeats(text):
            self.signs[REPEATS] = None
            return ""
        return text if len(text) <= limit else text[: limit - 1] + "…"

    def summary(self, text: str, limit: int) -> str:
        """A summary about the writer; empty where it speaks as him."""
        shown = self.clean(text, limit)
        return "" if _ONESELF.match(fold(shown)) else shown

    def _without_markup(self, text: str) -> str:
        if "<" not in text and "](" not in text and "![" not in text:
            return text
        bare = _TAG.sub(" ", _IMAGE.sub(" ", text))
        if bare != text:
            self.signs[MARKUP] = None
        return _LINKED.sub(r"\1 \2", bare)

    def _known(self, link: re.Match[str]) -> str:
        """The link if its address stands in the lead, else nothing."""
        host = _HOST.match(link[0])
        if host and host[1].lower().rstrip(".,;:!?") in self._words:
            return link[0]
        self.signs[LINK] = None
        return ""

    def _repeats(self, text: str) -> bool:
        """It takes up what the lead says to the machine, or states a score."""
        signs = find_signs(text)
        if any(sign.code == SCORE for sign in signs) or (signs and self._flagged):
            return True
        return bool(self._flagged) and self._shares_a_run(fold(text))

    def _shares_a_run(self, folded: str) -> bool:
        words = folded.split()
        runs = [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
        if not folded.isascii():  # scripts without spaces between words
            runs += [word[i : i + 12] for word in words for i in range(len(word) - 11)]
        return any(run in flagged for flagged in self._flagged for run in runs)
