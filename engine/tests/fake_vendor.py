"""A vendor on 127.0.0.1 for tests and benchmarks: every wire, every misbehaviour.

    with FakeVendor() as vendor:
        vendor.answer_with('{"score": 1}')
        vendor.then(fail(429, {"Retry-After": "1"}), hang())
        ...  # ask vendor.url
        vendor.requests[0].body

Queued steps are used up first, one a request; then every request gets the answer.
Standalone: ``python -m engine.tests.fake_vendor --port 8099 --latency 0.2``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .fake_wires import error_body, models_payload, read_texts, success_payload, wire_of

LONGEST_HANG = 30.0


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
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    text: str | None = None
    latency: float = 0.0
    gap: float = 0.0
    mode: str = "answer"
    options: Mapping[str, Any] = field(default_factory=dict)


def answer(text: str, **options: Any) -> Step:
    """A good answer; options of :func:`.fake_wires.success_payload`."""
    return Step(text=text, options=options)


def fail(
    status: int, headers: Mapping[str, str] | None = None, body: Any = None
) -> Step:
    return Step(status=status, headers=headers or {}, body=body)


def hang() -> Step:
    return Step(mode="hang")


def drop() -> Step:
    return Step(mode="drop")


def cut() -> Step:
    return Step(mode="cut")


def slow(seconds: float) -> Step:
    return Step(latency=seconds)


def trickle(gap: float = 0.01) -> Step:
    return Step(gap=gap)


def huge(size: int) -> Step:
    return Step(body=b" " * size)


def html(status: int = 200) -> Step:
    page = "<html><title>502 Bad Gateway</title></html>"
    return Step(status=status, body=page, headers={"Content-Type": "text/html"})


def garbage() -> Step:
    return Step(body='{"choices": [')


def redirect(to: str, status: int = 302) -> Step:
    return Step(status=status, headers={"Location": to}, body="")


def error_inside(code: int, message: str) -> Step:
    """An error in the body of a 200."""
    return Step(body={"error": {"code": code, "message": message}})


def default_answer(record: Record) -> str:
    """Text for a request that nothing was said about; replaced by whom it serves."""
    return "{}"


Answer = Callable[[Record], str]


class FakeVendor:
    """Listens while it is entered; ``url`` is its base, without ``/v1``."""

    def __init__(
        self,
        answer: Answer | None = None,
        *,
        latency: float = 0.0,
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ):
        self.latency = latency
        self.stopping = threading.Event()
        self._answer = answer
        self._always: Step | None = None
        self._steps: deque[Step] = deque()
        self._requests: list[Record] = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.vendor = self
        self._scheme = "http"
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        return self._server.server_port

    @property
    def requests(self) -> list[Record]:
        """All requests so far, the first one first."""
        with self._lock:
            return list(self._requests)

    def answer_with(self, text: str | Answer) -> None:
        """Answer with this text, or what a function makes of the record."""
        self._answer = text if callable(text) else lambda record: text
        self._always = None

    def fail_with(
        self,
        status: int,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        times: int | None = None,
    ) -> None:
        """Fail the next ``times`` requests, or all from now on."""
        step = fail(status, headers, body)
        if times is None:
            self._always = step
        else:
            self.then(*[step] * times)

    def then(self, *steps: Step) -> None:
        """Queue steps, one for each request to come."""
        with self._lock:
            self._steps.extend(steps)

    def reset(self) -> None:
        """Forget requests, steps and failures; the answer stays."""
        with self._lock:
            self._requests.clear()
            self._steps.clear()
            self._always = None

    def forget_requests(self) -> None:
        """As if none had come yet; what is queued or always happens stays."""
        with self._lock:
            self._requests.clear()

    def take(self, record: Record) -> Step:
        """Note the request and say what happens to it."""
        with self._lock:
            self._requests.append(record)
            step = self._steps.popleft() if self._steps else self._always
        return step or Step()

    def text_for(self, record: Record) -> str:
        return (self._answer or default_answer)(record)

    def start(self) -> FakeVendor:
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop listening and break what is still open."""
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.break_connections()
        self._thread.join(5)

    def __enter__(self) -> FakeVendor:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    vendor: FakeVendor

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


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

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


def _body_of(vendor: FakeVendor, record: Record, step: Step) -> tuple[int, bytes]:
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


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds")
    parser.add_argument("--answer", help="module:function, from a record to the text")
    options = parser.parse_args()
    function = None
    if options.answer:
        module, _, name = options.answer.partition(":")
        function = getattr(importlib.import_module(module), name)
    with FakeVendor(function, latency=options.latency, port=options.port) as vendor:
        print(vendor.url, flush=True)  # noqa: T201 - it is a command
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
