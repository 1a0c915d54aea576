"""What tells a person's mail from a program's, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..stop_words import WORDS
from .headers import ADDRESS
from .parts import closes
from .words import are_in

MOST_WORDS = 150  # what is longer was written for somebody
REACH = 4000  # characters: what goes on is no program's answer
BEGINNING = 600  # characters: an automatic mail says at once what it is
# Programs ask nothing, and name no price.
_PERSONAL = re.compile(
    r"[?？؟€$£¥₹₽]|\d ?(?:eur|k|usd|gbp|chf|euros?|dollars?|zł|руб|万円|万元|tl)\b"
)
_LINK = re.compile(r"https?://\S+")
_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-](?:\d{2,4}\b)?")
_PHONE = re.compile(r"(?:\+|\b0)\d(?:[ ./()-]{0,2}\d){5,}|\b\d(?:[ ()-]{0,2}\d){8,}")
_ON_A_DAY = re.compile(
    r"\b(?:do|bis|to|al|au|til|a|el|am|le|il|on|em|den) (?:the )?\d|\d-?ig\b|\d ?[月월]"
)
_IN_A_CARD = re.compile(r"\S+(?: \S+){0,4}(?<![.:!?,;])$")
_NAME = re.compile(r"[^\W\d_]+(?:[ .'-]{1,2}[^\W\d_]+){0,3}$")
_END = re.compile(r"[.!?…:;]\s+|[。！？；]|\n\s*\n")
# Things are counted, of which a month has not so many days, or that end as few
# months do: "40 Stühle", "12 desks".
_COUNTED = re.compile(
    r"(?<![\w.,:/+#№-])(?<!\d )"
    r"(?:(?:3[2-9]|[4-9]\d|[1-9]\d\d|[1-9]\d{3})(?: ([^\W\d_]{3,})|([\u3040-\ud7ff]))"
    r"|(?:[2-9]|[12]\d|3[01]) ([^\W\d_]{4,}s)\b)"
)
_MONTHS_IN_S = frozenset(
    "marts augustus agustus ağustos janvāris februāris aprīlis maijs jūnijs jūlijs "
    "augusts septembris oktobris novembris decembris".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_TIME = re.compile(
    r"(?:h(?:ou)?rs?|std|stunden|heures?|hor[ae]s?|or[ae]|uur|uren|timm?er|tunti\w*"
    r"|godzin\w*|hodin\w*|min(?:s|ut\w*)?|час\w*|годин\w*|мин\w*|saat|giờ|jam|ώρες|óra"
    r"|days?|months?|mois|meses|years?|tagen?|jours?|d[ií]as|giorni|dage?n?|dagar|dn[iíů]"
    r"|дн(?:ей|я|ів)|päivä\w*|nap|gün|ngày|hari|weeks?|wochen?|weken|semanas|semaines"
    r"|business|working|werk\w+|arbeit\w+|ساعة|يوم|שעות|ימים)$"
    r"|[時时日年月天小분시営工秒点歳]"
)


def beginning_of(text: str) -> str:
    return " ".join(text[:BEGINNING].split())


def without_card(text: str) -> str:
    """Up to where the writer closes, or names himself: he has an address as well."""
    lines = text.strip().split("\n")
    ends = (at for at, line in enumerate(lines) if at and line and closes(line))
    return "\n".join(lines[: next(ends, _name_at(lines))])


def _name_at(lines: Sequence[str]) -> int:
    """Where a name stands above how its bearer is reached, at the end."""
    at = len(lines)
    while at > 1 and _IN_A_CARD.match(lines[at - 1]):
        at -= 1
    is_card = any(map(ADDRESS.search, lines[at + 1 :])) and _NAME.match(lines[at])
    return at if is_card else len(lines)


def is_personal(text: str) -> bool:
    return _PERSONAL.search(_LINK.sub("", text)) is not None


@lru_cache(maxsize=8)  # of a mail's text and beginning; no more is kept
def asks(text: str) -> bool:
    """It wants something, as people do."""
    return is_personal(text) or are_in("wants", text) > 0


def is_short(text: str, most: int = MOST_WORDS) -> bool:
    return len(text.split()) <= most


def counts_things(text: str) -> bool:
    """As who buys does: who is away counts days and hours.

    :param text: folded, on one line.
    """
    for found in _COUNTED.finditer(text):
        word = found[1] or found[2] or found[3]
        if _YEAR.match(found[0]) or word in WORDS:
            continue
        if not _OF_TIME.match(word) and word not in _MONTHS_IN_S:
            return True
    return False


def names_somebody(text: str) -> bool:
    """An address or a phone number stands in it."""
    return bool(ADDRESS.search(text) or _PHONE.search(_DATE.sub("", text)))


def names_a_day(text: str) -> bool:
    return (
        bool(_DATE.search(text) or _ON_A_DAY.search(text)) or are_in("until", text) > 0
    )


def sentences_of(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _END.split(text) if part.strip()]


def say_together(text: str, *kinds: tuple[str, ...]) -> bool:
    """One sentence has words of each kind."""

    def says_all(part: str) -> bool:
        return all(any(are_in(key, part) for key in keys) for keys in kinds)

    return says_all(text) and any(map(says_all, sentences_of(text)))
