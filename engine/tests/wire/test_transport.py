"""The real transport against a real server that misbehaves."""

import gzip
import socket
import tempfile
import threading
import time
import unittest
import unittest.mock
import zlib
from dataclasses import replace

import requests

from ...errors import (
    AddressRefused,
    BodyTooLarge,
    DeadlineExceeded,
    KeyRefused,
    LLMError,
    TimedOut,
    TransportError,
    Unreachable,
)
from ...values import HttpRequest
from ...wire import transport
from .. import fake_vendor
from ..deadlines import hold_deadlines
from ..fake_server import Step
from ..fake_vendor import FakeVendor

KEY = "sk-very-secret-key"
# Seconds that no test waits for.
LONG = 30.0


class TransportCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.vendor = FakeVendor().start()
        cls.addClassCleanup(cls.vendor.stop)

    def setUp(self):
        self.vendor.reset()

    def send(self, *steps, url=None, seconds=LONG, body=None, headers=None, **options):
        self.vendor.then(*steps)
        request = HttpRequest(
            url or f"{self.vendor.url}/v1/chat/completions?secret={KEY}",
            {"Authorization": f"Bearer {KEY}"} if headers is None else headers,
            {"model": "m"} if body is None else body,
        )
        deadline = time.monotonic() + seconds
        options = {"allow_private": True, **options}
        return transport.send(request, deadline=deadline, **options)

    def error(self, *steps, **options):
        with self.assertRaises(LLMError) as caught:
            self.send(*steps, **options)
        for text in (str(caught.exception), repr(caught.exception)):
            self.assertNotIn(KEY, text)
            self.assertNotIn("127.0.0.1", text)
        return caught.exception


class TestAnswers(TransportCase):
    def test_body_goes_out_as_json_and_the_answer_comes_back_whole(self):
        step = Step(body={"x": 1}, headers={"X-Request-Id": "r1"})
        response = self.send(step, body={"text": "a\ud800b"})
        self.assertEqual(response.status, 200)
        self.assertEqual(response.body, b'{"x": 1}')
        self.assertEqual(response.headers["x-request-id"], "r1")
        record = self.vendor.requests[0]
        self.assertEqual(record.body, {"text": "a\ud800b"})
        self.assertEqual(record.headers["authorization"], f"Bearer {KEY}")

    def test_no_body_is_a_get(self):
        request = HttpRequest(f"{self.vendor.url}/v1/models", {})
        deadline = time.monotonic() + 60
        transport.send(request, deadline=deadline, allow_private=True)
        self.assertEqual(self.vendor.requests[0].method, "GET")

    def test_an_error_status_is_an_answer_too(self):
        self.assertEqual(self.send(fake_vendor.fail(503)).status, 503)

    def test_compressed_answers_are_unpacked(self):
        packed = {"gzip": gzip.compress(b"{}"), "deflate": zlib.compress(b"{}")}
        for encoding, body in packed.items():
            with self.subTest(encoding):
                step = Step(body=body, headers={"Content-Encoding": encoding})
                self.assertEqual(self.send(step).body, b"{}")

    def test_a_session_keeps_its_connection_and_its_deadline(self):
        connects = []

        def resolve(host, port, **options):
            connects.append(host)
            return socket.getaddrinfo(host, port, **options)

        with transport.Session(resolve) as session:
            for _ in range(3):
                self.send(session=session)
            self.assertEqual(connects, ["127.0.0.1"])
            with self.assertRaises(TimedOut):
                late = fake_vendor.hang(hold_deadlines(self).come)
                self.send(late, session=session)
            self.assertEqual(self.send(session=session).status, 200)

    def test_cookies_are_not_kept(self):
        cookie = Step(headers={"Set-Cookie": "a=b; Path=/"}, body={})
        with transport.Session() as session:
            self.send(cookie, session=session)
            self.send(session=session)
        self.assertNotIn("cookie", self.vendor.requests[1].headers)


class TestTime(TransportCase):
    def test_call_ends_by_its_deadline_whatever_the_server_does(self):
        come = hold_deadlines(self).come
        slow_headers = Step(headers={"X-Slow": "1"}, latency=LONG)
        endless = Step(body=b"x" * 10_000, gap=0.02)
        chunked = Step(
            body=b"5\r\nhello\r\n",
            headers={"Transfer-Encoding": "chunked", "Content-Length": ""},
        )
        closing = Step(body=b"x" * 10_000, gap=0.02, headers={"Connection": "close"})
        steps = (fake_vendor.hang(), slow_headers, endless, chunked, closing)
        for number, step in enumerate(steps):
            with self.subTest(number):
                # Without a deadline each of these ends otherwise, or far later.
                error = self.error(replace(step, meanwhile=come))
                self.assertIsInstance(error, TimedOut)
                self.assertTrue(error.sent)

    def test_its_deadline_comes_by_itself(self):
        error = self.error(fake_vendor.hang(), seconds=0.05)
        # On a busy machine it may come before anything is sent.
        was_sent = getattr(error, "sent", False)
        kinds = TimedOut if was_sent else (Unreachable, DeadlineExceeded)
        self.assertIsInstance(error, kinds)

    def test_headers_that_trickle_are_cut_off(self):
        come = hold_deadlines(self).come
        head = b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 1000
        url = self.serve_bytes(head, gap=0.02, meanwhile=come)
        error = self.error(url=url)
        self.assertIsInstance(error, TimedOut)

    def test_a_name_that_is_never_resolved_is_given_up(self):
        release = threading.Event()
        self.addCleanup(release.set)

        def resolve(host, port, **options):
            release.wait(LONG)
            return []

        with transport.Session(resolve) as session:
            error = self.error(url="https://x.example/", seconds=0.05, session=session)
        self.assertIsInstance(error, (Unreachable, DeadlineExceeded))
        self.assertFalse(getattr(error, "sent", False))

    def test_without_time_nothing_is_sent(self):
        self.assertIsInstance(self.error(seconds=0), DeadlineExceeded)
        self.assertEqual(self.vendor.requests, [])

    def serve_bytes(self, data, gap, meanwhile):
        """A server that speaks below HTTP: these bytes, one at a time."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def serve():
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                meanwhile()
                try:
                    for position in range(len(data)):
                        connection.sendall(data[position : position + 1])
                        time.sleep(gap)
                except OSError:
                    pass

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"


class TestFailures(TransportCase):
    def test_refused_connection_was_never_sent(self):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        error = self.error(url=f"http://127.0.0.1:{port}/")
        self.assertIsInstance(error, Unreachable)
        self.assertFalse(error.sent)

    def test_connection_broken_after_sending_may_have_been_paid(self):
        for step in (fake_vendor.drop(), fake_vendor.cut()):
            with self.subTest(step.mode):
                error = self.error(step)
                self.assertIsInstance(error, Unreachable)
                self.assertTrue(error.sent)

    def test_too_large_an_answer_is_not_read(self):
        error = self.error(fake_vendor.huge(100_000), max_bytes=1000)
        self.assertIsInstance(error, BodyTooLarge)

    def test_size_is_counted_unpacked(self):
        bomb = gzip.compress(b"0" * 3_000_000)
        step = Step(body=bomb, headers={"Content-Encoding": "gzip"})
        self.assertIsInstance(self.error(step, max_bytes=1_000_000), BodyTooLarge)

    def test_bytes_that_are_not_the_encoding_they_claim(self):
        step = Step(body=b"plain", headers={"Content-Encoding": "gzip"})
        self.assertIsInstance(self.error(step), TransportError)

    def test_redirects_are_not_followed(self):
        places = (
            "",
            "/v1",
            "//localhost/",
            "https://1.1.1.1/",
            "http://169.254.169.254/",
        )
        cases = [(status, self.vendor.url) for status in (301, 302, 303, 307, 308)]
        for status, place in cases + [(307, place) for place in places]:
            with self.subTest(status=status, place=place):
                self.vendor.reset()
                error = self.error(fake_vendor.redirect(place, status))
                self.assertIsInstance(error, AddressRefused)
                self.assertEqual(error.status, status)
                self.assertEqual(len(self.vendor.requests), 1)

    def test_a_server_that_is_not_http(self):
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def serve():
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n")

        threading.Thread(target=serve, daemon=True).start()
        error = self.error(url=f"http://127.0.0.1:{listener.getsockname()[1]}/")
        self.assertIsInstance(error, Unreachable)

    def test_tls_is_verified_and_a_plain_server_is_no_tls_server(self):
        error = self.error(url=self.vendor.url.replace("http:", "https:"))
        self.assertIsInstance(error, Unreachable)
        self.assertIn("secure connection", error.detail)
        self.assertFalse(error.sent)


class TestKeys(TransportCase):
    def test_white_space_around_a_key_is_trimmed(self):
        self.send(headers={"x-api-key": f"  {KEY}\r\n"})
        self.assertEqual(self.vendor.requests[0].headers["x-api-key"], KEY)

    def test_a_key_that_no_header_can_carry_is_refused_unsent(self):
        for key in (
            f"{KEY}\r\nX-Evil: 1",
            f"{KEY}\x00",
            f"{KEY}\u20ac",
            "\ud800" + KEY,
        ):
            with self.subTest(key=repr(key)):
                error = self.error(headers={"x-api-key": key})
                self.assertIsInstance(error, KeyRefused)
        self.assertEqual(self.vendor.requests, [])

    def test_netrc_does_not_replace_the_key_or_add_one(self):
        netrc = self.write_netrc("machine 127.0.0.1 login thief password secret")
        with unittest.mock.patch.dict("os.environ", {"NETRC": netrc}):
            # Without our session's rule it would: the file is one that counts.
            self.assertTrue(requests.utils.get_netrc_auth(self.vendor.url))
            self.send()
            self.send(headers={"x-api-key": KEY})
        first, second = self.vendor.requests
        self.assertEqual(first.headers["authorization"], f"Bearer {KEY}")
        self.assertNotIn("authorization", second.headers)

    def write_netrc(self, text):
        file = tempfile.NamedTemporaryFile("w", prefix="netrc")
        self.addCleanup(file.close)
        file.write(text)
        file.flush()
        return file.name

    def test_proxies_of_the_environment_are_not_used(self):
        names = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY")
        proxies = dict.fromkeys(names, "http://127.0.0.1:1")
        with unittest.mock.patch.dict("os.environ", {**proxies, "no_proxy": ""}):
            self.assertTrue(requests.utils.get_environ_proxies(self.vendor.url))
            self.assertEqual(self.send().status, 200)
            error = self.error(url=self.vendor.url.replace("http:", "https:"))
        self.assertIn("secure connection", error.detail)
        self.assertEqual(len(self.vendor.requests), 1)

    def test_the_environment_names_no_other_certificates(self):
        names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
        with unittest.mock.patch.dict("os.environ", dict.fromkeys(names, "/none")):
            error = self.error(url=self.vendor.url.replace("http:", "https:"))
        self.assertIn("secure connection", error.detail)
