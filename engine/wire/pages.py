"""A page of the public web, read as any visitor reads it.

Through the same door as all else: addresses are checked after the name was resolved,
time and size have an end. Nothing is sent but the address, and who asks.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from ..errors import AddressRefused, DeadlineExceeded
from ..values import HttpRequest, HttpResponse
from .transport import Session, Terms

# By this name a robots.txt can speak to us.
ROBOT = "llm-lead-scoring"
HEADERS = {
    "User-Agent": f"{ROBOT}/1.0 (an Odoo CRM reads a company's public pages for its "
    "sales team; obeys robots.txt)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
}
PORTS = {"http": 80, "https": 443}


class Web:
    """Pages of the Internet, and of named hosts of this network; of one thread.

    :param local_sites: ``{host: "address:port"}``. These hosts, and no others, are
        found at that address, over plain http: an administrator's own sites.
    """

    def __init__(
        self,
        local_sites: Mapping[str, str] | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        resolve: Callable[..., list[tuple[Any, ...]]] = socket.getaddrinfo,
    ):
        self._local_sites = dict(local_sites or {})
        self._clock = clock
        self._resolve = resolve
        self._session = Session(self._find)

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *exc: object) -> None:
        self._session.__exit__(*exc)

    def get(self, url: str, *, deadline: float, max_bytes: int) -> HttpResponse:
        """One answer, whatever its status; a redirect is not followed.

        :param max_bytes: of a longer body, the beginning is read.
        :raises AddressRefused: not a page, or not one of the Internet.
        :raises TransportError: no whole answer by the deadline.
        """
        check_page_url(url)
        seconds = deadline - self._clock()
        if seconds <= 0:
            raise DeadlineExceeded("no time left to read a page")
        is_local = urlsplit(url).hostname in self._local_sites
        terms = Terms(max_bytes, allow_private=is_local, is_page=True)
        return self._session.exchange(HttpRequest(url, {}), HEADERS, seconds, terms)

    def _find(self, host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
        place = self._local_sites.get(host)
        if place is None:
            return self._resolve(host, port, **options)
        address, _colon, own_port = place.rpartition(":")
        if port != PORTS["http"] or not own_port.isdecimal():
            raise OSError("served over plain http only")
        return self._resolve(address.strip("[]"), int(own_port), **options)


def check_page_url(url: str) -> None:
    """Raise AddressRefused unless ``url`` is a page on a usual port of a named host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused("not a usable address") from None
    host = parts.hostname or ""
    if parts.scheme not in PORTS or not host or "@" in parts.netloc:
        raise AddressRefused("not a usable address")
    if port not in (None, PORTS[parts.scheme]):
        raise AddressRefused("a port that no website uses")
    if not url.isascii() or any(char <= " " for char in url):
        raise AddressRefused("not a usable address")
    if _is_address(host) or "." not in host.rstrip("."):
        raise AddressRefused("not a name of the Internet")


def _is_address(host: str) -> bool:
    """An IP address in any notation that a system's resolver takes for one."""
    last = host.rstrip(".").rpartition(".")[2]
    if last.isdecimal() or last[:2] in ("0x", "0X"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
