"""Which network addresses a request may reach.

Pure rules over addresses that were resolved already; nothing here asks the network.
"""

from __future__ import annotations

import ipaddress

from ..errors import AddressRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Instance metadata of the clouds that do not keep it on a link-local address:
# AWS, Google and Alibaba over private ranges, Oracle, and Azure's public one.
METADATA = frozenset(
    ipaddress.ip_address(text)
    for text in (
        "fd00:ec2::254",
        "fd20:ce::254",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
    )
)
# All that is routed on the Internet lies in here.
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Whose last four bytes are an IPv4 address, which translators forward to: NAT64's own
# and its local ones, SIIT, and the old "compatible" notation.
TRANSLATED = tuple(
    ipaddress.IPv6Network(text)
    for text in ("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "::/96")
)


def check_address(
    text: str, *, scheme: str, allow_private: bool, allow_plain: bool = False
) -> None:
    """Raise AddressRefused unless a request over ``scheme`` may go to this address.

    :param text: a numeric IPv4 or IPv6 address, as the resolver gave it.
    :param allow_plain: what is sent is no secret, so plain http may go anywhere.
    """
    address = _inner(ipaddress.ip_address(text))
    if _is_never_allowed(address):
        raise AddressRefused("a link-local, metadata or multicast address")
    private = is_private(address)
    if private and not allow_private:
        raise AddressRefused("a private address")
    if scheme != "https" and not private and not allow_plain:
        raise AddressRefused("plain http is for private addresses only")


def is_private(address: Address) -> bool:
    """Loopback, private, shared or otherwise not routed on the Internet."""
    if address.version == 6 and address not in GLOBAL_UNICAST:
        return True
    return not address.is_global


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, else the address itself."""
    if address.version == 4:
        return address
    if any(address in network for network in TRANSLATED):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_never_allowed(address: Address) -> bool:
    return (
        address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or (address.version == 4 and address.is_reserved)
        or address in METADATA
    )
