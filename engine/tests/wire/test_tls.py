"""Certificates, and the way through a proxy."""

import base64
import socket
import time
import unittest
import unittest.mock

from ...errors import AddressRefused, Unreachable
from ...values import HttpRequest
from ...wire import pools, transport
from ..fake_proxy import FakeProxy
from ..fake_tls import Certificate
from ..fake_vendor import FakeVendor

KEY = "sk-very-secret-key"
NAME = "vendor.example"
PATH = "/v1/chat/completions"


class TlsCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.certificate = Certificate(NAME)
        cls.addClassCleanup(cls.certificate.remove)
        cls.vendor = FakeVendor(tls=cls.certificate.server_context()).start()
        cls.addClassCleanup(cls.vendor.stop)

    def setUp(self):
        self.vendor.reset()

    def trust(self, path):
        patched = unittest.mock.patch.object(pools, "where", lambda: path)
        patched.start()
        self.addCleanup(patched.stop)

    def resolve(self, host, port, **options):
        """A resolver on this machine: every name of .example is here."""
        self.assertTrue(host.endswith(".example"), host)
        return socket.getaddrinfo("127.0.0.1", self.vendor.port, **options)

    def send(self, host=NAME, **options):
        request = HttpRequest(f"https://{host}{PATH}", {"Authorization": KEY}, {})
        with transport.Session(self.resolve) as session:
            return transport.send(
                request,
                deadline=time.monotonic() + 60,
                session=session,
                **{"allow_private": True, **options},
            )

    def error(self, kind, **options):
        with self.assertRaises(kind) as caught:
            self.send(**options)
        self.assertNotIn(KEY, str(caught.exception))
        self.assertEqual(self.vendor.requests, [])
        return caught.exception


class TestCertificates(TlsCase):
    def test_a_trusted_certificate_for_the_name_is_accepted(self):
        self.trust(self.certificate.path)
        self.assertEqual(self.send().status, 200)
        self.assertEqual(self.vendor.requests[0].headers["host"], NAME)

    def test_a_certificate_that_nobody_signed_is_refused(self):
        error = self.error(Unreachable)
        self.assertIn("certificate is not trusted", error.detail)

    def test_a_certificate_for_another_name_is_refused(self):
        self.trust(self.certificate.path)
        error = self.error(Unreachable, host="other.example")
        self.assertIn("certificate is not trusted", error.detail)


class TestProxy(TlsCase):
    def setUp(self):
        super().setUp()
        self.trust(self.certificate.path)

    def through(self, status=200):
        proxy = FakeProxy(self.vendor.port, status)
        proxy.start()
        self.addCleanup(proxy.stop)
        return proxy

    def resolve(self, host, port, **options):
        """Only the proxy's address is asked for here."""
        self.assertEqual(host, "127.0.0.1")
        return socket.getaddrinfo(host, port, **options)

    def test_the_proxy_finds_the_name_and_never_sees_the_key(self):
        proxy = self.through()
        address = f"http://user:pass%20word@{proxy.address}"
        found = self.send(proxy=address, allow_private=False)
        self.assertEqual(found.status, 200)
        [head] = proxy.heads
        self.assertTrue(head.startswith(f"CONNECT {NAME}:443 "), head)
        said = base64.b64encode(b"user:pass word").decode()
        self.assertIn(said, head)
        self.assertNotIn(KEY, head)
        headers = self.vendor.requests[0].headers
        self.assertEqual(headers["authorization"], KEY)
        self.assertNotIn("proxy-authorization", headers)

    def test_the_name_is_verified_behind_a_proxy_too(self):
        proxy = f"http://{self.through().address}"
        error = self.error(Unreachable, host="other.example", proxy=proxy)
        self.assertIn("certificate is not trusted", error.detail)

    def test_a_proxy_that_says_no_or_is_not_there(self):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            nobody = f"127.0.0.1:{closed.getsockname()[1]}"
        for address in (self.through(407).address, nobody):
            with self.subTest(address):
                proxy = f"http://user:{KEY}@{address}"
                error = self.error(Unreachable, proxy=proxy)
                self.assertFalse(error.sent)
        self.assertEqual(error.detail, "the connection was refused")

    def test_a_proxy_of_another_kind_is_told(self):
        for proxy in ("socks5://127.0.0.1:1080", "127.0.0.1:3128"):
            with self.subTest(proxy):
                error = self.error(Unreachable, proxy=proxy)
                self.assertIn("neither http nor https", error.detail)

    def test_no_proxy_leads_to_a_private_address(self):
        proxy = self.through()
        for host in ("127.0.0.1", "10.0.0.1", "[::1]", "169.254.169.254"):
            with self.subTest(host):
                options = {"proxy": f"http://{proxy.address}", "allow_private": False}
                self.error(AddressRefused, host=host, **options)
        self.assertEqual(proxy.heads, [])

    def test_plain_http_stays_in_the_house(self):
        proxy = self.through()
        with FakeVendor() as local:
            request = HttpRequest(f"{local.url}{PATH}", {}, {})
            response = transport.send(
                request,
                deadline=time.monotonic() + 60,
                allow_private=True,
                proxy=f"http://{proxy.address}",
            )
        self.assertEqual(response.status, 200)
        self.assertEqual(proxy.heads, [])
