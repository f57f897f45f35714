"""Fetches pages and files from named hosts: each address checked and pinned, redirects, size and time bounded."""

from __future__ import annotations

import http.client
from collections.abc import Collection
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin, urlsplit

from .. import gzip_data
from .addresses import AddressRefused, Target, resolve
from .posting import PinnedConnection, broken_after

MOST_BYTES = 20_000_000  # before and after decompression
TIME_LIMIT = 30.0  # seconds for each request
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
AGENT = {"User-Agent": "saidby", "Accept-Encoding": "gzip", "Accept": "*/*"}


class FetchFailed(Exception):
    """A URL was not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response with status 200: where it came from after redirects, its media type and its decoded content."""

    url: str
    media_type: str
    content: bytes


def fetch(url: str, hosts: Collection[str]) -> Fetched:
    """Fetch a URL of one of the named hosts, also after redirects.

    ``hosts`` are names ("news.example"), which must have a public address, or "HOST:PORT", which may have a private
    one. Raises ``FetchFailed``.
    """
    for _ in range(MOST_REDIRECTS + 1):
        try:
            location, found = _request(url, _target(url, hosts))
        except (OSError, http.client.HTTPException) as error:
            raise FetchFailed(f"{url}: {error or type(error).__name__}") from None
        if found is not None:
            return found
        url = urljoin(url, location)
    raise FetchFailed(f"more than {MOST_REDIRECTS} redirects")


def _target(url: str, hosts: Collection[str]) -> Target:
    try:
        parts = urlsplit(url)
        host, with_port = parts.hostname or "", f"{parts.hostname}:{parts.port}"
    except ValueError:
        raise FetchFailed(f"{url}: not a URL") from None
    if host not in hosts and with_port not in hosts:
        raise FetchFailed(f"nothing is fetched from {host}: it is not named by --allow-fetch")
    try:
        return resolve(url, [with_port] if with_port in hosts else [])
    except AddressRefused as error:
        raise FetchFailed(str(error)) from None


def _request(url: str, target: Target) -> tuple[str, Fetched | None]:
    """The address that a response redirects to, or the response."""
    connection = PinnedConnection(target, TIME_LIMIT)
    with broken_after(connection, TIME_LIMIT):
        connection.request("GET", target.path, headers=AGENT)
        response = connection.getresponse()
        if response.status in REDIRECTS and response.headers.get("Location"):
            return response.headers["Location"], None
        if response.status != 200:
            raise FetchFailed(f"{url}: the server answered {response.status}")
        content = response.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FetchFailed(f"{url}: longer than {MOST_BYTES:,} bytes")
    return "", Fetched(url, _media_type(response.headers), _decoded(url, content, response.headers))


def _media_type(headers: Message) -> str:
    return (headers.get("Content-Type") or "").partition(";")[0].strip().lower()


def _decoded(url: str, content: bytes, headers: Message) -> bytes:
    if (headers.get("Content-Encoding") or "").lower() not in ("gzip", "x-gzip"):
        return content
    decoded = bytearray()
    try:
        for part in gzip_data.decompressed(gzip_data.slices(content)):
            decoded += part
            if len(decoded) > MOST_BYTES:
                raise FetchFailed(f"{url}: longer than {MOST_BYTES:,} bytes when decoded")
    except gzip_data.InvalidGzip as error:
        raise FetchFailed(f"{url}: {error}") from None
    return bytes(decoded)
