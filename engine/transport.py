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
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from .connection import Call, GuardedAdapter, Resolver
from .errors import (
    AddressRefused,
    BodyTooLarge,
    DeadlineExceeded,
    KeyRefused,
    LLMError,
    TimedOut,
    TransportError,
)
from .values import HttpRequest, HttpResponse

MAX_BYTES = 4 * 1024 * 1024
CHUNK = 16 * 1024
HEADERS = {
    "User-Agent": "llm-lead-scoring",
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate",
    "Content-Type": "application/json",
}


def send(
    request: HttpRequest,
    *,
    deadline: float,
    clock: Callable[[], float] = time.monotonic,
    session: Session | None = None,
    max_bytes: int = MAX_BYTES,
    allow_private: bool = False,
) -> HttpResponse:
    """Send one request and return the whole answer, whatever its status.

    :param deadline: a ``clock()`` value; the call returns by then, answered or not.
    :param session: of this thread, to keep connections open between calls.
    :param max_bytes: of the answer, decompressed.
    :raises TransportError: ``sent`` tells whether the vendor may have got it.
    :raises KeyRefused: a header value (so the key) that HTTP cannot carry.
    """
    check_url(request.url, allow_private=allow_private)
    headers = check_headers(request.headers)
    seconds = deadline - clock()
    if seconds <= 0:
        raise DeadlineExceeded("no time left to send a request")
    if session is not None:
        return session.exchange(request, headers, seconds, max_bytes, allow_private)
    with Session() as own:
        return own.exchange(request, headers, seconds, max_bytes, allow_private)


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


class Session(requests.Session):
    """Connections kept open by one thread; no cookies, no .netrc, no proxies.

    :param resolve: called as ``socket.getaddrinfo``; an argument for tests.
    """

    def __init__(self, resolve: Resolver = socket.getaddrinfo):
        super().__init__()
        self.trust_env = False
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.headers.clear()
        # Apart, so that no public request meets a connection to a private host.
        self._guarded = {private: GuardedAdapter(resolve) for private in (False, True)}
        self._private = False

    def get_adapter(self, url: str) -> HTTPAdapter:
        return self._guarded[self._private]

    def close(self) -> None:
        super().close()
        for adapter in self._guarded.values():
            adapter.close()

    def exchange(
        self,
        request: HttpRequest,
        headers: Mapping[str, str],
        seconds: float,
        max_bytes: int,
        allow_private: bool,
    ) -> HttpResponse:
        """What :func:`send` does once URL and headers are known to be sound."""
        self._private = allow_private
        scheme = urlsplit(request.url).scheme
        with Call(seconds, scheme, allow_private) as call:
            self._guarded[allow_private].call = call
            try:
                return self._exchange(call, request, headers, max_bytes)
            except LLMError as error:
                if isinstance(error, TransportError):
                    error.sent = call.sent
                raise
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                raise call.explain(error) from None

    def _exchange(
        self,
        call: Call,
        request: HttpRequest,
        headers: Mapping[str, str],
        max_bytes: int,
    ) -> HttpResponse:
        with self.request(
            "GET" if request.body is None else "POST",
            request.url,
            data=_encode(request.body),
            headers={**HEADERS, **headers},
            timeout=call.remaining,
            allow_redirects=False,
            stream=True,
        ) as response:
            if 300 <= response.status_code < 400:
                raise AddressRefused(
                    "the server redirects elsewhere: check the base URL",
                    status=response.status_code,
                )
            body = _read_body(response, max_bytes)
        if call.expired:
            raise TimedOut("no whole answer in time")
        return HttpResponse(
            status=response.status_code,
            headers={name.lower(): text for name, text in response.headers.items()},
            body=body,
        )


def _encode(body: Mapping[str, Any] | None) -> bytes | None:
    """JSON in ASCII: a lone surrogate in a lead's text stays an escape."""
    if body is None:
        return None
    return json.dumps(body, default=dict, separators=(",", ":")).encode("ascii")


def _read_body(response: requests.Response, max_bytes: int) -> bytes:
    """The decompressed body; an encoding we did not ask for is left as it is."""
    decoder = _decoder(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    received = 0
    while chunk := response.raw.read(CHUNK, decode_content=False):
        received += len(chunk)
        body += decoder(chunk, max_bytes + 1 - len(body))
        if len(body) > max_bytes:
            raise BodyTooLarge("the answer is larger than we read")
    length = response.headers.get("Content-Length", "")
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
