"""Which addresses a request reaches, whatever a name resolves to."""

import socket
import time
import unittest
import unittest.mock

from ...errors import AddressRefused, TransportError, Unreachable
from ...values import HttpRequest
from ...wire import connection, transport
from ...wire.address import check_address
from .test_transport import TransportCase


class TestRules(unittest.TestCase):
    """The rules alone: numeric addresses, as a resolver gives them."""

    def verdict(self, address, allow_private, scheme="https"):
        try:
            check_address(address, scheme=scheme, allow_private=allow_private)
        except AddressRefused:
            return "refused"
        return "open"

    def test_addresses_of_the_internet_are_open_to_https_only(self):
        for address in ("1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"):
            for allow_private in (False, True):
                with self.subTest(address, allow_private=allow_private):
                    found = self.verdict(address, allow_private)
                    self.assertEqual(found, "open")
                    found = self.verdict(address, allow_private, "http")
                    self.assertEqual(found, "refused")

    def test_private_addresses_need_permission_in_every_notation(self):
        for address in (
            "127.0.0.1",
            "127.255.255.254",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "100.64.0.1",
            "198.18.0.1",
            "::1",
            "fc00::1",
            "fec0::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "::ffff:0:7f00:1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::7f00:1",
            "2002:7f00:1::",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "5f00::1",
        ):
            with self.subTest(address):
                self.assertEqual(self.verdict(address, False), "refused")
                self.assertEqual(self.verdict(address, True), "open")
                self.assertEqual(self.verdict(address, True, "http"), "open")

    def test_some_are_refused_even_with_permission(self):
        for address in (
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "::a9fe:a9fe",
            "::ffff:0:a9fe:a9fe",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::a9fe:a9fe",
            "2002:a9fe:a9fe::1",
            "fe80::1",
            "fe80::1%lo",
            "fd00:ec2::254",
            "fd20:ce::254",
            "100.100.100.200",
            "192.0.0.192",
            "168.63.129.16",
            "224.0.0.1",
            "ff02::1",
            "0.0.0.0",
            "::",
            "240.0.0.1",
            "255.255.255.255",
        ):
            with self.subTest(address):
                self.assertEqual(self.verdict(address, True), "refused")


class TestNames(TransportCase):
    def answering(self, *answers):
        """A resolver that gives these addresses, look-up by look-up."""
        self.looked_up = []

        def resolve(host, port, **kwargs):
            addresses = answers[min(len(self.looked_up), len(answers) - 1)]
            self.looked_up.append(host)
            return [
                (socket.AF_INET6 if ":" in text else socket.AF_INET,)
                + (socket.SOCK_STREAM, 6, "", (text, port))
                for text in addresses
            ]

        return resolve

    def refused(self, url, *answers, **options):
        with transport.Session(self.answering(*answers)) as session:
            error = self.error(url=url, session=session, **options)
        self.assertIsInstance(error, AddressRefused)
        self.assertFalse(error.sent)

    def connections(self):
        """The addresses that are connected to from here on; all of them refuse."""
        tried = []

        def connect(call, family, kind, proto, address):
            tried.append(address[0])
            raise ConnectionRefusedError

        patched = unittest.mock.patch.object(connection.Call, "_connect", connect)
        patched.start()
        self.addCleanup(patched.stop)
        return tried

    def test_a_name_for_a_private_address_needs_permission(self):
        for name in ("llm.example", "localhost", "localhost.", "x.example."):
            with self.subTest(name):
                self.refused(f"https://{name}/", ["127.0.0.1"], allow_private=False)
                self.assertEqual(self.looked_up, [name])

    def test_a_name_for_metadata_is_refused_even_with_permission(self):
        for address in ("169.254.169.254", "fd00:ec2::254", "::ffff:169.254.169.254"):
            with self.subTest(address):
                self.refused("http://metadata.internal./", [address])

    def test_a_name_is_refused_if_any_of_its_addresses_is(self):
        tried = self.connections()
        mixed = ["1.1.1.1", "127.0.0.1"]
        self.refused("https://mixed.example/", mixed, allow_private=False)
        self.assertFalse(tried)

    def test_a_name_is_resolved_once_and_anew_for_a_new_connection(self):
        tried = self.connections()
        resolve = self.answering(["1.1.1.1"], ["127.0.0.1"])
        with transport.Session(resolve) as session:
            options = {"session": session, "allow_private": False}
            error = self.error(url="https://rebinding.example/", **options)
            self.assertIsInstance(error, Unreachable)
            self.assertEqual(
                (self.looked_up, tried), (["rebinding.example"], ["1.1.1.1"])
            )
            error = self.error(url="https://rebinding.example/", **options)
            self.assertIsInstance(error, AddressRefused)
        self.assertEqual(tried, ["1.1.1.1"])

    def test_numbers_that_a_resolver_understands_are_no_way_around(self):
        for host in (
            "2130706433",
            "0177.0.0.1",
            "0x7f.1",
            "127.1",
        ):
            with self.subTest(host):
                error = self.error(url=f"https://{host}/", allow_private=False)
                self.assertIsInstance(error, AddressRefused)
        error = self.error(url="http://2852039166/latest/meta-data")
        self.assertIsInstance(error, AddressRefused)

    def test_plain_http_is_for_private_addresses_with_permission(self):
        for allow_private in (False, True):
            with self.subTest(allow_private=allow_private):
                url = "http://x.example/"
                self.refused(url, ["1.1.1.1"], allow_private=allow_private)

    def test_another_port_than_https_own_needs_permission(self):
        tried = self.connections()
        for port in (22, 25, 80, 444, 6379, 8443, 65535):
            with self.subTest(port):
                url = f"https://x.example:{port}/"
                self.refused(url, ["1.1.1.1"], allow_private=False)
        self.assertFalse(self.looked_up)
        with transport.Session(self.answering(["1.1.1.1"])) as session:
            for url in ("https://x.example:443/", "https://x.example:8443/"):
                allowed = url.endswith("8443/")
                error = self.error(url=url, session=session, allow_private=allowed)
                self.assertIsInstance(error, Unreachable)
        self.assertEqual(len(tried), 2)

    def test_connection_goes_to_the_address_that_was_checked(self):
        looked_up = []

        def resolve(host, port, **options):
            looked_up.append(host)
            return socket.getaddrinfo("127.0.0.1", port, **options)

        port = self.vendor.url.rpartition(":")[2]
        with transport.Session(resolve) as session:
            self.send(
                url=f"http://llm.internal:{port}/v1/chat/completions", session=session
            )
        self.assertEqual(looked_up, ["llm.internal"])
        self.assertEqual(
            self.vendor.requests[0].headers["host"], f"llm.internal:{port}"
        )

    def test_a_public_request_does_not_reuse_a_private_connection(self):
        with transport.Session() as session:
            self.send(session=session)
            error = self.error(session=session, allow_private=False)
        self.assertIsInstance(error, AddressRefused)

    def test_addresses_that_make_no_sense_are_refused(self):
        for url in (
            "",
            "/chat/completions",
            "ftp://x.example/",
            "file:///etc/passwd",
            "https://",
            "https://user:pass@x.example/",
            "https://[::1/",
            "https://x.example:99999/",
        ):
            with self.subTest(url):
                with self.assertRaises(AddressRefused):
                    transport.send(HttpRequest(url, {}), deadline=time.monotonic() + 60)

    def test_a_name_that_cannot_be_encoded_is_unreachable(self):
        error = self.error(url=f"https://{'a' * 70}.example/")
        self.assertIsInstance(error, TransportError)
