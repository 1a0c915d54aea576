"""Words that say nothing by themselves: a quote must hold more than these."""

from __future__ import annotations

from .text import fold
from .word_files import table

WORDS = frozenset(fold(" ".join(table("stop_words", "words"))).split())
# Of scripts without spaces: greetings, endings and particles, the longest first.
PHRASES = tuple(
    sorted(
        fold(" ".join(table("stop_words", "phrases"))).split(), key=len, reverse=True
    )
)
