"""Every request seen from outside: its id, its line in the access log, its part in the metrics."""

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
LONGEST = 200  # characters of a path that are logged
KEY = re.compile(r"saidby_[\w-]*")
access = logging.getLogger("saidby.access")
_counting: list[Metrics] = []  # those of the application that was made last in this process


class Seen(Request):
    """Flask's request, which can be asked for its route when the answer is made and Flask has let go of it."""

    def __init__(self, environ: WSGIEnvironment, *arguments: Any, **options: Any) -> None:
        super().__init__(environ, *arguments, **options)
        environ[REQUEST] = self  # a cycle, until ``_Answering`` takes it out


class Observed:
    """A WSGI application whose requests have ids and are logged and counted, those that fail and streams included."""

    def __init__(self, app: Flask, metrics: Metrics) -> None:
        """Takes the place of ``app.wsgi_app``."""
        self.app = app
        self.application: WSGIApplication = app.wsgi_app
        self.metrics = metrics

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request, with its id in the answer's header."""
        request_id = request_ids.accepted(environ.get("HTTP_X_REQUEST_ID"))
        seen = _Answering(self.app, environ, request_id, self.metrics)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            seen.status = int(status[:3])
            return start_response(status, [*headers, (request_ids.HEADER, request_id)], exc_info)

        before = request_ids.enter(request_id)
        try:
            seen.take(self.application(environ, start))
        except BaseException:
            seen.close()
            raise
        finally:
            request_ids.leave(before)
        return seen


class _Answering:
    """One request, and the pieces of its answer; a piece that is made later is made for the same request."""

    def __init__(self, app: Flask, environ: WSGIEnvironment, request_id: str, metrics: Metrics) -> None:
        self.app = app
        self.environ = environ
        self.request_id = request_id
        self.metrics = metrics
        self.status = 500  # until it is known
        self.bytes = 0
        self.started = time.perf_counter()
        self.open = True
        self._answer: Iterable[bytes] = ()
        self._pieces: Iterator[bytes] = iter(())
        metrics.in_progress.inc()

    def take(self, answer: Iterable[bytes]) -> None:
        """The application's answer."""
        self._answer = answer
        self._pieces = iter(answer)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        before = request_ids.enter(self.request_id)
        try:
            piece = next(self._pieces)
        except StopIteration:
            self._end()
            raise
        finally:
            request_ids.leave(before)
        self.bytes += len(piece)
        return piece

    def close(self) -> None:
        """Close the answer; the server calls it, also when the client has gone."""
        try:
            close = getattr(self._answer, "close", None)
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
    """The path as it is logged, from WSGI's form: never long, and never with a key."""
    if not path.isascii():
        path = path.encode("latin1").decode("utf8", "replace")
    return (KEY.sub("***", path) if "saidby_" in path else path)[:LONGEST]


def note_refusal(request_id: str, status: int, size: int) -> None:
    """Log and count the answer to a request that the server refused, so that the application never saw it."""
    for metrics in _counting:
        metrics.count_request("other", "refused", status, 0.0)
    with request_ids.bound(request_id):
        access.handle(Event(access.name, "request", {"route": "refused", "status": status, "bytes": size}))


def parameters(query: str, known: Container[str]) -> list[str] | None:
    """The names in a query, never their values; "other" in place of those that are not ``known``."""
    names = {part.partition("=")[0] for part in query.split("&") if part}
    return sorted({name if name in known else "other" for name in names}) or None


def register_observation(app: Flask, metrics: Metrics) -> None:
    """Let every request be seen, the outermost of all; to be called when the rest of the application is in place."""
    _counting[:] = [metrics]
    app.request_class = Seen
    app.wsgi_app = Observed(app, metrics)  # type: ignore[method-assign]
