"""Observes every request: its id, its line in the access log, its share in the metrics."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flask import Flask, Request

from api import request_ids
from api.telemetry.logs import Event

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from api.telemetry.metrics import Metrics

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
REQUEST = "saidby.request"
MAX_PATH = 200  # characters of a path that are logged
KEY = re.compile(r"saidby_[\w-]*")
access = logging.getLogger("saidby.access")
_current: list[Metrics] = []  # of the application created last in this process


class ObservedRequest(Request):
    """Flask's request, kept in the environment so that its route is known after Flask has finished with it."""

    def __init__(self, environ: WSGIEnvironment, *arguments: Any, **options: Any) -> None:
        super().__init__(environ, *arguments, **options)
        environ[REQUEST] = self  # a reference cycle, until ``_ObservedResponse`` removes it


class ObservedApplication:
    """WSGI middleware that gives requests an id, logs and counts them, including failures and streams."""

    def __init__(self, app: Flask, metrics: Metrics) -> None:
        """Wraps ``app.wsgi_app``."""
        self.app = app
        self.application: WSGIApplication = app.wsgi_app
        self.metrics = metrics

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Process a request, and add its id to the headers of the response."""
        request_id = request_ids.accepted(environ.get("HTTP_X_REQUEST_ID"))
        observed = _ObservedResponse(self.app, environ, request_id, self.metrics)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            observed.status = int(status[:3])
            return start_response(status, [*headers, (request_ids.HEADER, request_id)], exc_info)

        before = request_ids.enter(request_id)
        try:
            observed.wrap(self.application(environ, start))
        except BaseException:
            observed.close()
            raise
        finally:
            request_ids.leave(before)
        return observed


class _ObservedResponse:
    """One request and its response body; chunks that are produced later have the same request id."""

    def __init__(self, app: Flask, environ: WSGIEnvironment, request_id: str, metrics: Metrics) -> None:
        self.app = app
        self.environ = environ
        self.request_id = request_id
        self.metrics = metrics
        self.status = 500  # until it is known
        self.bytes = 0
        self.started = time.perf_counter()
        self.open = True
        self._body: Iterable[bytes] = ()
        self._chunks: Iterator[bytes] = iter(())
        metrics.in_progress.inc()

    def wrap(self, body: Iterable[bytes]) -> None:
        """Set the body returned by the application."""
        self._body = body
        self._chunks = iter(body)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        before = request_ids.enter(self.request_id)
        try:
            chunk = next(self._chunks)
        except StopIteration:
            self._end()
            raise
        finally:
            request_ids.leave(before)
        self.bytes += len(chunk)
        return chunk

    def close(self) -> None:
        """Close the body; called by the server, also when the client has disconnected."""
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            self._end()

    def _end(self) -> None:
        """Log and count the request, once."""
        if not self.open:
            return
        self.open = False
        seconds = time.perf_counter() - self.started
        method = self.environ["REQUEST_METHOD"]
        method = method if method in METHODS else "other"
        request = self.environ.pop(REQUEST, None)
        rule = request.url_rule if request is not None else None
        route = rule.rule if rule is not None else "unmatched"
        self.metrics.in_progress.dec()
        self.metrics.count_request(method, route, self.status, seconds)
        if access.isEnabledFor(logging.INFO):
            view = self.app.view_functions[rule.endpoint] if rule is not None else None
            known = getattr(view, "parameters", ())
            before = request_ids.enter(self.request_id)
            access.handle(Event(access.name, "request", self._event(method, route, seconds, known)))
            request_ids.leave(before)

    def _event(self, method: str, route: str, seconds: float, known: Container[str]) -> dict[str, Any]:
        query = self.environ.get("QUERY_STRING")
        return {
            "method": method,
            "path": _path(self.environ.get("PATH_INFO", "")),
            "route": route,
            "parameters": parameters(query, known) if query else None,
            "status": self.status,
            "bytes": self.bytes,
            "ms": round(seconds * 1000, 1),
            "remote": self.environ.get("REMOTE_ADDR"),
            "key": self.environ.get("saidby.key"),
        }


def _path(path: str) -> str:
    """The path for the log, from its WSGI form: shortened, and with API keys masked."""
    if not path.isascii():
        path = path.encode("latin1").decode("utf8", "replace")
    return (KEY.sub("***", path) if "saidby_" in path else path)[:MAX_PATH]


def count_refusal(request_id: str, status: int, size: int) -> None:
    """Log and count a request that the server refused before it reached the application."""
    for metrics in _current:
        metrics.count_request("other", "refused", status, 0.0)
    with request_ids.bound(request_id):
        access.handle(Event(access.name, "request", {"route": "refused", "status": status, "bytes": size}))


def parameters(query: str, known: Container[str]) -> list[str] | None:
    """The parameter names in a query, never their values; unknown names are replaced by "other"."""
    names = {part.partition("=")[0] for part in query.split("&") if part}
    return sorted({name if name in known else "other" for name in names}) or None


def register_observation(app: Flask, metrics: Metrics) -> None:
    """Observe every request; call this last, so that it is the outermost middleware."""
    _current[:] = [metrics]
    app.request_class = ObservedRequest
    app.wsgi_app = ObservedApplication(app, metrics)  # type: ignore[method-assign]
