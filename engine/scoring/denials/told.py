"""Whether a sentence names what it was quoted for: a time, or somebody who decides.

What doesn't isn't an answer: "let me sleep on it" tells no time. Only of sentences, and
of languages whose words for it are known. Needs and budgets are told in too many words:
"Which of your bikes fits a child?"
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from ...reading.heads import HEAD, heads_of
from ...reading.stop_words import WORDS
from ...reading.text import fold
from ...reading.word_files import table
from .clause import AUTHORITY, speaks_of
from .parting import clauses_of
from .words import SENTENCE, TOLD, TOLD_KEYS, YES

_LEAST_WORDS, _LEAST_CHARS = 4, 6  # of a sentence; the latter where none are parted
# Of its words so many are common ones of a language that is known.
_LEAST_COMMON = 0.4
_LEAST_COMMON_ARABIC = 0.15  # its common words cling to others
_SOLID = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_ARABIC = re.compile("[\u0600-\u06ff]")


def tells(key: str, quote: str) -> bool:
    """Whether it may be an answer to ``key``."""
    folded = fold(quote)
    if key not in TOLD_KEYS or any(map(str.isnumeric, quote)):
        return True
    if not _is_known_sentence(folded) or (key == AUTHORITY and names_a_role(folded)):
        return True
    return _any_names(key, quote)


def names_a_time(quote: str) -> bool:
    return _any_names("timeline", quote)


def _any_names(key: str, quote: str) -> bool:
    clauses = map(fold, clauses_of(quote))
    return any(speaks_of(key + YES, c) or speaks_of(key + TOLD, c) for c in clauses)


def names_a_role(folded: str) -> bool:
    roles = _roles()
    return any(roles[head].search(folded) for head in heads_of(folded) & roles.keys())


def _is_known_sentence(folded: str) -> bool:
    if not speaks_of(SENTENCE, folded):
        return False
    if _SOLID.search(folded):
        return len(folded.strip()) >= _LEAST_CHARS
    words = folded.split()
    least = _LEAST_COMMON_ARABIC if _ARABIC.search(folded) else _LEAST_COMMON
    common = sum(word in WORDS for word in words)
    return len(words) >= _LEAST_WORDS and common >= least * len(words)


@cache
def _roles() -> Mapping[str, re.Pattern]:
    """Words of those who decide, in all languages, by how they begin."""
    forms = defaultdict(list)
    for word in table("authority", "decides"):
        folded = fold(word.rstrip("*")).strip()
        head = folded[: HEAD if folded.isascii() else 1]
        forms[head].append(_form(folded, word.endswith("*")))
    return {head: re.compile("|".join(parts)) for head, parts in forms.items()}


def _form(folded: str, is_start: bool) -> str:
    form = re.escape(folded)
    if not folded.isascii():  # scripts without spaces, or with articles that cling
        return form
    return rf"(?<= ){form}" + ("" if is_start else "(?= )")
