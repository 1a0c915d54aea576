"""Lines that programs and devices add: "Sent from my iPhone"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..words import WORDS, are_in, fold

_DEVICE = re.compile(
    r"i ?(phon|pad|pod|os|mac)|android|samsung|galaxy|huawei|xiaomi|redmi|pixel"
    r"|outlook|\be?-?mail|yahoo|windows|m[oó][bv]i[el]|blackberry|proton|smartphone|handy|phone"
    r"|telefo|tel[eé]phone|tablet|t[eé]l[eé]fono|celular|portable|oneplus|nokia|motorola"
    r"|\bhtc\b|sony|thunderbird|spark\b|airmail|superhuman|aqua|mailbird|bluemail"
    r"|gmail|fastmail|em client|spike\b|\bfront$|\bnine$|canary|hey\.com|unterwegs"
    r"|on the (?:go|move)|shortwave|\bhey$|seznam|aplika[ck]"
    r"|dispositivo|dispositiu|zariaden|zařízen|urządzeni|enhed|enhet|laite|cihaz|устройств"
    r"|\bcell\b|\baol\b|网易|邮箱|小米|华为|メール|app\b"
    r"|ger[aä]t|device|tel[eé]fon|puhelim|мобильн|телефон|アイフォン|手机"
    r"|앱에서|приложени|készülék|ponsel|telem[oó]v|tutanota|κινητ|(?:آ|ا|أ)يفون"
    r"|手機|갤럭시|هاتف|جوال|נייד|טלפון|điện thoại|มือถือ",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"\boutlook\b.*\b(?:ios|android)|\b(?:ios|android).*outlook", re.I
)
_OF_OUTLOOK = frozenset("outlook for für pour para per voor ios android mobile".split())
_LINK = re.compile(r"[<(\[]?https?://\S+")
_LINKED = re.compile(r"\[([^\]\n]{1,60})\]\(https?://[^)\s]*\)")
_END_OF_WORD = re.compile(r"^\w+")
_OF_YAHOO = re.compile(r"(?<=yahoo mail)\s?[:：].*", re.IGNORECASE)  # its slogan
# What scanners of mails put below them, with a link to their maker.
_SCANNER = re.compile(r"(?:https?://)?www\.(?:avast|avg)\.com\S*", re.IGNORECASE)
_SCANNED = re.compile(r"\b(?:avast|avg)\b", re.IGNORECASE)
_LONGEST_SLOGAN = 4  # words beside that link: "Virus-free."
_LONGEST_DEVICE, _LONGEST_LINE = 100, 200
_BETWEEN = re.compile(r" ?[.,;!:\u2013-] ")
_MORE_WORDS = 3
_LONGEST_NAME = 5
_SENT_FROM = tuple(f"{words} " for words in WORDS["sent_from"])
_MY = frozenset("my mein meinem meiner mon ma mi mio mia mijn meu minha min".split())


def without_last(lines: list[str]) -> list[str]:
    last = last_filled(lines)
    if last is None:
        return lines
    if _is_of_a_scanner(lines[last]):
        above = last_filled(lines[:last])
        is_of_it = above is not None and _SCANNED.search(lines[above][:_LONGEST_LINE])
        return lines[:above] if is_of_it else lines[:last]
    is_it = is_line(lines[last]) or _names_a_device(lines[last])
    return lines[:last] if is_it or _is_of_outlook(lines, last) else lines


def last_filled(lines: Sequence[str]) -> int | None:
    return next((at for at in range(len(lines) - 1, -1, -1) if lines[at]), None)


def _is_of_a_scanner(line: str) -> bool:
    rest = _SCANNER.sub("", line) if len(line) <= _LONGEST_LINE else line
    return rest != line and len(rest.split()) <= _LONGEST_SLOGAN


def _names_a_device(line: str) -> bool:
    """One that isn't known, at the end: "Sent from my", and names."""
    folded = fold(line)
    if not folded.startswith(_SENT_FROM):
        return False
    said = next(words for words in _SENT_FROM if folded.startswith(words))
    names = line[len(said) :].split()
    if names and fold(names[0]) in _MY:
        del names[0]
        return 0 < len(names) <= _LONGEST_NAME and not any(
            name[0].islower() or name[-1] in ".,:!?" for name in names
        )
    return False


def is_line(line: str) -> bool:
    """Its words and a device's, and no more than a word or two after them."""
    if not line or len(line) > _LONGEST_DEVICE or not _DEVICE.search(line):
        return False
    bare = _bare(line)
    said = _said(fold(bare))
    if not bare or any(mark in fold(bare).replace(said, "", 1) for mark in ":?："):
        return False
    devices = list(_DEVICE.finditer(bare))
    if not devices:
        return False
    before = bare[: devices[0].start()].split()
    after = _END_OF_WORD.sub("", bare[devices[-1].end() :], count=1).split()
    words = len(said.split())
    most_after = _MORE_WORDS + words * fold(bare).endswith(said)
    return len(before) <= words + _MORE_WORDS + 1 and len(after) <= most_after


def _is_of_outlook(lines: Sequence[str], at: int) -> bool:
    """As in "Get Outlook for iOS", in whatever language; it is no field's value."""
    bare = _LINK.sub("", lines[at]).strip(" <>[]()")
    words = set(bare.casefold().split()) - _OF_OUTLOOK
    above = next(filter(None, reversed(lines[:at])), "")
    is_told = bool(words) and len(words) <= _MORE_WORDS and bare[-1:] not in "?."
    return is_told and above[-1:] not in ":：" and bool(_OUTLOOK.search(bare))


def _bare(line: str) -> str:
    """Without links, marks and excuses; empty unless it begins or ends like one."""
    for text in (line, _without_excuse(line)):
        bare = text
        if "http" in text:
            bare = _LINK.sub("", _LINKED.sub(r"\1", text))
        bare = _OF_YAHOO.sub("", bare).strip(" -–—<>[]();").rstrip(".!")
        if not _said(fold(bare)):
            return ""
    return bare


@lru_cache(maxsize=8)  # of a line, which is asked for more than once
def _said(folded: str) -> str:
    words = WORDS["sent_from"]
    if not (folded.startswith(words) or folded.endswith(words)):
        return ""
    return next(w for w in words if folded.startswith(w) or folded.endswith(w))


def _without_excuse(line: str) -> str:
    """Without what people have added for their typing: "please excuse my brevity"."""
    for mark in _BETWEEN.finditer(line):
        if are_in("brevity", fold(line[mark.end() :])):
            return line[: mark.start()]
    return line
