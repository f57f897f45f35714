"""Only public addresses are connected to, unless the operator names the host."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from api.outbound.addresses import AddressRefused, Target, is_public, resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_a_public_address(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/hook", "no public address"),
        ("http://localhost:9/", "no public address"),
        ("http://2130706433/", "no public address"),
        ("http://[::1]/", "no public address"),
        ("ftp://news.example/", "not an http or https URL"),
        ("http://user@127.0.0.1/", "not an http or https URL"),
        ("http://127.0.0.1:99999/", "port"),
        ("http://no.such.host.invalid/", "cannot be resolved"),
        ("http:///path", "not an http or https URL"),
    ],
)
def test_a_refused_url(url: str, reason: str) -> None:
    with pytest.raises(AddressRefused, match=reason):
        resolve(url)


def test_a_private_host_that_the_operator_names() -> None:
    expected = Target("http", "127.0.0.1", 8080, "/hook?a=1", "127.0.0.1")
    assert resolve("http://127.0.0.1:8080/hook?a=1", {"127.0.0.1:8080"}) == expected
    assert resolve("http://127.0.0.1:8080/hook?a=1", {"127.0.0.1"}) == expected
    with pytest.raises(AddressRefused):
        resolve("http://127.0.0.1:8081/", {"127.0.0.1:8080"})


def test_a_name_is_resolved_once_and_to_a_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **options: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, 1, 6, "", (address, port)) for address in ("10.0.0.1", "93.184.216.34")]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert resolve("https://desk.example/hook").address == "93.184.216.34"
    assert asked == ["desk.example"]
