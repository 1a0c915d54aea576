"""What web forms and their services add to what a visitor filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from ..words import WORDS, are_in, fold

_OF_A_BROWSER = 4  # lines in which a title's first field stands
_MOST_LINES = 12  # of a paragraph about the visitor
_LONGEST = 300
_LINES_BELOW = 3  # of a service, the last of a mail
_SENTENCE = 30  # words, with where not to answer
_NEAR = 3  # words in which a mail speaks of itself
_FIELD = re.compile(r"[*\s]*[^\W\d_][^:\uff1a]{0,40}[:\uff1a][*\s]*(\S.*)$")
_AGENT = re.compile(r"Mozilla/\d|AppleWebKit/|\(KHTML|(?:Safari|Chrome|Gecko)/\d")
_LINK = re.compile(r"https?://\S+$")
_MOMENT = re.compile(
    r"(?:\w{2,10}[.,] ?)?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    r"|\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?,? (?:de )?\d{4}"
    r"|[^\W\d_]{3,10}\.? \d{1,2},? \d{4})?(?:(?:,? | at | um )?"
    r"\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?| uhr)?)?$",
    re.IGNORECASE,
)
_OWN_NET = re.compile(r"10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cde]|::1$")
_OF_IP = re.compile(r"(?:[^\W_]{2,12}[ -])?ip(?:[ -][^\W_]{3,10})?$")
_MAKERS = frozenset("elementor wordpress wpforms formidable jetpack".split())
_CHECKED = re.compile(r"re?captcha\b", re.IGNORECASE)
_SUBMITTED = re.compile(r"\b(?:was|has been|were) submitted\b")
_SENT = tuple(f"{word} " for word in set(WORDS["date"]).difference(WORDS["plain_date"]))
_RULE = re.compile(r"[-_=*]{2,}$")


def without(lines: Sequence[str]) -> list[str]:
    """Without what tells of the browser, and where the form's owner clicks."""
    kept = _without_service(without_metadata(lines))
    start = _last_paragraph(kept)
    found = list(filter(None, kept[start:]))
    if (
        len(found) > 1
        and all(map(_is_noted, found))
        and any(map(_is_of_visitor, found))
    ):
        kept = kept[:start]
    kept = _without_last(kept, _is_his_alone)
    return kept if any(kept) else list(lines)


def without_metadata(lines: Sequence[str]) -> list[str]:
    """Without what Odoo's web form notes of the visitor's browser, below a title in
    whatever language."""
    for at, line in enumerate(lines):
        below = lines[at + 1 : at + 1 + _OF_A_BROWSER]
        if line == "________" and at and _tells_of_browser(below):
            return list(lines[: at - 1])
    return list(lines)


def _tells_of_browser(lines: Sequence[str]) -> bool:
    told = next(filter(None, lines), "")
    return told.startswith(("IP :", "USER_AGENT :"))


def _without_service(lines: Sequence[str]) -> list[str]:
    """Without what the service that sent the mail says below the fields."""
    filled = [at for at, line in enumerate(lines) if line][-_LINES_BELOW:]
    for at in filled:
        if _is_of_service(lines[at]) and not any(map(_is_filled_in, lines[at:])):
            return list(lines[:at])
    return list(lines)


def _without_last(
    lines: Sequence[str], is_unwanted: Callable[[str], bool]
) -> list[str]:
    """Without such lines at the end."""
    end = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if lines[at] and not is_unwanted(lines[at]):
            break
        if lines[at]:
            end = at
    return list(lines[:end])


def _is_filled_in(line: str) -> bool:
    if _LINK.match(line) or _CHECKED.match(line):
        return False
    return bool(_FIELD.match(line) and not _is_noted(line))


def _is_of_service(line: str) -> bool:
    """How the form's owner goes on with what was filled in."""
    if len(line) > _LONGEST:
        return False
    folded = fold(line)
    return any(words in folded for words in WORDS["form_end"]) or _is_sent(folded)


def _is_sent(line: str) -> bool:
    """ "This message was sent by the contact form of Shop": no person says so."""
    words = line.split()
    if len(words) > _SENTENCE or not are_in("web_form", line):
        return False
    if "?" in line or are_in("speakers", line):
        return False
    is_of_a_mail = are_in("posted", " ".join(words[:_NEAR])) > 0
    return is_of_a_mail or line.startswith(_SENT) or bool(_SUBMITTED.search(line))


def _last_paragraph(lines: Sequence[str]) -> int:
    """Where it begins, below an empty line or a rule."""
    least = max(len(lines) - _MOST_LINES, 0)
    for at in range(len(lines) - 1, least - 1, -1):
        if not lines[at] or _RULE.match(lines[at]):
            return at + 1
    return least


def _is_noted(line: str) -> bool:
    """A program filled it in: when, where, with what."""
    value = _value(line)
    if _is_of_visitor(line) or _LINK.match(value) or fold(value) in _MAKERS:
        return True
    return bool(value and _MOMENT.match(value))


def _is_of_visitor(line: str) -> bool:
    """His browser or his address in the net."""
    if _AGENT.search(line[:_LONGEST]):
        return True
    return _is_address(_value(line))


def _is_his_alone(line: str) -> bool:
    """The same without others beside it: "IP: ...", "Remote IP: ..."."""
    label = fold(line.partition(":")[0]).strip(" *")
    return bool(_is_of_visitor(line) and (_OF_IP.match(label) or _AGENT.search(line)))


def _value(line: str) -> str:
    found = _FIELD.match(line[:_LONGEST])
    return found[1].rstrip(" *") if found else ""


def _is_address(value: str) -> bool:
    """One of the public net: what a customer's own devices have, he tells himself."""
    try:
        ip_address(value)
    except ValueError:
        return False
    return not _OWN_NET.match(value)
