"""Amounts of money in a quote, as far as their writing leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "円": "JPY", "元": "CNY"}
_SIGNS |= {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD"}
_SIGNS |= {"pounds": "GBP", "yen": "JPY", "francs": "CHF", "dólares": "USD"}
_SIGNS |= {"欧元": "EUR", "ユーロ": "EUR", "يورو": "EUR", "евро": "EUR"}
_SIGNS |= {"r$": "BRL", "reais": "BRL", "zł": "PLN", "zl": "PLN", "złotych": "PLN"}
_SIGNS |= {"kč": "CZK", "tl": "TRY", "rs": "INR"}
_SIGNS |= {"₹": "INR", "rupees": "INR", "₽": "RUB", "руб": "RUB", "рублей": "RUB"}
_SIGNS |= {"₺": "TRY", "₩": "KRW", "원": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND"}
_SIGNS |= {"dirham": "AED", "dirhams": "AED", "درهم": "AED", "ريال": "SAR"}
# Of several countries: known to be money, and never the same as a floor's.
_SIGNS |= {"kr": "kr", "kronor": "kr", "kroner": "kr", "pesos": "pesos"}
_TIMES = {
    "k": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "mln": 1e6,
    "tsd": 1e3,
    "tausend": 1e3,
    "thousand": 1e3,
    "grand": 1e3,
    "mille": 1e3,
    "mil": 1e3,
    "mila": 1e3,
    "duizend": 1e3,
    "тыс": 1e3,
    "млн": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "millionen": 1e6,
    "千": 1e3,
    "万": 1e4,
    "萬": 1e4,
    "億": 1e8,
}
_WIDE = "千万萬億"
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_SIGN = r"R\$|[€$£¥₹₽₺₩₪฿₫]"
_WORD = rf"[^\W\d_]+|{_SIGN}"
_AMOUNT = re.compile(rf"(?:({_SIGN}|[A-Z]{{3}})\s?)?({_NUMBER})\s?({_WORD})?")
_CODE = re.compile(r"[A-Z]{3}")
# More than what is told: "at least", "from"; but "not more than" is the most.
_OPEN = re.compile(
    r"(?:\b(?P<no>no|not|nicht|pas|non|niet|geen|não|kein\w*|never)\s+(?:\w+\s+)?)?"
    r"(?:\b(?:at least|from|over|above|more than|minimum|mindestens|ab|über|mehr als|"
    r"au moins|plus de|à partir de|dès|al menos|más de|desde|a partir de|almeno|più di|"
    r"oltre|da|minstens|vanaf|meer dan|pelo menos|mais de)\b|>|以上|至少)",
    re.IGNORECASE,
)
# So much a month or a piece, for nobody knows how many of them.
_EACH = re.compile(
    r"(?:/|\b(?:per|pro|je|par|por|al|à la|each|apiece|monthly|yearly|monatlich|"
    r"mensuel\w*|mensual\w*|mensil\w*|maandelijks|jährlich|a (?:month|year|piece|head)|"
    r"im (?:monat|jahr)|pièce|stück)\b|每|毎)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:[-–—~〜]|to|bis|bis zu|à|a|tot|até|до|から|到|至)\s*")
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre|tra|fra|tussen|między)\b", re.I)


class Amount(NamedTuple):
    """A number in a quote.

    :ivar is_money: a currency or a multiplier stands beside it.
    """

    value: float
    is_money: bool
    start: int
    end: int


def is_below(quote: str, floor: float, currency: str) -> bool:
    """Whether all the money of ``quote`` is less than ``floor``, beyond doubt.

    Another currency can't be compared, and a quote without an amount says nothing;
    nor does the least that is told, or so much a month.
    """
    if not floor:
        return False
    named = currencies_of(quote)
    if named and named != {currency}:
        return False
    amounts = list(_amounts(quote))
    told = [amount for amount in amounts if amount.is_money] or amounts
    if not told or _is_open(quote, told[-1]):
        return False
    if all(amount.is_money for amount in told) and not _is_range(quote, told):
        return sum(amount.value for amount in told) < floor
    return max(amount.value for amount in told) < floor


def _is_open(quote: str, last: Amount) -> bool:
    least = _OPEN.search(quote)
    return bool(least and not least["no"]) or bool(_EACH.search(quote, last.end - 1))


def _is_range(quote: str, amounts: list[Amount]) -> bool:
    """Whether they are the ends of one, such as "5 to 8k"."""
    pairs = zip(amounts, amounts[1:], strict=False)
    return bool(_BETWEEN.search(quote)) or all(
        _RANGE.fullmatch(quote, one.end, other.start) for one, other in pairs
    )


def is_only_money(quote: str) -> bool:
    """One amount in a currency: it tells what is paid, and nothing else."""
    return bool(currencies_of(quote)) and len(list(_amounts(quote))) == 1


def currencies_of(quote: str) -> set[str]:
    words = re.findall(rf"{_SIGN}|[^\W\d_]+", quote)
    return {_currency(word) for word in words} - {""}


def _currency(word: str) -> str:
    if _CODE.fullmatch(word) and word in _CODES:
        return word
    return _SIGNS.get(word.lower()) or _SIGNS.get(word.lstrip(_WIDE), "")


def _amounts(quote: str) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(quote):
        before, number, after = found.groups(default="")
        unit = after.lower()
        times = _TIMES.get(unit) or _TIMES.get(unit[:1] if unit[:1] in _WIDE else "")
        is_money = bool(times or _currency(before) or _currency(after))
        value = _value(number) * (times or 1)
        yield Amount(value, is_money, found.start(), found.end())


def _value(number: str) -> float:
    """12.000 and 12,000 are thousands; 12,50 and 12.5 are not."""
    whole = re.sub(r"['’ \u00a0\u202f]|[.,](?=\d{3})", "", number)
    return float(whole.replace(",", "."))


_CODES = frozenset(
    "EUR USD GBP CHF JPY CNY CAD AUD BRL MXN SEK NOK DKK PLN CZK INR AED SAR RON HUF "
    "TRY RUB UAH ILS KRW SGD HKD NZD ZAR THB IDR MYR PHP VND EGP MAD ARS CLP".split()
)
