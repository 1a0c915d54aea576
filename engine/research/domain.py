"""A mail address or a website -> the domain of the company that it belongs to.

Whatever is written around it, nothing but the registrable domain is taken: no path, no
port, no login, no address in numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from .shared_hosts import (
    HOSTING,
    MAIL_BRANDS,
    MAIL_PROVIDERS,
    PLATFORMS,
    SECOND_LEVELS,
)

try:
    from publicsuffixlist import PublicSuffixList
except ImportError:  # then the rule below, which knows the usual ones
    PublicSuffixList = None

_MAIL = re.compile(r"[^\s<>@,;\"]+@([^\s<>@,;:/?#\\()\[\]\"]+)")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_TOP_LEVEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}")


def company_domain(email: str, website: str, shared: Collection[str] = ()) -> str:
    """The domain to look at for a lead, empty where it has none of its own.

    :param shared: domains of mail providers and others that tell nothing, besides
        those known here.
    """
    for host in (_mail_host(email), _site_host(website)):
        domain = registrable(host)
        if domain and not is_shared(domain) and domain not in shared:
            return domain
    return ""


def mail_places(addresses: Iterable[str]) -> frozenset[str]:
    """Whose mail comes from there is theirs: the addresses' domains, and of providers
    that others use as well the addresses."""
    places = set()
    for found in map(_MAIL.search, map(str.lower, addresses)):
        if found:
            is_open = is_shared(registrable(found[1]))
            places.add(found[0] if is_open else found[1])
    return frozenset(places)


def registrable(host: str) -> str:
    """``acme.co.uk`` of ``mail.acme.co.uk``, in ASCII; empty where there is none."""
    host = _ascii(host.strip().strip(".").lower())
    labels = host.split(".")
    if len(labels) < 2 or len(host) > 253 or not _TOP_LEVEL.fullmatch(labels[-1]):
        return ""
    if not all(map(_LABEL.fullmatch, labels)):
        return ""
    size = _suffix_size(labels) + 1
    return ".".join(labels[-size:]) if len(labels) >= size else ""


def is_within(host: str, domain: str) -> bool:
    """Whether ``host`` is ``domain`` or below it."""
    host = _ascii(host.lower().rstrip("."))
    return host == domain or host.endswith(f".{domain}")


def is_shared(domain: str) -> bool:
    """A mail provider's, or one where strangers have pages side by side."""
    brand = domain.partition(".")[0]
    return (
        brand in MAIL_BRANDS
        or domain in MAIL_PROVIDERS
        or domain in PLATFORMS
        or domain in HOSTING
    )


def _mail_host(email: str) -> str:
    found = _MAIL.search(email)
    return found[1] if found else ""


def _site_host(website: str) -> str:
    """Of what people write into a field; empty where it tries to be clever."""
    text = website.strip()
    if any(char <= " " for char in text):
        return ""
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    usable = parts.scheme in ("", "http", "https") and "@" not in parts.netloc
    return host if usable else ""


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _suffix_size(labels: list[str]) -> int:
    """How many labels at the end belong to no company."""
    if any(".".join(labels[-size:]) in HOSTING for size in (2, 3)):
        return 2
    known = _public_suffixes()
    if known is not None:
        return known.publicsuffix(".".join(labels)).count(".") + 1
    is_country = len(labels[-1]) == 2
    return 2 if is_country and labels[-2] in SECOND_LEVELS else 1


@lru_cache(maxsize=1)
def _public_suffixes() -> PublicSuffixList | None:
    return PublicSuffixList() if PublicSuffixList else None
