"""Where a request comes from: the host it names, proxies that forwarded it, pages of other origins that sent it.

A website can make its own name resolve to 127.0.0.1 (DNS rebinding): the browser then takes this service for that
site's origin. So a service that only this machine can reach serves only names of this machine.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request

from api.config import Config
from api.http.errors import Problem

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._~-]{1,253})(?::[0-9]{0,5})?")
# Headers that proxies, load balancers and content delivery networks add to forwarded requests.
_FORWARDED = re.compile(
    r"HTTP_(?:VIA|FORWARDED|CDN_LOOP|CLIENT_IP|TRUE_CLIENT_IP|X_REAL_IP|X_CLIENT_IP|X_CLUSTER_CLIENT_IP|X_PROXYUSER_IP"
    r"|X_REMOTE_(?:IP|ADDR)|X_CLOUD_TRACE_CONTEXT|PROXY_CONNECTION|SURROGATE_CAPABILITY|X_VARNISH"
    r"|(?:X_FORWARDED|X_ORIGINAL|X_ENVOY|X_AMZN|X_AMZ|X_AZURE|X_ARR|X_VERCEL|CF|FASTLY|FLY|AKAMAI)(?:_\w+)?)"
)
ORIGINAL = "werkzeug.proxy_fix.orig"  # the values before ProxyFix changed them
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Hosts:
    """The host names that the service serves."""

    def __init__(self, config: Config) -> None:
        """Any name, unless only this machine can reach the service or ``SAIDBY_HOSTS`` is set."""
        self._own = config.address()[0].lower()
        self._configured = config.host_names()
        self._checked = bool(self._configured) or (config.loopback() and not config.proxies)
        self._accepted: set[str] = set()  # cached valid values of Host: most clients send the same few

    def check(self) -> None:
        """Raise a ``Problem`` for a request without a valid host (400), or with one that is not served (421)."""
        environ = request.environ
        plain = ORIGINAL not in environ and environ.get("RAW_URI", "/")[:1] == "/"
        if not plain or environ.get("HTTP_HOST") not in self._accepted:
            self._check(environ)
            if plain and "HTTP_HOST" in environ and len(self._accepted) < 256:
                self._accepted.add(environ["HTTP_HOST"])

    def _check(self, environ: Mapping[str, Any]) -> None:
        if environ["wsgi.url_scheme"] not in ("http", "https"):  # from X-Forwarded-Proto
            raise Problem("malformed-request", "X-Forwarded-Proto must be http or https.")
        named = list(_named(environ))
        if not named and environ.get("SERVER_PROTOCOL") != "HTTP/1.0":
            raise Problem("malformed-request", "The request has no Host header.")
        for name in map(_name, named):
            if name is None:
                raise Problem("malformed-request", "Host must be a single name or address, with or without a port.")
            if self._checked and name not in self._configured and not self._is_own(name):
                detail = "This service does not serve that Host; SAIDBY_HOSTS lists the names that it serves."
                raise Problem("misdirected-request", detail)

    def local(self) -> bool:
        """Whether the request names this machine by a local name, which no one else can assign."""
        names = [_name(host) for host in _named(request.environ)]
        return bool(names) and all(name is not None and self._is_own(name) for name in names)

    def _is_own(self, name: str) -> bool:
        return name in ("localhost", self._own) or _is_loopback(name)


def _named(environ: Mapping[str, Any]) -> Iterable[str]:
    """Every host in the request: in its header, in the original header before a proxy, in its target."""
    original = environ.get(ORIGINAL, {}).get("HTTP_HOST")
    yield from (host for host in (environ.get("HTTP_HOST"), original) if host is not None)
    target = environ.get("RAW_URI", "")
    if "://" in target and not target.startswith("/"):
        scheme, _, rest = target.partition("://")
        yield re.split("[/?#]", rest, maxsplit=1)[0] if scheme.lower() in ("http", "https") else ""


def _name(host: str) -> str | None:
    """The name or address in a ``Host`` without its port; None if it is invalid."""
    found = _HOST.fullmatch(host.strip(" \t"))
    return found[1].strip("[]").rstrip(".").lower() if found else None


def _is_loopback(name: str | None) -> bool:
    try:
        address = ipaddress.ip_address(name or "")
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def from_this_machine() -> bool:
    """Whether the request was sent from this machine, and shows no sign of a proxy.

    HTTP/1.0 is such a sign: it is nginx's default towards servers, and hardly used otherwise.
    """
    environ = request.environ
    if not _is_loopback(request.remote_addr) or environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        return False
    return not any(_FORWARDED.fullmatch(name) for name in environ)


def is_cross_origin_write() -> bool:
    """Whether a page of another origin tries to write, by ``Sec-Fetch-Site`` and ``Origin``."""
    if request.method not in _WRITING:
        return False
    site = request.headers.get("Sec-Fetch-Site", "").strip().lower()
    if site not in ("", "none", "same-origin"):
        return True
    origin = request.headers.get("Origin")
    if site == "same-origin" and origin == "null":  # of a form on a page that sends no referrer
        return False
    return origin is not None and _authority(origin) != _authority(f"//{request.host}")


def _authority(address: str) -> tuple[str | None, int | None]:
    """Host and port; not the scheme, which a service behind a proxy may not know."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None, -1
    return parts.hostname, None if port in (80, 443) else port


def register_provenance(app: Flask, hosts: Hosts) -> None:
    """Check the host of every request."""
    app.before_request(hosts.check)
