"""Who asks, what they may do, and how often: API keys, scopes and rate limits."""

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
from .provenance import Hosts, from_foreign_page, from_here
from .rate_limits import Limiter

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="saidby"'}
MISTAKES = 20  # wrong keys a minute that an address may send; a quarter of them at once
ALL_MISTAKES = 600  # those of all addresses together


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets requests in: ``enter`` when one arrives, ``require`` when it is known what it is for."""

    config: Config
    services: Services
    limiter: Limiter
    hosts: Hosts = field(init=False)
    rates: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Make once what every request needs."""
        object.__setattr__(self, "hosts", Hosts(self.config))
        object.__setattr__(self, "rates", self.config.rates())

    def enter(self) -> None:
        """Recognise the key that a request brings. Raises a problem for one that is none."""
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
            self._count_mistake()
            raise
        request.environ["saidby.key"] = g.key.id  # for the log

    def _count_mistake(self) -> None:
        """Count a wrong key, and answer 429 to too many of them. A valid key is never kept waiting by wrong ones."""
        for name, rate in ((f"mistake {_network(request.remote_addr)}", MISTAKES), ("mistakes", ALL_MISTAKES)):
            wait = self.limiter.wait(name, rate)
            if wait > 0:
                raise _too_many(f"Too many wrong API keys came from here; try again in {math.ceil(wait)} s.", wait)

    def require(self, scope: Scope, *, costly: bool) -> None:
        """Let a request through that needs a scope, or raise a problem: 401, 403 or 429."""
        key: KeyView | None = g.get("key")
        self._limit(costly)
        if key is None and from_foreign_page():
            raise Problem("forbidden", "A page of another origin needs an API key for this.")
        if key is not None:
            if not key.allows(scope):
                detail = f"The API key {key.id} lacks the scope {scope.value}."
                raise Problem("forbidden", detail)
        elif not (self.config.reading == "open" if scope is Scope.READ else self._writing_open()):
            detail = f"This needs an API key with the scope {scope.value}, in Authorization: Bearer or X-API-Key."
            raise Problem("unauthorized", detail, headers=CHALLENGE)

    def require_operator(self) -> None:
        """Let a request through that comes from this machine, or with an admin's key; raise a problem for others."""
        key: KeyView | None = g.get("key")
        if key is not None and not key.allows(Scope.ADMIN):
            raise Problem("forbidden", f"The API key {key.id} lacks the scope {Scope.ADMIN.value}.")
        if key is None and not (from_here() and self.hosts.local()):
            detail = "This needs an API key with the scope admin, except on the machine itself."
            raise Problem("unauthorized", detail, headers=CHALLENGE)

    def _writing_open(self) -> bool:
        """Without a key only on this machine, under its own names, not through a proxy, until the first key is made."""
        local = self.config.loopback() and from_here() and self.hosts.local()
        return local and not self.services.has_keys()

    def _limit(self, costly: bool) -> None:
        rate = self.rates[1 if costly else 0]
        if not rate:
            return
        wait = self.limiter.wait(f"{'write' if costly else 'read'} {_caller()}", rate)
        if wait > 0:
            raise _too_many(f"At most {rate} such requests a minute are taken; try again in {math.ceil(wait)} s.", wait)


def _too_many(detail: str, wait: float) -> Problem:
    return Problem("too-many-requests", detail, headers={"Retry-After": str(math.ceil(wait))})


def requester() -> Requester:
    """Who wants the engine's answer, and how to know whether they still do."""
    return Requester(_caller(), request.environ.get("saidby.client_gone", never))


def _caller() -> str:
    """The name under which a caller is counted: the key's, or else the network's."""
    key: KeyView | None = g.get("key")
    return f"key {key.id}" if key else f"address {_network(request.remote_addr)}"


def _secret() -> str | None:
    """The key in the headers of the request."""
    given = request.headers.get("X-API-Key")
    authorization = request.headers.get("Authorization")
    if authorization is not None:
        scheme, _, secret = authorization.partition(" ")
        if scheme.lower() != "bearer" or (given is not None and given.strip() != secret.strip()):
            raise Problem("unauthorized", "Send one API key, in Authorization: Bearer or X-API-Key.", headers=CHALLENGE)
        given = secret
    return given.strip() if given is not None else None


def _network(address: str | None) -> str:
    """The address; of one of IPv6 its /64, which is one household's."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def register_auth(app: Flask, gate: Gate) -> None:
    """Let every request pass the gate."""
    app.extensions["saidby-gate"] = gate
    app.before_request(gate.enter)


def require_operator() -> None:
    """See ``Gate.require_operator``, for the application that handles the request."""
    gate: Gate = current_app.extensions["saidby-gate"]
    gate.require_operator()


def require(scope: Scope, *, costly: bool) -> None:
    """See ``Gate.require``, for the application that handles the request."""
    gate: Gate = current_app.extensions["saidby-gate"]
    gate.require(scope, costly=costly)
