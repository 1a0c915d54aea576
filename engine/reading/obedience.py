"""Signs that a text speaks to the machine that reads it, rather than to a salesperson.

A text is looked at sentence by sentence, by what its words mean together: to leave
aside + orders, to become + without bounds, to rate + as high as can be, to reveal +
a secret. A few phrases tell by themselves, and so do the signs between turns.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple
from urllib.parse import unquote

from .meant_well import (
    NO_SPACES,
    entry,
    has,
    is_of_others,
    is_of_security,
    is_of_the_writer,
    written,
)
from .neutral import find_turns
from .text import PART_ENDS, SENTENCE_ENDS, fold

# What the text does; shown to the salesperson in words.
INSTRUCTIONS, ROLE, SCORE, SECRETS = "instructions", "role", "score", "secrets"
MODEL, TURNS, SHAPE, TASK = "model", "turns", "shape", "task"
CODE = "code"

# All these tables of words have an entry in it, ...
_TOGETHER = (
    (INSTRUCTIONS, ("disregard", "orders")),
    (ROLE, ("become", "unbound")),
    (SCORE, ("rate", "highest", "lead")),
    (SECRETS, ("reveal", "hidden")),
    (SHAPE, ("distort", "reply")),
    (SHAPE, ("insert", "link", "reply")),
    (TASK, ("task", "piece")),
    (TASK, ("decode", "coded")),
    (TASK, ("edit", "passage")),
    (TASK, ("lesson", "learned")),
    (SHAPE, ("summary", "state", "lead")),
    (MODEL, ("anyai", "reads")),
    (ROLE, ("youare", "always", "highest")),
)
# ... or one phrase that is said to nobody but a machine that reads.
_TELLING = (MODEL, INSTRUCTIONS, TASK, SCORE)
_RULES = _TOGETHER + tuple((code, (f"telling_{code}",)) for code in _TELLING)

_LONGEST = 400  # characters of one sentence; a longer one is looked at in parts
_ENDS = SENTENCE_ENDS + PART_ENDS
_SENTENCE = re.compile(rf"[^{_ENDS}]{{1,{_LONGEST}}}[{_ENDS}\s]*")
_CLAUSE = re.compile(r"[,\uff0c\u3001\u060c]\s?")
_SPACED = re.compile(r"(?<= )(?:\w ){4,}")
# Meant for a browser, a database or a shell that would run what it is shown, or for a
# machine that fills in a picture's address.
_CODES = re.compile(
    r"javascript:\S{0,40}\(|<script[^>\n]{0,200}>[^<\n]{0,200}[(=;]"
    r"|<script [^>\n]{0,200}="
    r"|</script|\bon(?:load|error|click) ?= ?[\"']?\w{1,40}[(.]|document\.cookie"
    r"|\b(?:alert|eval|exec|settimeout)\(|\bos\.(?:popen|system)|xp_cmdshell|<!--"
    r"|!\[[^]\n]{0,80}\]\(https?:[^)\s]{0,200}[\[{<]"
    r"|\bunion (?:all )?select\b[^.\n]{1,80}(?:\bfrom\b|\bnull\b|,|--)"
    r"|\bdrop table \w{1,40} ?(?:;|--)",
    re.IGNORECASE,
)
_DICTATED = re.compile(
    r"[^.!?\n]{0,40}[\"\u201c\u201e\u00ab][^\"\n]{0,200}(?:www\.|https?:)[^\"\n]{0,200}"
    r"[\"\u201d\u201c\u00bb]([^.!?\n]{1,30})"
)
# One of these, or a bracket or an equals sign, has each of them.
_WORDS_OF_CODES = ("document.", "os.", "xp_cmdshell", "union ", "drop table")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,4000}={0,2}")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_PERCENT_WORD = re.compile(r"\S{0,200}%[0-9A-Fa-f]{2}\S{0,2000}")


class Sign(NamedTuple):
    """Where a sentence stands that carries a sign."""

    start: int
    end: int
    code: str


def find_signs(text: str) -> tuple[Sign, ...]:
    """The signs in ``text`` (visible), in their order; one for each sentence."""
    found = {sign.start: sign for sign in _find_hidden(text)}
    for start, end in find_turns(text):
        found[start] = Sign(start, end, TURNS)
    for sign in _find_shapes(text):
        found.setdefault(sign.start, sign)
    if _codes_in(_joined(fold(text))):
        for sentence in _SENTENCE.finditer(text):
            if code := _code_of(sentence[0]):
                start, end = sentence.span()
                found.setdefault(start, Sign(start, end, code))
    return tuple(sorted(found.values()))


def _may_hold_code(text: str) -> bool:
    """Most texts don't, and looking at each of their letters takes long."""
    if not text.isascii() or any(mark in text for mark in "<(="):
        return True
    small = text.lower()
    return any(word in small for word in _WORDS_OF_CODES)


def _may_hold_a_link(text: str) -> bool:
    return "www." in text or "http" in text


def buyer_begins(text: str, start: int, end: int) -> int:
    """Where the first sentence in a part of ``text`` begins that a customer wrote."""
    return next(
        (
            sentence.start()
            for sentence in _SENTENCE.finditer(text, start, end)
            if has("buyer", fold(sentence[0]))
        ),
        end,
    )


def _code_of(sentence: str) -> str:
    """The first sign in a sentence, empty if it has none."""
    folded = _joined(fold(sentence))
    if not _codes_in(folded):
        return ""
    # "Ignore my last mail, the instructions are attached" is no sign.
    codes = [c for part in _CLAUSE.split(sentence) for c in _close_in(part)]
    codes += [code for code in _close_in(sentence) if code != INSTRUCTIONS]
    return next((code for code in codes if not _is_honest(code, folded)), "")


def _is_honest(code: str, folded: str) -> bool:
    """Whether a customer may well write a sentence with such a sign."""
    return code in _HONEST and _HONEST[code](folded)


def _joined(folded: str) -> str:
    """Words whose letters were set apart are words again."""
    return _SPACED.sub(lambda m: m[0].replace(" ", "") + " ", folded)


def _codes_in(folded: str) -> list[str]:
    """Codes of the rules whose tables all have an entry in ``folded``."""
    return [code for code, _tables in _complete(_tables_in(folded).keys())]


def _complete(found: Set[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The rules whose tables are all in ``found``."""
    return [rule for rule, needs in _NEEDS.items() if found >= needs]


def _close_in(text: str) -> list[str]:
    """The same where the entries stand close to each other, and aren't meant well."""
    folded = _joined(fold(text))
    for harmless in _HARMLESS:
        folded = folded.replace(harmless, " ")
    meant = _tables_in(folded)
    return [
        code
        for code, tables in _complete(meant.keys())
        if any(
            all(any(abs(at - other) <= _REACH for other in meant[t]) for t in tables)
            for at in meant[tables[0]]
        )
    ]


def _tables_in(folded: str) -> dict[str, list[int]]:
    """Where ``folded`` holds entries of which tables; {} where no rule is complete."""
    keys = _keys_in(folded) & _ENTRIES.keys()
    if not _complete({name for key in keys for _entry, name in _ENTRIES[key]}):
        return {}  # most texts: nothing needs to be looked for
    found: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        for words, name in _ENTRIES[key]:
            if (at := folded.find(words)) >= 0:
                found[name].append(at)
    return found


def _keys_in(folded: str) -> set[str]:
    words = set(folded.split())
    keys = words | {word[:_START] for word in words}
    return keys if folded.isascii() else keys | set(folded)


def _find_shapes(text: str) -> Iterator[Sign]:
    """Code, and an address that is to be written into the answer."""
    for run in _CODES.finditer(text) if _may_hold_code(text) else ():
        yield Sign(*run.span(), CODE)
    for run in _DICTATED.finditer(text) if _may_hold_a_link(text) else ():
        if has("reply", fold(run[1])):
            yield Sign(*run.span(), SHAPE)


def _find_hidden(text: str) -> Iterator[Sign]:
    """What was written so that a machine reads it and a person doesn't."""
    for token in _BASE64.finditer(text):
        if code := _code_of(_decoded(token[0])):
            yield Sign(token.start(), token.end(), code)
    if "%" in text:
        yield from _find_percent_signs(text)


def _find_percent_signs(text: str) -> Iterator[Sign]:
    """In words of percent signs, or else in what many of them make together."""
    start = text[:_LONGEST_HIDDEN]
    found = False
    for word in _PERCENT_WORD.finditer(start):
        if code := _code_of(unquote(word[0], errors="replace")):
            found = True
            yield Sign(word.start(), word.end(), code)
    if not found and len(_PERCENT.findall(start)) > _MANY:
        if code := _code_of(unquote(start, errors="replace")[:_LONGEST]):
            yield Sign(0, len(text), code)


def _decoded(token: str) -> str:
    """What base64 hides, as far as it is text."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return ""
    text = raw.decode("utf-8", "replace")
    return text[:_LONGEST] if "\ufffd" not in text else ""


def _index(names: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Entries by what they begin with: a word, the start of one, or a character."""
    index = defaultdict(list)
    for name in dict.fromkeys(names):
        for words in written(name):
            found = entry(words)
            if NO_SPACES.search(found):
                index[found[0]].append((found, name))
                continue
            word = found.split()[0]
            if words.endswith("*") and " " not in found.strip():
                word = word[:_START]
            index[word].append((found, name))
    return dict(index)


_START = 4
_REACH = 70  # characters between words that mean something together
_MANY, _LONGEST_HIDDEN = 3, 5000
_ENTRIES = _index(name for _code, names in _RULES for name in names)
_NEEDS = {rule: frozenset(rule[1]) for rule in _RULES}
_HONEST = {
    INSTRUCTIONS: lambda folded: is_of_the_writer(folded) or is_of_security(folded),
    SCORE: is_of_others,
    MODEL: is_of_security,
    TASK: lambda folded: has("buyer", folded),
}
_HARMLESS = tuple(sorted(map(fold, written("harmless")), key=len, reverse=True))
