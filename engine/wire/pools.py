"""urllib3's pools over guarded connections; :mod:`.transport` alone uses them."""

from __future__ import annotations

import socket
import ssl
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

from requests.certs import where
from requests.utils import get_auth_from_url, urldefragauth
from urllib3 import PoolManager, ProxyManager, make_headers
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from ..errors import Unreachable
from .connection import Call, Resolver


class _GuardedConnection:
    """Mixin for urllib3's connections: opens checked addresses, tells its call."""

    def __init__(self, *args: Any, pools: Pools, **kwargs: Any):
        self._pools = pools
        self._twin: socket.socket | None = None
        super().__init__(*args, **kwargs)

    def _new_conn(self) -> socket.socket:
        host = getattr(self, "_dns_host", self.host).strip("[]")
        is_proxy = self._pools.proxy is not None
        call = self._pools.call
        sock = call.open(self._pools.resolve, host, self.port, is_proxy=is_proxy)
        self._twin = sock.dup()
        return sock

    def connect(self) -> None:
        super().connect()
        self._pools.call.sent = True

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None and self._twin is not None:
            self._pools.call.watch(self._twin)
            self._pools.call.sent = True
        super().putrequest(*args, **kwargs)

    def close(self) -> None:
        super().close()
        if self._twin is not None:
            self._twin.close()
            self._twin = None


class _HTTPConnection(_GuardedConnection, HTTPConnectionPool.ConnectionCls):
    pass


class _HTTPSConnection(_GuardedConnection, HTTPSConnectionPool.ConnectionCls):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTPConnection

    def __init__(self, *args: Any, pools: Pools, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.conn_kw["pools"] = pools


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPSConnection

    def __init__(self, *args: Any, pools: Pools, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.conn_kw["pools"] = pools


@lru_cache(maxsize=1)
def _verifying_context(path: str) -> ssl.SSLContext:
    """One for all threads: reading the authorities takes longer than a request."""
    context = create_urllib3_context()
    context.load_verify_locations(path)
    return context


class _Guarded:
    """Mixin for urllib3's pools: guarded connections; ``call`` is the one in flight."""

    def __init__(self, resolve: Resolver, **options: Any):
        super().__init__(
            num_pools=4,
            maxsize=1,
            cert_reqs="CERT_REQUIRED",
            ssl_context=_verifying_context(where()),
            **options,
        )
        self.resolve = resolve
        self.call: Call
        self.pool_classes_by_scheme = {
            "http": partial(_HTTPPool, pools=self),
            "https": partial(_HTTPSPool, pools=self),
        }


class _DirectPools(_Guarded, PoolManager):
    pass


class _ProxiedPools(_Guarded, ProxyManager):
    pass


Pools = _DirectPools | _ProxiedPools


def pools_through(proxy: str, resolve: Resolver) -> Pools:
    """Connections of one thread, all through ``proxy`` where one is given.

    :param proxy: its URL, with user and password where it wants them.
    :raises Unreachable: it speaks nothing that we do, say SOCKS.
    """
    if not proxy:
        return _DirectPools(resolve)
    if urlsplit(proxy).scheme not in ("http", "https"):
        raise Unreachable("a proxy that is neither http nor https")
    user, password = get_auth_from_url(proxy)
    headers = make_headers(proxy_basic_auth=f"{user}:{password}") if user else None
    return _ProxiedPools(resolve, proxy_url=urldefragauth(proxy), proxy_headers=headers)
