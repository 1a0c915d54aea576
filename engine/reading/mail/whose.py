"""Whose mail stands below somebody's words: one of ours, which they answer, or one that
they pass on to us."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from . import headers, introductions
from .headers import ADDRESS
from .words import are_in, fold, take

_ASKS = ("?", "？", "؟")
_DIGIT = re.compile(r"\d")  # who answers says how many, when, for how much
_LINES, _WORDS, _CHARS = 3, 15, 120  # of a note
_LETTER = 60  # words that are no note
_FEW = 8
_FULL = 4  # kinds of headers that a program writes above a mail that it passes on
_VOCATIVE = re.compile(r"[\W_]*([^,，、!！:：\n–]{2,60}?)\s*([,，、!！:：–]| - |$)")
_LETTERS = re.compile(r"[^\W\d_]+")
_AFTER_A_NAME = ",，:：– - "
_LONGEST_VOCATIVE = 4
_LEAST_OF_A_NAME, _LEAST_OF_A_SHORT_ONE = 2, 3
_PRICE = re.compile(
    r"[€$£¥]\s?\d|\d\s?(?:[€$£¥]|(?:euros?|eur|usd|gbp|chf|pln|zł|kr|kč|лв|руб)\b)"
)
_PRICES = 2  # so many are no budget
_NUMBERED = re.compile(r"#\s?[a-z]{0,4}-?\d|\b[a-z]{0,4}-?\d{4,}")  # a document's
_GREETED = -4  # the mail's sender, so that it is answered
_MOST = 3  # that what the mail says weighs
# Parts of addresses that nobody's name is.
_BOXES = frozenset(
    "account accounts admin anfrage anfragen bestellung bookings booking comercial "
    "commercial compras contact contacto contato customer devis enquiries enquiry "
    "export hello help info inquiries inquiry kontakt kontor mail marketing office "
    "offerte order orders post postmaster reception sales service shop support team "
    "ufficio vendas vendite ventas verkauf verkoop vertrieb web webshop welcome zakaz "
    "kundenservice klantenservice myynti salg sprzedaz biuro obchod prodej "
    "prodaja satis bilgi iletisim".split()
)


def is_ours(lines: Sequence[str], ours: Collection[str]) -> bool | None:
    """Whether one of us wrote to others the mail that has ``lines`` as its headers.

    :param ours: domains, and addresses at domains that others have as well.
    :return: None where the headers don't tell, or where it stayed among us.
    """
    if not ours:
        return None
    senders = _addresses(_sender(lines))
    receivers = _addresses(_receivers(lines))
    if not senders and not receivers:
        return None
    came_to_us = any(_is_one_of(address, ours) for address in receivers)
    if senders and not _is_one_of(senders[0], ours):
        return False
    if not senders:
        return False if came_to_us else None
    return None if came_to_us else True


def passes_on(note: Sequence[str], lines: Sequence[str], mail: str) -> bool:
    """Whether ``note`` hands on the mail below it, rather than answers it.

    :param lines: the headers of that mail.
    :param mail: how it begins.
    """
    text = fold("\n".join(note))
    weight = _of_note(note, text) + _of_headers(lines) + _of_mail(fold(mail))
    return weight + _of_names(note, lines) - _greets_receiver(mail, lines) > 0


def is_short(note: Sequence[str]) -> bool:
    words = sum(len(line.split()) for line in note)
    return len(note) <= _LINES and words <= _WORDS and sum(map(len, note)) <= _CHARS


def answers(note: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether it is written to the sender of the mail with the headers ``lines``."""
    text = fold("\n".join(note))
    offers = bool(are_in("offers", text)) and not are_in("passed_on", text)
    return offers or _of_names(note, lines) == _GREETED


def _of_note(note: Sequence[str], text: str) -> int:
    words = len(text.split())
    weight = 2 * (text.startswith("@") or bool(are_in("passed_on", text)))
    if are_in("answers", text):  # in a few words they say more
        weight -= 2 if words <= _FEW else 1
    elif text.rstrip().endswith(_ASKS):  # colleagues ask who does it, in few words
        weight -= 1
    weight -= 2 * bool(_DIGIT.search(text))
    return weight - (not is_short(note)) - 2 * (words > _LETTER)


def _of_headers(lines: Sequence[str]) -> int:
    kinds = {headers.kind_of(line): line for line in lines}
    if introductions.is_reply_mark(kinds.get("subject", "")):
        return -3
    is_full = len(kinds) >= _FULL and {"from", "subject"} <= kinds.keys()
    is_full |= "" in kinds and len(lines) >= _FULL
    boxes = _is_of_a_box(kinds.get("to", "")) - _is_of_a_box(kinds.get("from", ""))
    is_document = bool(_NUMBERED.search(fold(kinds.get("subject", ""))))
    return is_full + boxes - is_document


def _of_mail(text: str) -> int:
    """What it says: that they look for something, or that we offer it."""
    prices = 2 * (len(_PRICE.findall(text)) >= _PRICES)
    offers, rest = take("offers", text)
    wanted = are_in("inquires", rest) - offers - prices
    weight = min(abs(wanted) + 1, _MOST) if wanted else 0
    return weight if wanted > 0 else -weight


def _of_names(note: Sequence[str], lines: Sequence[str]) -> int:
    """Whoever is greeted as the mail's sender gets an answer; somebody else, a mail."""
    found = _VOCATIVE.match(note[0]) if note else None
    greeted = found[1].split() if found else []
    names = _names(_sender(lines))
    if not greeted or len(greeted) > _LONGEST_VOCATIVE or not names:
        return 0
    if any(_is_short_for(word, names) for word in _LETTERS.findall(fold(found[1]))):
        return _GREETED
    is_apart = found[2] in _AFTER_A_NAME if found[2] else len(note) > 1
    is_name = is_apart and greeted[-1][0].isupper()
    if not is_name or are_in("answers", fold(found[1])):
        return 0
    return min(len(greeted), 2)


def _greets_receiver(mail: str, lines: Sequence[str]) -> bool:
    """As we greet those who wrote to us; they seldom know our names."""
    greeting = next(filter(None, mail.split("\n")), "").split()
    if len(greeting) > _LONGEST_VOCATIVE + 1:
        return False
    names = _names(_receivers(lines))
    return not names.isdisjoint(_LETTERS.findall(fold(" ".join(greeting))))


def _names(lines: Sequence[str]) -> set[str]:
    """The words of the names and of the parts before the @."""
    told = " ".join(li.replace("：", ":").partition(":")[2] or li for li in lines)
    words = _LETTERS.findall(fold(told.rpartition("@")[0] or told))
    return {w for w in words if len(w) >= _LEAST_OF_A_NAME} - _BOXES


def _is_short_for(word: str, names: set[str]) -> bool:
    """As Chris is for Christopher, or the same."""
    is_short_one = len(word) >= _LEAST_OF_A_SHORT_ONE
    return word in names or (is_short_one and any(n.startswith(word) for n in names))


def _is_of_a_box(line: str) -> bool:
    found = _addresses([line])[:1]
    return any(address.partition("@")[0] in _BOXES for address in found)


def _sender(lines: Sequence[str]) -> list[str]:
    """Programs name him first of all who have an address."""
    told = (li for li in lines if headers.kind_of(li) == "from" or ADDRESS.search(li))
    return list(told)[:1]


def _receivers(lines: Sequence[str]) -> list[str]:
    others = [line for line in lines if line not in _sender(lines)]
    return _named("to", lines) or list(filter(ADDRESS.search, others))


def _named(kind: str, lines: Sequence[str]) -> list[str]:
    return [line for line in lines if headers.kind_of(line) == kind]


def _addresses(lines: Sequence[str]) -> list[str]:
    return [found.lower() for line in lines for found in ADDRESS.findall(line)]


def _is_one_of(address: str, ours: Collection[str]) -> bool:
    domain = address.partition("@")[2]
    return address in ours or domain in ours or domain.partition(".")[2] in ours
