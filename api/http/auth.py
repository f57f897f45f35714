"""Authentication and authorization: API keys, scopes and rate limits."""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass, field

from flask import Flask, current_app, g, request

from api.store import KeyView, Scope

from ..config import Config
from ..engine_pool import Requester
from ..engine_pool.requester import never
from ..operations.services import Services
from .errors import Problem
from .provenance import Hosts, from_this_machine, is_cross_origin_write
from .rate_limits import Limiter

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="saidby"'}
INVALID_KEYS = 20  # invalid keys per minute and address; a quarter of them at once
ALL_INVALID_KEYS = 600  # invalid keys per minute from all addresses together


@dataclass(frozen=True, slots=True)
class AccessControl:
    """Controls access: ``authenticate`` when a request arrives, ``authorize`` once its operation is known."""

    config: Config
    services: Services
    limiter: Limiter
    hosts: Hosts = field(init=False)
    rates: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what every request needs."""
        object.__setattr__(self, "hosts", Hosts(self.config))
        object.__setattr__(self, "rates", self.config.rates())

    def authenticate(self) -> None:
        """Look up the API key of the request, if it has one. Raises a ``Problem`` if the key is invalid."""
        g.key = None
        if getattr(current_app.view_functions.get(request.endpoint or ""), "public", False):
            return
        try:
            secret = _secret()
            if secret is None:
                return
            g.key = self.services.key(secret)
            if g.key is None:
                raise Problem("unauthorized", "The API key is unknown or was revoked.", headers=CHALLENGE)
        except Problem:
            self._count_invalid_key()
            raise
        request.environ["saidby.key"] = g.key.id  # for the log

    def _count_invalid_key(self) -> None:
        """Count an invalid key, and raise 429 after too many. Valid keys are never limited by invalid ones."""
        address = f"invalid key {_network(request.remote_addr)}"
        for name, rate in ((address, INVALID_KEYS), ("invalid keys", ALL_INVALID_KEYS)):
            wait = self.limiter.wait(name, rate)
            if wait > 0:
                raise _too_many(f"Too many invalid API keys; try again in {math.ceil(wait)} s.", wait)

    def authorize(self, scope: Scope, *, costly: bool) -> None:
        """Raise a ``Problem`` (401, 403 or 429) unless the request may use an operation that needs ``scope``."""
        key: KeyView | None = g.get("key")
        self._limit(costly)
        if key is None and is_cross_origin_write():
            raise Problem("forbidden", "A page of another origin needs an API key for this.")
        if key is not None:
            if not key.allows(scope):
                detail = f"The API key {key.id} lacks the scope {scope.value}."
                raise Problem("forbidden", detail)
        elif not (self.config.reading == "open" if scope is Scope.READ else self._writing_open()):
            detail = f"This needs an API key with the scope {scope.value}, in Authorization: Bearer or X-API-Key."
            raise Problem("unauthorized", detail, headers=CHALLENGE)

    def require_operator(self) -> None:
        """Raise a ``Problem`` (401, 403) unless the request is from this machine or has a key with the scope admin."""
        key: KeyView | None = g.get("key")
        if key is not None and not key.allows(Scope.ADMIN):
            raise Problem("forbidden", f"The API key {key.id} lacks the scope {Scope.ADMIN.value}.")
        if key is None and not (from_this_machine() and self.hosts.local()):
            detail = "This needs an API key with the scope admin, except on the machine itself."
            raise Problem("unauthorized", detail, headers=CHALLENGE)

    def _writing_open(self) -> bool:
        """Whether a request without a key may write: directly from this machine, before the first key is created."""
        local = self.config.loopback() and from_this_machine() and self.hosts.local()
        return local and not self.services.has_keys()

    def _limit(self, costly: bool) -> None:
        rate = self.rates[1 if costly else 0]
        if not rate:
            return
        wait = self.limiter.wait(f"{'write' if costly else 'read'} {_caller()}", rate)
        if wait > 0:
            raise _too_many(f"The limit is {rate} such requests per minute; try again in {math.ceil(wait)} s.", wait)


def _too_many(detail: str, wait: float) -> Problem:
    return Problem("too-many-requests", detail, headers={"Retry-After": str(math.ceil(wait))})


def requester() -> Requester:
    """The client on whose behalf the engine works, and how to find out whether it has disconnected."""
    return Requester(_caller(), request.environ.get("saidby.client_gone", never))


def _caller() -> str:
    """The identity for rate limits and engine shares: the API key, or else the network."""
    key: KeyView | None = g.get("key")
    return f"key {key.id}" if key else f"address {_network(request.remote_addr)}"


def _secret() -> str | None:
    """The API key in the headers of the request, or None. Raises a ``Problem`` for malformed headers."""
    key = request.headers.get("X-API-Key")
    authorization = request.headers.get("Authorization")
    if authorization is not None:
        scheme, _, secret = authorization.partition(" ")
        if scheme.lower() != "bearer" or (key is not None and key.strip() != secret.strip()):
            raise Problem("unauthorized", "Send one API key, in Authorization: Bearer or X-API-Key.", headers=CHALLENGE)
        key = secret
    return key.strip() if key is not None else None


def _network(address: str | None) -> str:
    """The address, or the /64 network of an IPv6 address, as one client has all of it."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def register_auth(app: Flask, access: AccessControl) -> None:
    """Authenticate every request."""
    app.extensions["saidby-access-control"] = access
    app.before_request(access.authenticate)


def require_operator() -> None:
    """Call ``AccessControl.require_operator`` for the current application."""
    access: AccessControl = current_app.extensions["saidby-access-control"]
    access.require_operator()


def authorize(scope: Scope, *, costly: bool) -> None:
    """Call ``AccessControl.authorize`` for the current application."""
    access: AccessControl = current_app.extensions["saidby-access-control"]
    access.authorize(scope, costly=costly)
