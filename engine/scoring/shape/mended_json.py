"""JSON as models write it when nothing holds them to it -> JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

MOST_CHARS = 60_000  # far more than an answer may have

# What follows a string: after a comma comes another, or the end.
_ENDS = r"""\s*(?:[:}\]]|,\s*["'}\]/\#]|//|/\*|\#|\Z)"""
_COMMENT = r"(?P<comment>(?://|\#)[^\n]*|/\*(?:.{0,2000}?\*/|.*))"
_SINGLE = rf"'(?P<single>.{{0,1200}}?)'(?={_ENDS})"
_WORD = r"(?P<word>\b(?:None|True|False)\b)"
_COMMA = r"(?P<comma>,(?=\s*[}\]]))"
# Every string ends at its next quote, or only at one that JSON goes on after.
_STRICT = r'"(?P<double>(?:[^"\\]|\\.)*)"?'
_LOOSE = rf'"(?P<double>(?:[^"\\]|\\.|"(?!{_ENDS}))*)"?'
# What stands for white space, a colon or a comma outside all strings.
_SPACE = r"(?P<space>\\[nrt]|[\x0b\x0c\x85\u00a0\u2028\u2029\u3000\u200b\ufeff])"
_SIGN = r"(?P<sign>[\uff1a\uff0c\u3001\u060c\uff1b;])"
_NEXT = r'(?P<next>\s*(?=["\']))?'  # a string right after a string: no comma
_WORDS = {"None": "null", "True": "true", "False": "false"}

_PASSES = tuple(
    re.compile(
        f"(?:{double}|{_SINGLE}){_NEXT}|{_COMMENT}|{_WORD}|{_SPACE}|{_SIGN}", re.S
    )
    for double in (_STRICT, _LOOSE)
)
_TRAILING = re.compile(rf'"(?:[^"\\]|\\.)*"?|{_COMMA}', re.S)
_ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|.|\Z)|"', re.S)
_CURLY = str.maketrans("\u201c\u201d\u201e", '"""')
_WIDE = re.compile(r"(?<=[\"\]])[\uff1a\uff0c](?=[\"\[])")
_CLOSINGS = ("", "}", "]}")


def mended(text: str) -> Iterator[str]:
    """Readings of what begins like a JSON object, from the likeliest on.

    Comments, trailing and missing commas, escapes that JSON doesn't know, quotes
    inside a string, Python's quotes and words, a missing end, and all of it once more
    inside a string.
    """
    text = text[:MOST_CHARS]
    for source in filter(None, (text, _unescaped(text), _straight(text))):
        for tokens in _PASSES:
            clean = _TRAILING.sub(_kept, tokens.sub(_token, source))
            yield from (clean.rstrip() + closing for closing in _CLOSINGS)


def _unescaped(text: str) -> str:
    """Without a layer of backslashes: it was written as a string."""
    if not re.match(r'\{(?:\s|\\[nrt])*\\+"', text):
        return ""
    end = text.rfind("}") + 1
    try:
        return json.loads(f'"{text[:end]}"', strict=False)
    except ValueError:
        return re.sub(r'\\+"', '"', text[:end])


def _straight(text: str) -> str:
    """With straight quotes, colons and commas where others were written for them."""
    straight = _WIDE.sub(_narrow, text.translate(_CURLY))
    return straight if straight != text else ""


def _narrow(sign: re.Match[str]) -> str:
    return ": " if sign[0] == "\uff1a" else ", "


def _token(found: re.Match[str]) -> str:
    if found["comment"] is not None:
        return ""
    if found["space"] or found["sign"]:
        return ":" if found["sign"] == "\uff1a" else "," if found["sign"] else " "
    if found["word"] is not None:
        return _WORDS[found["word"]]
    single = found["single"]
    words = found["double"] if single is None else single
    return f'"{_ESCAPE.sub(_escape, words)}"{"," if found["next"] is not None else ""}'


def _escape(found: re.Match[str]) -> str:
    """A known escape as it is; a backslash too many goes, one that is meant stays."""
    char = found[1]
    if char is None:
        return '\\"'
    if len(char) == 5 or (char and char in '"\\/bfnrt'):
        return found[0]
    return f"\\\\{char}" if char.isalnum() or not char else char


def _kept(found: re.Match[str]) -> str:
    return "" if found["comma"] is not None else found[0]
