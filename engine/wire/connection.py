"""What one request may touch, and until when; below :mod:`.pools`.

A name is resolved once; every address it has is checked; the connection goes to an
address that was checked, so a second look-up cannot lead elsewhere. Certificates are
still verified by the name. A watchdog shuts the socket at the deadline, because a
socket timeout only limits the gap between two bytes.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from urllib3.connectionpool import CertificateError
from urllib3.exceptions import ProxyError, SSLError

from ..errors import TimedOut, TransportError, Unreachable
from .address import check_address
from .watchdog import WATCHDOG

CONNECT_TIMEOUT = 10.0

Resolver = Callable[..., list[tuple[Any, ...]]]


class Call:
    """One request in flight: what it may touch, until when, and how far it came."""

    def __init__(
        self,
        seconds: float,
        scheme: str,
        allow_private: bool,
        allow_plain: bool = False,
    ):
        self.ends = time.monotonic() + seconds
        self.scheme = scheme
        self.allow_private = allow_private
        self.allow_plain = allow_plain
        self.sent = False
        self.expired = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Call:
        self._alarm = WATCHDOG.set(self.ends, self._expire)
        return self

    def __exit__(self, *exc: object) -> None:
        self._alarm.off()
        with self._lock:
            for twin in self._sockets:
                twin.close()
            self._sockets.clear()

    @property
    def remaining(self) -> float:
        return max(self.ends - time.monotonic(), 0.001)

    def watch(self, sock: socket.socket) -> None:
        """Shut this connection at the deadline.

        A duplicate is kept: TLS takes the original over, and http.client may close
        it while the body is still being read.
        """
        with self._lock:
            self._sockets.append(sock.dup())
        if self.expired:
            self._expire()

    def _expire(self) -> None:
        self.expired = True
        with self._lock:
            for twin in self._sockets:
                try:
                    twin.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # the other side was faster

    def check(self, address: str) -> None:
        """Raise AddressRefused unless this call may go to the numeric address."""
        check_address(
            address,
            scheme=self.scheme,
            allow_private=self.allow_private,
            allow_plain=self.allow_plain,
        )

    def open(
        self, resolve: Resolver, host: str, port: int, *, is_proxy: bool
    ) -> socket.socket:
        """A connected socket to ``host``: to a checked address, or to our proxy's."""
        found = _resolve(resolve, host, port, self.remaining)
        if not is_proxy:
            for *_, address in found:
                self.check(address[0])
        problem: Exception | None = None
        for family, kind, proto, _name, address in found:
            try:
                return self._connect(family, kind, proto, address)
            except OSError as error:
                problem = error
        raise Unreachable(_reason(problem))

    def _connect(
        self, family: int, kind: int, proto: int, address: tuple[Any, ...]
    ) -> socket.socket:
        sock = socket.socket(family, kind, proto)
        try:
            sock.settimeout(min(CONNECT_TIMEOUT, self.remaining))
            sock.connect(address)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.watch(sock)
        except BaseException:
            sock.close()
            raise
        return sock

    def explain(self, error: Exception) -> TransportError:
        """Our error for one of urllib3, with nothing of the request."""
        if self.expired and self.sent:
            found: TransportError = TimedOut("no whole answer in time")
        elif self.expired:
            found = Unreachable("no connection in time")
        elif self.sent and _caused_by(error, TimeoutError):
            found = TimedOut("no whole answer in time")
        elif self.sent:
            found = Unreachable("the connection broke before the answer was whole")
        else:
            found = Unreachable(_reason(error))
        found.sent = self.sent
        return found


def _resolve(
    resolve: Resolver, host: str, port: int, seconds: float
) -> list[tuple[Any, ...]]:
    """Addresses of ``host``, in at most so many seconds.

    In a thread of its own, since a look-up cannot be interrupted.
    """
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolve(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as error:
            answers.put(error)

    if is_numeric(host):
        look_up()
    else:
        threading.Thread(target=look_up, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise Unreachable("the name was not resolved in time") from None
    if isinstance(found, Exception) or not found:
        raise Unreachable("the name could not be resolved")
    return found


def is_numeric(host: str) -> bool:
    """An IP address, not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that it wraps, as urllib3 nests them."""
    seen: set[int] = set()
    stack = [error]
    while stack:
        item = stack.pop()
        if not isinstance(item, BaseException) or id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        stack += [getattr(item, "reason", None), item.__cause__, item.__context__]
        stack += list(item.args)


def _caused_by(error: BaseException, kind: type[BaseException]) -> bool:
    return any(isinstance(item, kind) for item in _causes(error))


# Why there was no connection, the most telling first, in words that name no host.
_REASONS: dict[tuple[type[BaseException], ...], str] = {
    (ssl.SSLCertVerificationError, CertificateError): (
        "the server's certificate is not trusted"
    ),
    (ssl.SSLError, SSLError): "no secure connection could be agreed on",
    (TimeoutError,): "no connection in time",
    (ConnectionRefusedError,): "the connection was refused",
    (ProxyError,): "the proxy gave no connection",
}


def _reason(error: BaseException | None) -> str:
    causes = list(_causes(error))
    for kinds, words in _REASONS.items():
        if any(isinstance(item, kinds) for item in causes):
            return words
    return "no connection"
