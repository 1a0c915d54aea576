"""The lead's words -> the same words without what a model could take for a border.

A model sees where a message ends only by signs in its text: our own marker lines, the
signs that its makers put between turns, and habits such as ``### Assistant:``. Those
are rewritten, so that all of the text stays inside the message; readable as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Drawn like "<", ">" and "|".
_OPEN = (
    "<\u2039\u00ab\u226a\u22d8\u27e8\u27ea\u2329\u276e\u2770\u276c\u3008\u300a\u02c2"
)
_CLOSE = (
    ">\u203a\u00bb\u226b\u22d9\u27e9\u27eb\u232a\u276f\u2771\u276d\u3009\u300b\u02c3"
)
_BARS = "|\u2502\u2503\u2223\u2758\u2759\u275a\uffe8\u01c0\u2016\u2225\u23d0"

_OPENING = re.compile(rf"[{_OPEN}](?:[ \t]?[{_OPEN}])+")
_CLOSING = re.compile(rf"[{_CLOSE}](?:[ \t]?[{_CLOSE}])+")
# Signs between turns: <|im_start|>, </s>, <start_of_turn>, [INST], <system> ...
_BARRED = re.compile(
    rf"[{_OPEN}] ?[{_BARS}]+([^{_OPEN}{_CLOSE}{_BARS}\n]{{0,40}})"
    rf"(?:[{_BARS}]+ ?[{_CLOSE}]?|[{_CLOSE}])"
)
# What is left of such signs, put into one another.
_HALF_OPEN = re.compile(rf"[{_OPEN}] ?(?=[{_BARS}])")
_HALF_CLOSED = re.compile(rf"(?<=[{_BARS}]) ?[{_CLOSE}]")
_ROLES = (
    "system|assistant|user|human|ai|bot|chatbot|gpt|chatgpt|llm"
    "|assistent|benutzer|assistente|asistente|usuario|usu[aá]rio|utente|utilisateur"
    "|sistema|syst[eè]me|المساعد|النظام|المستخدم|助手|系统|系統|用户|アシスタント"
    "|システム|ユーザー|인간|사용자|시스템"
)
_SIGNS = (
    "inst|sys|system_prompt|available_tools|tool_calls?|tool_results?|tool|model"
    "|s|bos|eos|pad|unk|mask|cls|sep|start_of_turn|end_of_turn|turn|im_start|im_end"
    "|begin_of_text|end_of_text|endoftext|start_header_id|end_header_id|eot_id|eom_id"
    "|think|thinking|scratchpad|reasoning|instructions?|prompt|message|context|data"
    f"|developer|{_ROLES}"
)
_WRAPPERS = (
    "lead|message|email|mail|customer|input|user|document|data|context|text|inquiry"
)
_ANGLED = re.compile(
    rf"[{_OPEN}] ?(/? ?(?:{_SIGNS})\b)([^{_OPEN}{_CLOSE}\n]{{0,80}})[{_CLOSE}]",
    re.IGNORECASE,
)
_SQUARE = re.compile(rf"\[ ?(/? ?(?:{_SIGNS})) ?\]", re.IGNORECASE)
_TURN = re.compile(
    rf"^[ \t]{{0,9}}[>#*=_~([{{-]{{0,6}}[ \t]{{0,9}}({_ROLES})"
    r"([ \t](?:prompt|message|note|mode|instructions?|override|turn|response|says))?"
    r"[ \t]{0,9}[\])}*_]{0,4}[ \t]{0,9}(?:[:：][*_]{0,3}|$)",
    re.IGNORECASE | re.MULTILINE,
)
_BORDERS = re.compile(rf"[{_OPEN}{_CLOSE}\[]")
# Those that nobody writes by chance.
_SURE = re.compile(
    rf"[<\uff1c] ?[{_BARS}\uff5c]+[^<>\uff1c\uff1e\n]{{1,40}}?[{_BARS}\uff5c]+"
    r" ?[>\uff1e]"
    r"|\[/?(?:INST|SYSTEM_PROMPT|system)\]|<</?SYS>>|<(?:start|end)_of_turn>"
    r"|^#{1,6} *(?:system|assistant|human)"
    r"(?: (?:prompt|message|note|mode|instructions?|override|turn|response))?"
    r" *[:\uff1a]"
    # A border of ours closed, and somebody else's turn begun.
    rf"|[<\uff1c]/ ?(?:{_WRAPPERS})\w{{0,9}}[>\uff1e]\s{{0,9}}[<#*\[]{{0,3}}"
    rf"(?:{_ROLES}|new|instr)"
    r"|^#{1,6} *(?:instruction|input)s? ?:[^#]{1,400}#{1,6} *(?:response|output) ?:"
    r"|<(?:system|assistant)>|\[assistant\]",
    re.IGNORECASE | re.MULTILINE,
)
# Both sides of a talk in one message, the keys of our answer; each has such a word.
_TALK = re.compile(
    r"\b(?:human|user) ?: ?[^\n]{1,200}?[.?!]\s(?:assistant|ai|bot) ?:"
    r"|\bkind\"? ?[=:] ?\"?inquiry"
    r"|\b(?:need|scope|budget|timeline|authority|next_step|evidence)_quote\b",
    re.IGNORECASE,
)
_WORDS_OF_TALK = ("human", "user", "_quote", "kind=", "kind =", "kind:", 'kind"')
_STYLED = (  # letters of another style: they read as plain ones
    (0xFF01, 0xFF5E),
    (0xFE64, 0xFE65),
    (0x1D400, 0x1D7FF),
    (0x24B6, 0x24E9),
    (0x2460, 0x2473),
)


def neutral(text: str) -> str:
    """``text`` (visible) with no sign in it that ends a message or begins a turn."""
    if not text.isascii():
        text = _plain_letters(text)
    if _BORDERS.search(text):
        text = _BARRED.sub(r"(\1)", text)
        text = _HALF_CLOSED.sub(")", _HALF_OPEN.sub("(", text))
        text = _OPENING.sub("<", text)
        text = _CLOSING.sub(">", text)
        text = _ANGLED.sub(r"(\1\2)", text)
        text = _SQUARE.sub(r"(\1)", text)
    return _TURN.sub(_as_words, text)


def find_turns(text: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` (not neutral yet) has signs that only chat models know."""
    yield from (found.span() for found in _SURE.finditer(text))
    small = text.lower()
    if any(word in small for word in _WORDS_OF_TALK):
        yield from (found.span() for found in _TALK.finditer(text))


def _as_words(turn: re.Match[str]) -> str:
    return f"{turn[1]}{turn[2] or ''} -"


def _plain_letters(text: str) -> str:
    styled = {
        ord(char): unicodedata.normalize("NFKC", char)
        for char in set(text)
        if any(first <= ord(char) <= last for first, last in _STYLED)
    }
    return text.translate(styled) if styled else text
