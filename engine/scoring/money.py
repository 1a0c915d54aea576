"""Amounts of money in a quote, as far as their writing leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "円": "JPY", "元": "CNY"}
_SIGNS |= {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD"}
_SIGNS |= {"pounds": "GBP", "yen": "JPY", "francs": "CHF", "dólares": "USD"}
_TIMES = {
    "k": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "tausend": 1e3,
    "thousand": 1e3,
    "mille": 1e3,
    "mil": 1e3,
    "mila": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "millionen": 1e6,
    "万": 1e4,
    "萬": 1e4,
    "億": 1e8,
}
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(rf"({_NUMBER})\s?([^\W\d_]+|[€$£¥])?")
_CODE = re.compile(r"[A-Z]{3}")


def is_below(quote: str, floor: float, currency: str) -> bool:
    """Whether every amount of ``quote`` is less than ``floor``.

    Another currency can't be compared, and a quote without an amount says nothing.
    """
    if not floor:
        return False
    named = currencies_of(quote)
    if named and named != {currency}:
        return False
    amounts = list(amounts_of(quote))
    return bool(amounts) and max(amounts) < floor


def is_only_money(quote: str) -> bool:
    """One amount in a currency: it tells what is paid, and nothing else."""
    return bool(currencies_of(quote)) and len(list(amounts_of(quote))) == 1


def currencies_of(quote: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+|[€$£¥]", quote)
    known = {_SIGNS.get(word.lower(), "") for word in words} - {""}
    return known | {w for w in words if _CODE.fullmatch(w) and w in _CODES}


def amounts_of(quote: str) -> Iterator[float]:
    for found in _AMOUNT.finditer(quote):
        unit = (found[2] or "").lower()
        times = _TIMES.get(unit) or _TIMES.get(unit[:1] if unit[:1] in "万萬億" else "")
        yield _value(found[1]) * (times or 1)


def _value(number: str) -> float:
    """12.000 and 12,000 are thousands; 12,50 and 12.5 are not."""
    whole = re.sub(r"['’ \u00a0\u202f]|[.,](?=\d{3})", "", number)
    return float(whole.replace(",", "."))


_CODES = frozenset(
    "EUR USD GBP CHF JPY CNY CAD AUD BRL MXN SEK NOK DKK PLN CZK INR AED SAR".split()
)
