"""Websites on 127.0.0.1 for tests: each host its own pages, every misbehaviour.

with FakeSites() as sites:
    sites.add("acme.test", {"/": page("<p>We make desks.</p>")})
    Web(sites.local_sites)
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .fake_server import nothing


@dataclass(frozen=True)
class Served:
    """One answer of a site.

    :param latency: seconds before the first byte, ``gap`` before each of the body.
    :param size: the body is repeated until it has so many bytes.
    :param meanwhile: called when the request is there, before any of that.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    latency: float = 0.0
    gap: float = 0.0
    size: int = 0
    meanwhile: Callable[[], object] = nothing


def page(
    text: str, kind: str = "text/html; charset=utf-8", code: str = "utf-8", **more: Any
) -> Served:
    return Served(text.encode(code), headers={"Content-Type": kind}, **more)


def moved(to: str, status: int = 301) -> Served:
    return Served(status=status, headers={"Location": to})


class FakeSites:
    """Serves until it is stopped; ``asked`` has host and path of every request."""

    def __init__(self) -> None:
        self._sites: dict[str, dict[str, Served]] = {}
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.sites = self

    def __enter__(self) -> FakeSites:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def start(self) -> FakeSites:
        serve = self._server.serve_forever
        threading.Thread(target=serve, args=(0.01,), daemon=True).start()
        return self

    def stop(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def add(self, host: str, pages: Mapping[str, Served]) -> None:
        self._sites[host] = dict(pages)

    def reset(self) -> None:
        self._sites.clear()
        self.asked.clear()
        self.agents.clear()

    @property
    def place(self) -> str:
        address, port = self._server.server_address[:2]
        return f"{address}:{port}"

    @property
    def local_sites(self) -> dict[str, str]:
        """As :class:`.pages.Web` takes it: every host that was added."""
        return dict.fromkeys(self._sites, self.place)

    def find(self, host: str, path: str) -> Served:
        self.asked.append((host, path))
        pages = self._sites.get(host.partition(":")[0], {})
        return pages.get(path, Served(b"not here", status=404))

    def paths(self, host: str) -> list[str]:
        """What was asked of a host, without its robots.txt."""
        return [p for h, p in self.asked if h == host and p != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    sites: FakeSites

    def handle_error(self, request: Any, address: Any) -> None:
        """Visitors hang up: no traceback."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        sites = self.server.sites
        served = sites.find(self.headers.get("Host", ""), self.path)
        sites.agents.add(self.headers.get("User-Agent", ""))
        served.meanwhile()
        sites.stopping.wait(served.latency)
        size = max(served.size, len(served.body))
        self.send_response(served.status)
        for name, text in served.headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        try:
            self._send(served, size, sites.stopping)
        except OSError:
            self.close_connection = True  # they had enough

    def _send(self, served: Served, size: int, stopping: threading.Event) -> None:
        left = size
        while left > 0 and not stopping.is_set():
            piece = served.body[:left]
            if served.gap:
                for position in range(len(piece)):
                    if stopping.wait(served.gap):
                        return
                    self.wfile.write(piece[position : position + 1])
            else:
                self.wfile.write(piece)
            left -= len(piece)
