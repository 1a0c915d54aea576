"""Personal values -> stand-ins such as ``[EMAIL_1]`` before sending, and back after.

Mail addresses, phone, card and bank account numbers are recognised in any text; the
street and, if asked for, names are looked up as the lead has them on file. One value
has one stand-in throughout a lead. The text's own words never look like a stand-in of
ours: numbers that stand in it are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..settings import Settings
from ..values import LeadFacts
from .masking_numbers import digits_of, find_numbers, plain_marks

KINDS = ("EMAIL", "PHONE", "STREET", "NAME", "COMPANY", "CARD", "BANK")
_NAMES = "|".join(KINDS)
_TAKEN = re.compile(rf"({_NAMES})_(\d{{1,9}})", re.IGNORECASE)
_STAND_IN = re.compile(rf"\[?(?<!\w)((?:{_NAMES})_\d{{1,10}})(?!\w)\]?", re.IGNORECASE)

# An ``@`` and dots, or words for them in brackets; without any only with an ending
# that few words have.
_AT = re.compile(
    r" ?@ ?| ?[\[({<] ?(?:at|a|\u00e4t|@|arobase|arroba|chiocciola) ?[\])}>] ?"
    r"| ?[-#*_]at[-#*_] ?|(?-i:(?<=[a-z\d]) AT )(?=[\w-]{1,63}\.)"
    r"| (?:at|arobase|arroba|chiocciola|klammeraffe)(?= )",
    re.IGNORECASE,
)
_LETTER = "a-z0-9\u00c0-\u058f"
_DOT = (
    r"(?:\.| ?[\[({<] ?(?:dot|punkt|point|punto|ponto|\.) ?[\])}>] ?"
    r"| ?[-#*_]dot[-#*_] ?)"
)
_DOTS_IN_WORDS = ("dot", "punkt", "point", "punto", "ponto")
_DOT_OF_DOMAIN = re.compile(r"\.(?:[\w-]| ?[\])}>])")
_DOMAIN = re.compile(
    rf"(?:[{_LETTER}-]{{1,63}}{_DOT}){{1,8}}(?:xn--[a-z0-9-]{{1,59}}|"
    rf"[a-z\u00c0-\u058f]{{2,63}})(?![{_LETTER}_@])",
    re.IGNORECASE,
)
_SPOKEN_DOMAIN = re.compile(
    rf" (?:[{_LETTER}-]{{1,63}} (?:dot|point|punto|ponto|punkt) ){{1,4}}"
    r"(?:com|net|org|info|biz|[a-z]{2})(?!\w)",
    re.IGNORECASE,
)
_LONGEST_LOCAL = 64
_LOCAL_MARKS = frozenset(".!#$%&'*+/=?^_`{|}~-")

# A street as one writes it, and as another does.
_STREET_FORMS = (
    ("straße", "strasse", "str."),
    (" street", " st.", " st"),
    (" avenue", " ave.", " ave"),
    (" road", " rd.", " rd"),
)
_LEGAL_FORM = re.compile(
    r"[\s,]+(gmbh|ag|kg|se|sarl|sas|sa|spa|s\.p\.a\.|srl|s\.r\.l\.|bv|b\.v\.|nv|ltd\.?"
    r"|limited|llc|inc\.?|corp\.?|plc|lda\.?|ltda\.?|s\.?l\.?)( & co\.? kg)?$",
    re.IGNORECASE,
)
_SHORTEST_STREET, _SHORTEST_NAME = 5, 3


class _Span(NamedTuple):
    start: int
    order: int
    end: int
    kind: str


@dataclass
class Mask:
    """The stand-ins of one lead; ``values`` tells what each stands for.

    :param known: texts that a lead has on file, with their kinds.
    :param phones: the digits of the phone numbers on file.
    """

    kinds: frozenset[str]
    known: tuple[tuple[str, str], ...] = ()
    phones: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def hide(self, text: str) -> str:
        """``text`` with stand-ins; a text that was masked before stays as it is."""
        parts, at = [], 0
        for start, _order, end, kind in sorted(self._find(text)):
            if start >= at:
                parts += text[at:start], f"[{self._name(kind, text[start:end])}]"
                at = end
        return "".join(parts) + text[at:] if parts else text

    def _find(self, text: str) -> Iterator[_Span]:
        plain = plain_marks(text)
        if "EMAIL" in self.kinds:
            for start, end in _find_emails(plain):
                yield _Span(start, 0, end, "EMAIL")
        for start, end, kind in find_numbers(plain, self.phones):
            if kind in self.kinds:
                yield _Span(start, 1, end, kind)
        folded = text.lower()
        if len(folded) != len(text):  # a letter whose small form is two
            folded = text
        for value, kind in self.known:
            for start, end in _find_words(text, folded, value):
                yield _Span(start, 2, end, kind)

    def _name(self, kind: str, value: str) -> str:
        if value not in self._names:
            self._last[kind] = self._last.get(kind, 0) + 1
            name = f"{kind}_{self._last[kind]}"
            self._names[value] = name
            self.values[name] = value
        return self._names[value]


def mask_for(facts: LeadFacts, settings: Settings, texts: Sequence[str]) -> Mask:
    """What to hide of a lead in ``texts``, all those that will be masked."""
    kinds = {"CARD", "BANK"}
    kinds |= {"EMAIL"} if settings.mask_email else set()
    kinds |= {"PHONE"} if settings.mask_phone else set()
    known = [(facts.email_from, "EMAIL")] if settings.mask_email else []
    if settings.mask_street and _is_street(facts.street):
        known += [(form, "STREET") for form in _street_forms(facts.street)]
    if settings.mask_names:
        known += [(name, "NAME") for name in _person_names(facts.contact_name)]
        known += [(name, "COMPANY") for name in _company_names(facts.partner_name)]
    found = tuple(sorted((pair for pair in known if pair[0]), key=lambda p: -len(p[0])))
    phone = digits_of(facts.phone)
    return Mask(frozenset(kinds), found, (phone,) if phone else (), _last=_taken(texts))


def unmask(text: str, values: Mapping[str, str]) -> str:
    """``text`` with the values again; a stand-in that isn't ours stays."""
    if not values or "_" not in text:
        return text
    return _STAND_IN.sub(lambda m: values.get(m[1].upper(), m[0]), text)


def without_stand_ins(text: str) -> str:
    return _STAND_IN.sub(" ", text) if "_" in text else text


def _taken(texts: Sequence[str]) -> dict[str, int]:
    """The highest number that the texts themselves use, for each kind."""
    taken: dict[str, int] = {}
    for text in texts:
        if "_" not in text and "\uff3f" not in text:
            continue
        for kind, number in _TAKEN.findall(unicodedata.normalize("NFKC", text)):
            kind = kind.upper()
            taken[kind] = max(taken.get(kind, 0), int(number))
    return taken


def _find_emails(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    if text.isascii() and not _may_hold_a_domain(text):
        return
    for at in _AT.finditer(text):
        form = _SPOKEN_DOMAIN if at[0][-1:].isalpha() else _DOMAIN
        domain = form.match(text, at.end())
        if not domain or at.start() < end or _is_price(at[0], domain[0]):
            continue
        start = _local_start(text, at.start(), max(end, at.start() - _LONGEST_LOCAL))
        if start < at.start():
            end = domain.end()
            yield start, end


def _may_hold_a_domain(text: str) -> bool:
    """Most texts don't, and looking at each of their letters takes long."""
    if _DOT_OF_DOMAIN.search(text):
        return True
    small = text.lower()
    return any(word in small for word in _DOTS_IN_WORDS)


def _is_price(at: str, domain: str) -> bool:
    """\"10 desks @ 120.eur\"."""
    return at.endswith(" ") and domain[0].isdigit()


def _local_start(text: str, at: int, least: int) -> int:
    """Where the part before the ``@`` begins: letters of scripts that mails use."""
    if text[at - 1 : at + 1] == '"@':
        opened = text.rfind('"', least, at - 1)
        return opened if opened >= 0 and "\n" not in text[opened:at] else at
    start = at
    while start > least and _is_local(text[start - 1]):
        start -= 1
    while start < at and text[start] in ".'`*/=|{":
        start += 1
    return start


def _is_local(char: str) -> bool:
    return char in _LOCAL_MARKS or (char.isalnum() and char < "\u0590")


def _find_words(text: str, folded: str, value: str) -> Iterator[tuple[int, int]]:
    """``value`` as whole words, in any case."""
    wanted = value if folded is text else value.lower()
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (_is_inside(text, start) or _is_inside(text, end)):
            yield start, end
        start = folded.find(wanted, end)


def _is_inside(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at + 1]
    return at > 0 and len(around) == 2 and all(map(_is_word, around))


def _is_word(char: str) -> bool:
    """In scripts that put space between words."""
    return char == "_" or char.isdigit() or char.lower() != char.upper()


def _is_street(street: str) -> bool:
    """More than a word that could stand in any text."""
    if not street.isascii() and len(street) >= _SHORTEST_STREET - 1:
        return True
    tells = " " in street or any(map(str.isdigit, street))
    return len(street) >= _SHORTEST_STREET and tells and not street.isdigit()


def _street_forms(street: str) -> set[str]:
    forms = {street}
    for group in _STREET_FORMS:
        found = next((form for form in group if form in street.lower()), None)
        if found:
            at = street.lower().index(found)
            end = at + len(found)
            forms |= {street[:at] + form + street[end:] for form in group}
    return forms


def _person_names(name: str) -> set[str]:
    parts = {p for p in name.split() if p[:1] != p[:1].lower() or not p.isascii()}
    return {n for n in {name, *parts} if len(n) >= _SHORTEST_NAME or _is_wide(n)}


def _company_names(name: str) -> set[str]:
    names = {name, _LEGAL_FORM.sub("", name)}
    return {n for n in names if len(n) >= _SHORTEST_NAME or _is_wide(n)}


def _is_wide(name: str) -> bool:
    return len(name) > 1 and unicodedata.east_asian_width(name[0]) in "WF"
