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
import ssl
import threading
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from .fake_server import Handler, Record, Server, Step, nothing


def answer(text: str, **options: Any) -> Step:
    """A good answer; options of :func:`.fake_wires.success_payload`."""
    return Step(text=text, options=options)


def fail(
    status: int, headers: Mapping[str, str] | None = None, body: Any = None
) -> Step:
    return Step(status=status, headers=headers or {}, body=body)


def hang(meanwhile: Callable[[], object] = nothing) -> Step:
    return Step(mode="hang", meanwhile=meanwhile)


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
        self._server = Server(("127.0.0.1", port), Handler)
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
