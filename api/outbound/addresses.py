"""Which addresses the service may connect to: public ones, and those that the operator names."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
PORTS = {"http": 80, "https": 443}


class AddressRefused(Exception):
    """The service does not connect to this address; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a URL leads: its host and port, the path with query, and the address to connect to."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def resolve(url: str, allowed: Collection[str] = ()) -> Target:
    """Resolve the host of a URL once, to an address that may be connected to.

    ``allowed`` lists hosts ("HOST" or "HOST:PORT") that may have private addresses. Connecting to ``Target.address``
    rather than to the host rules out that a second look-up gives a different address (DNS rebinding).
    Raises ``AddressRefused`` for a URL that is not HTTP, a host without public address, and a failed look-up.
    """
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise AddressRefused("the port of the address is invalid") from None
    host = parts.hostname
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise AddressRefused("the address is not an http or https URL without user name")
    private = host in allowed or f"{host}:{port}" in allowed
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressRefused(f"the host {host} cannot be resolved") from None
    for *_, address in found:
        if private or is_public(str(address[0])):
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            return Target(parts.scheme, host, port, path, str(address[0]))
    raise AddressRefused(f"the host {host} has no public address")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, also if it is an IPv4 address within an IPv6 address."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            parsed = parsed.ipv4_mapped
        elif parsed.sixtofour is not None:
            parsed = parsed.sixtofour
        elif parsed in NAT64:
            parsed = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
    return parsed.is_global and not parsed.is_multicast
