"""The HTTP side of the fake vendor: reads requests, and answers them well or badly."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from .fake_wires import error_body, models_payload, read_texts, success_payload, wire_of

LONGEST_HANG = 30.0


def nothing() -> None:
    """What happens meanwhile, as a rule."""


@dataclass(frozen=True)
class Record:
    """One request as it came; header names in lower case.

    :param time: of the monotonic clock.
    :param wire: the format spoken, as :func:`.fake_wires.wire_of` names it.
    :param raw: the body's bytes.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    time: float
    wire: str
    raw: bytes = b""

    @property
    def system(self) -> str:
        """The instructions, whichever wire carried them."""
        return read_texts(self.wire, self.body)[0]

    @property
    def turns(self) -> list[str]:
        """The text of every turn, the last one last."""
        return read_texts(self.wire, self.body)[1]

    @property
    def text(self) -> str:
        """The last turn: in an enrichment, the lead."""
        return self.turns[-1] if self.turns else ""


@dataclass(frozen=True)
class Step:
    """What happens to one request.

    :param body: an object goes out as JSON, text and bytes as they are; None means
        the wire's usual body for that status.
    :param latency: seconds before the first byte.
    :param gap: seconds before each byte of the body, 0 for all at once.
    :param mode: ``answer``, ``hang`` (say nothing), ``drop`` (close without a byte)
        or ``cut`` (close in the middle of the body).
    :param meanwhile: called when the request is there, before any of that.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    text: str | None = None
    latency: float = 0.0
    gap: float = 0.0
    mode: str = "answer"
    options: Mapping[str, Any] = field(default_factory=dict)
    meanwhile: Callable[[], object] = nothing


class Vendor(Protocol):
    """Who decides what the server answers; ``stopping`` ends every wait."""

    latency: float
    stopping: threading.Event

    def take(self, record: Record) -> Step: ...

    def text_for(self, record: Record) -> str: ...


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    vendor: Vendor

    def __init__(self, *args: Any):
        self._open: set[socket.socket] = set()
        super().__init__(*args)

    def server_bind(self) -> None:
        """Without the look-up of the host's name, which can take seconds."""
        socket.socket.bind(self.socket, self.server_address)
        self.server_name, self.server_port = self.socket.getsockname()[:2]

    def process_request(self, request: socket.socket, address: Any) -> None:
        self._open.add(request)
        super().process_request(request, address)

    def shutdown_request(self, request: socket.socket) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def break_connections(self) -> None:
        for sock in list(self._open):
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def handle_error(self, request: Any, address: Any) -> None:
        """Clients that hang up are what this server is for: no traceback."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        vendor = self.server.vendor
        record = self._record()
        step = vendor.take(record)
        step.meanwhile()
        if step.mode == "hang":
            vendor.stopping.wait(LONGEST_HANG)
        if step.mode in ("hang", "drop"):
            self.close_connection = True
            return
        vendor.stopping.wait(step.latency or vendor.latency)
        self._send(step, *_body_of(vendor, record, step))

    def _record(self) -> Record:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            body = json.loads(raw) if raw else None
        except ValueError:
            body = raw
        return Record(
            method=self.command,
            path=self.path,
            headers={name.lower(): text for name, text in self.headers.items()},
            body=body,
            time=time.monotonic(),
            wire=wire_of(self.path),
            raw=raw,
        )

    def _send(self, step: Step, status: int, body: bytes) -> None:
        head = {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **step.headers,
        }
        self.send_response(status)
        for name, text in head.items():
            self.send_header(name, text)
        if step.mode == "cut":
            body, self.close_connection = body[: len(body) // 2], True
        if step.gap:
            self._trickle(step.gap, body)
            return
        # One write: two would wait for each other's acknowledgement.
        self._headers_buffer.append(b"\r\n" + body)
        self.flush_headers()

    def _trickle(self, gap: float, body: bytes) -> None:
        self.end_headers()
        for position in range(len(body)):
            if self.server.vendor.stopping.wait(gap):
                break
            self.wfile.write(body[position : position + 1])


def _body_of(vendor: Vendor, record: Record, step: Step) -> tuple[int, bytes]:
    """Status and body, as the wire of the request has them."""
    body = step.body
    if body is None and step.status >= 400:
        body = error_body(record.wire, step.status)
    elif body is None and record.method == "GET":
        body = models_payload(record.wire)
    elif body is None and record.wire in ("", "models"):
        return 404, b'{"error": {"message": "no such path"}}'
    elif body is None:
        text = vendor.text_for(record) if step.text is None else step.text
        body = success_payload(record.wire, record.body, text, **step.options)
    if isinstance(body, str):
        body = body.encode()
    return step.status, body if isinstance(body, bytes) else json.dumps(body).encode()
