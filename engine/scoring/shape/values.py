"""The text that a value is or holds, and the one word of a list that it means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from math import isfinite, isnan
from typing import Any

from .keys import folded
from .yes_no import QUOTE_NAMES, agreed_sign, signed

_ASIDE = re.compile(r"\([^()]*\)")  # "inquiry (may buy)", as it is explained
_NOT = re.compile(r"\b(?:no|not|non|none|neither|nor|isn't|kein\w*)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LONG = 7  # a name that words of one language are put together with
_TAGS = re.compile(r"^\s*<(\w{1,20})[^<>]{0,80}>(.*)</\1>\s*$", re.S)
_GAP = " ... "  # between the parts of a quote, as models leave words out


def as_text(value: Any) -> str | None:
    """The one text that ``value`` is or holds: empty for nothing, None for no text."""
    if value is None or value is False or value == [] or value == {}:
        return ""
    if isinstance(value, dict):
        named = (value[name] for name in QUOTE_NAMES if name in value)
        return as_text(next(named, list(value.values())))
    if isinstance(value, list):
        return as_text(value[0]) if len(value) == 1 else None
    if isinstance(value, (int, float)) and value is not True:
        return _as_number(value)
    return _CONTROL.sub("", value) if isinstance(value, str) else None


def _as_number(value: float) -> str | None:
    if isnan(value):
        return ""
    return str(value) if isfinite(value) else None


def as_quoted(value: Any) -> str | None:
    """The same of a quote, with the sign that stands beside it put before it.

    Several passages in a list are one quote with words left out between them, if the
    same is said of each.
    """
    value = signed(value)
    if not isinstance(value, list) or len(value) < 2:
        text = as_text(value)
        return text and _TAGS.sub(r"\2", text.replace('\\"', '"'))
    told = [as_text(signed(item)) for item in value]
    if None in told:
        return None
    passages = [text for text in told if text and text.strip()]
    signs = [agreed_sign(text) for text in passages]
    prefixes = {sign[0] if sign and sign["no"] else "" for sign in signs}
    bare = [
        text[sign.end() :] if sign else text
        for text, sign in zip(passages, signs, strict=True)
    ]
    return prefixes.pop() + _GAP.join(bare) if len(prefixes) == 1 else None


def as_texts(value: Any) -> list[str] | None:
    """The texts of a list, or the one that stands for it; None where there are none."""
    items = value if isinstance(value, list) else [value]
    texts = [as_text(item) for item in items]
    told = [text for text in texts if text is not None]
    return told if told or not items else None


def one_of(
    words: Collection[str], value: Any, names: Mapping[str, str] | None = None
) -> str:
    """The one of ``words`` that ``value`` is or says, else empty.

    :param names: other names of some of them, parted by spaces.
    """
    told = as_text(value) or ""
    meant = {folded(word): word for word in words}
    for word, others in (names or {}).items():
        meant.update({folded(other): word for other in others.split()})
    bare = _ASIDE.sub("", told)
    whole = meant.get(folded(bare)) or meant.get(folded(told))
    if whole or _NOT.search(told):
        return whole or ""
    said = {word for name, word in meant.items() if _is_said(name, bare)}
    return said.pop() if len(said) == 1 else ""


def _is_said(name: str, text: str) -> bool:
    """Whether the words of ``name`` stand in a row in the text, as whole words."""
    parts = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold())
    runs = ("".join(parts[at : at + n]) for n in (1, 2) for at in range(len(parts)))
    if not name.isascii():  # of a script without spaces
        return name in "".join(parts)
    is_compound = len(name) >= _LONG and any(part.endswith(name) for part in parts)
    return is_compound or name in runs
