"""Words by which a model says that a quote speaks for a thing or against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..criteria import AGAINST

# Models put the words that they were given into the message's language, and say yes
# where nothing was asked for. These may stand before a colon in any case.
_NO = f"{AGAINST} nein non não nao nee nej nie hayır нет לא لا いいえ 否 아니요"
_YES = "yes"
# In their own words; a lead may well begin a sentence with one of them.
_MORE_NO = (
    "against contra contre gegen contro tegen negative negativ negativo negativa"
    " negatif négatif denied denies deny denial contradicts refuted disputed opposes"
    " opposed con not nicht niet dagegen ضد سلبي 反对 反対 不"
    " \u274c \u2717 \u2718 \u2716 \U0001f44e"
)
_MORE_YES = (
    "for pro positive positiv positivo positiva positif supports supported confirms"
    " confirmed affirmed affirmative ja oui sí si sì sim da tak evet да نعم はい 是 네"
    " \u2705 \u2713 \u2714 \U0001f44d"
)
_SAYS_NO = frozenset(f"{_NO} {_MORE_NO} false".split())
_SAYS_YES = frozenset(f"{_YES} {_MORE_YES} true".split())
_LONGEST = 80  # of a sign and all that stands around it


def _one_of(words: str) -> str:
    return "|".join(map(re.escape, words.split()))


_AGREED = re.compile(
    rf"[\s\"'(\[]*(?:(?P<no>{_one_of(_NO)})|{_YES})\s*[:\uff1a]\s*", re.I
)
_EITHER = (
    rf"(?:(?P<no>{_one_of(_NO)}|{_one_of(_MORE_NO)})"
    rf"|{_one_of(f'{_YES} {_MORE_YES}')})(?!\w)"
)
# "No - ...", "(no) ...", "no | ...", "<no> ...", but not "no-one" and not "nothing".
_BEFORE = re.compile(
    rf"[^\w\u2705-\u2718\u274c]*{_EITHER}"
    r"(?:\W*[:\uff1a)\uff09\]>}=\u2192\u3001\uff0c\u3002]\W*|\s*[^\w\s]+\s+|\s*\n|(?<=\W)\W*\s)",
    re.I,
)
_BEHIND = re.compile(rf"\s{{0,3}}[^\w\s]{{1,3}}\s{{0,3}}{_EITHER}\W*$", re.I)

QUOTE_NAMES = (
    *("quote", "text", "value", "const", "words", "evidence"),
    *("excerpt", "passage", "snippet", "content", "citation"),
)
# A yes to the first says for, a yes to the second against.
_ASKS_FOR = re.compile(
    r"support|present|found|\bmet\b|confirm|positiv|affirm|fulfil|satisf|stated|\bfor\b"
)
_ASKS_AGAINST = re.compile(r"den(?:y|ie)|negat|against|contra|refus|reject")
STANCES = ("stance", "polarity", "verdict", "sentiment", "position", "side")


def agreed_sign(text: str) -> re.Match[str] | None:
    """The word before a quote as it was asked for; ``["no"]`` where it denies."""
    return _AGREED.match(text)


def other_sign(text: str) -> tuple[bool, str] | None:
    """Whether a sign in other words denies, and the quote without it."""
    found = _BEFORE.match(text[:_LONGEST])
    if found:
        return found["no"] is not None, text[found.end() :]
    start = max(len(text) - _LONGEST, 0)
    found = _BEHIND.search(text[start:])
    return (found["no"] is not None, text[: start + found.start()]) if found else None


def denies(word: Any) -> bool | None:
    """Whether a word by itself says against; None for what says neither."""
    folded = str(word).strip(" \t\n.*_`\"'").casefold()
    if folded in _SAYS_NO:
        return True
    return False if folded in _SAYS_YES else None


def signed(value: Any) -> Any:
    """A quote beside its sign as the one text that was asked for.

    What is of another shape comes back as it is; a quote whose sign says neither for
    nor against is nothing found.
    """
    if isinstance(value, list):
        return _of_list(value)
    if not isinstance(value, Mapping):
        return value
    filled = {k: v for k, v in value.items() if v not in (None, "", [])}
    if len(filled) == 1 and all(denies(name) is not None for name in value):
        ((name, quote),) = filled.items()
        return _told(quote, denies(name)) if isinstance(quote, str) else value
    quote = signed(next((value[n] for n in QUOTE_NAMES if n in value), None))
    told = [_stance(name, said) for name, said in value.items()]
    signs = {is_against for is_a_sign, is_against in told if is_a_sign}
    if not isinstance(quote, str):
        return value
    if not signs:
        return quote
    return _told(quote, signs.pop()) if len(signs) == 1 and None not in signs else ""


def _of_list(value: list[Any]) -> Any:
    if len(value) == 1:
        return signed(value[0])
    if len(value) == 2 and isinstance(value[1], str):
        is_against = denies(value[0])
        return value if is_against is None else _told(value[1], is_against)
    return value


def _told(quote: str, is_against: bool | None) -> str:
    return f"{AGAINST}: {quote}" if is_against and quote.strip() else quote


def _stance(name: Any, said: Any) -> tuple[bool, bool | None]:
    """Whether this member of an object tells the stance, and whether it denies."""
    name = str(name).casefold().replace("_", " ")
    is_no = denies(said) if isinstance(said, (bool, str)) else None
    if name in STANCES:
        return True, is_no
    if is_no is None or name in QUOTE_NAMES:
        return False, None
    if _ASKS_AGAINST.search(name):
        return True, not is_no
    return bool(_ASKS_FOR.search(name)) or (is_no and isinstance(said, str)), is_no
