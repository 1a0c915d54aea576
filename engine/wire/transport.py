"""The only door to the network: one request, one answer, in time.

Whatever the server does, the call ends by its deadline, reads no more than it was
told, and raises nothing but errors of ours, which carry no URL and no key.
"""

from __future__ import annotations

import json
import re
import socket
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from urllib3 import HTTPResponse as Answer
from urllib3.exceptions import HTTPError

from ..errors import (
    AddressRefused,
    BodyTooLarge,
    DeadlineExceeded,
    KeyRefused,
    LLMError,
    TimedOut,
    TransportError,
)
from ..values import HttpRequest, HttpResponse
from .connection import Call, Resolver, is_numeric
from .pools import Pools, pools_through

MAX_BYTES = 4 * 1024 * 1024
CHUNK = 16 * 1024
HEADERS = {
    "User-Agent": "llm-lead-scoring",
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True)
class Terms:
    """What one exchange may touch and read.

    :param proxy: URL of the proxy for https; plain http never leaves the house.
    :param is_page: a page that anybody may read: plain http may go anywhere, a redirect
        is an answer, and of a longer body the beginning is read.
    """

    max_bytes: int = MAX_BYTES
    allow_private: bool = False
    proxy: str = ""
    is_page: bool = False


def send(
    request: HttpRequest,
    *,
    deadline: float,
    clock: Callable[[], float] = time.monotonic,
    session: Session | None = None,
    max_bytes: int = MAX_BYTES,
    allow_private: bool = False,
    proxy: str = "",
) -> HttpResponse:
    """Send one request and return the whole answer, whatever its status.

    :param deadline: a ``clock()`` value; the call returns by then, answered or not.
    :param session: of this thread, to keep connections open between calls.
    :param max_bytes: of the answer, decompressed.
    :param proxy: URL of the proxy for https; plain http never leaves the house.
    :raises TransportError: ``sent`` tells whether the vendor may have got it.
    :raises KeyRefused: a header value (so the key) that HTTP cannot carry.
    """
    check_url(request.url, allow_private=allow_private)
    headers = check_headers(request.headers)
    seconds = deadline - clock()
    if seconds <= 0:
        raise DeadlineExceeded("no time left to send a request")
    with nullcontext(session) if session is not None else Session() as used:
        terms = Terms(max_bytes, allow_private, proxy)
        return used.exchange(request, headers, seconds, terms)


def check_url(url: str, *, allow_private: bool) -> None:
    """Raise AddressRefused for a URL that we would never open."""
    try:
        parts = urlsplit(url)
        usable = parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.scheme not in ("http", "https"):
        raise AddressRefused("not a usable http(s) address")
    if "@" in parts.netloc:
        raise AddressRefused("an address with a login in it")
    if parts.scheme == "http" and not allow_private:
        raise AddressRefused("plain http is for private addresses only")
    if parts.port not in (None, 443) and not allow_private:
        raise AddressRefused("a port that no vendor of ours uses")


def check_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers, trimmed; KeyRefused where a value cannot be a header."""
    trimmed = {name: value.strip() for name, value in headers.items()}
    if not all(re.fullmatch(r"[\x20-\x7e]*", value) for value in trimmed.values()):
        raise KeyRefused("the key holds characters that no key has")
    return trimmed


class Session:
    """Connections kept open by one thread.

    urllib3 alone: what requests adds is cookies, .netrc and the environment's say.

    :param resolve: called as ``socket.getaddrinfo``; an argument for tests.
    """

    def __init__(self, resolve: Resolver = socket.getaddrinfo):
        self._resolve = resolve
        # Apart, so that no public request meets a connection to a private host.
        self._pools: dict[tuple[bool, str], Pools] = {}

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *exc: object) -> None:
        for pools in self._pools.values():
            pools.clear()

    def exchange(
        self,
        request: HttpRequest,
        headers: Mapping[str, str],
        seconds: float,
        terms: Terms,
    ) -> HttpResponse:
        """What :func:`send` does once URL and headers are known to be sound."""
        target = urlsplit(request.url)
        proxy = "" if target.scheme == "http" else terms.proxy
        private, plain = terms.allow_private, terms.is_page
        with Call(seconds, target.scheme, private, plain) as call:
            if proxy and is_numeric(target.hostname):
                call.check(target.hostname)
            pools = self._get_pools(private, proxy)
            pools.call = call
            try:
                return _exchange(pools, request, headers, terms)
            except LLMError as error:
                if isinstance(error, TransportError):
                    error.sent = call.sent
                raise
            except (HTTPError, OSError, ValueError) as error:
                raise call.explain(error) from None

    def _get_pools(self, allow_private: bool, proxy: str) -> Pools:
        key = allow_private, proxy
        if key not in self._pools:
            self._pools[key] = pools_through(proxy, self._resolve)
        return self._pools[key]


def _exchange(
    pools: Pools, request: HttpRequest, headers: Mapping[str, str], terms: Terms
) -> HttpResponse:
    with closing(_open(pools, request, headers)) as answer:
        if 300 <= answer.status < 400 and not terms.is_page:
            raise AddressRefused(
                "the server redirects elsewhere: check the base URL",
                status=answer.status,
            )
        body = _read_body(answer, terms)
    if pools.call.expired:
        raise TimedOut("no whole answer in time")
    return HttpResponse(
        status=answer.status,
        headers={name.lower(): answer.headers[name] for name in answer.headers},
        body=body,
    )


def _open(pools: Pools, request: HttpRequest, headers: Mapping[str, str]) -> Answer:
    """The answer as soon as its headers are there, nothing of its body read."""
    return pools.urlopen(
        "GET" if request.body is None else "POST",
        request.url,
        body=encode(request.body),
        headers={**_headers(request), **headers},
        timeout=pools.call.remaining,
        redirect=False,
        retries=False,
        preload_content=False,
        decode_content=False,
    )


def _headers(request: HttpRequest) -> dict[str, str]:
    told = {} if request.body is None else {"Content-Type": "application/json"}
    return {**HEADERS, **told}


def encode(body: Mapping[str, Any] | None) -> bytes | None:
    """The bytes that a body goes out as.

    JSON in ASCII: a lone surrogate in a lead's text stays an escape.
    """
    if body is None:
        return None
    return json.dumps(body, default=dict, separators=(",", ":")).encode("ascii")


def _read_body(answer: Answer, terms: Terms) -> bytes:
    """The decompressed body; an encoding we did not ask for is left as it is."""
    max_bytes = terms.max_bytes
    decoder = _decoder(answer.headers.get("Content-Encoding", ""))
    body = bytearray()
    received = 0
    while chunk := answer.read(CHUNK, decode_content=False):
        received += len(chunk)
        body += decoder(chunk, max_bytes + 1 - len(body))
        if len(body) > max_bytes and terms.is_page:
            return bytes(body[:max_bytes])
        if len(body) > max_bytes:
            raise BodyTooLarge("the answer is larger than we read")
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and received < int(length):
        raise OSError("cut short")
    return bytes(body)


def _decoder(encoding: str) -> Callable[[bytes, int], bytes]:
    """Turns a chunk into at most so many bytes: a bomb never unfolds."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return lambda chunk, limit: chunk
    # 32 + 15: find out by the header whether it is gzip or zlib.
    inflate = zlib.decompressobj(47)

    def decode(chunk: bytes, limit: int) -> bytes:
        try:
            return inflate.decompress(chunk, limit)
        except zlib.error:
            raise OSError("not the encoding it says") from None

    return decode
