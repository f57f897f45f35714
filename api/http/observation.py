"""Every request seen from outside: its id, its line in the access log, its part in the metrics."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from werkzeug.wsgi import ClosingIterator

from api import request_ids

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from api.serving.metrics import Metrics

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
LONGEST = 200  # characters of a path that are logged
KEY = re.compile(r"saidby_[\w-]*")
access = logging.getLogger("saidby.access")
_counting: list[Metrics] = []  # those of the application that was made last in this process


class Observed:
    """A WSGI application whose requests have ids and are logged and counted, those that fail and streams included."""

    def __init__(self, application: WSGIApplication, metrics: Metrics) -> None:
        self.application = application
        self.metrics = metrics

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request, with its id in the answer's header."""
        request_id = request_ids.accepted(environ.get("HTTP_X_REQUEST_ID"))
        seen = _Seen(environ, request_id, self.metrics)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            seen.status = int(status[:3])
            return start_response(status, [*headers, (request_ids.HEADER, request_id)], exc_info)

        with request_ids.bound(request_id):
            try:
                pieces = self.application(environ, start)
            except BaseException:
                seen.close()
                raise
        return ClosingIterator(seen.counted(pieces), [getattr(pieces, "close", _nothing), seen.close])


class _Seen:
    """What is known of one request."""

    def __init__(self, environ: WSGIEnvironment, request_id: str, metrics: Metrics) -> None:
        self.environ = environ
        self.request_id = request_id
        self.metrics = metrics
        self.status = 500  # until it is known
        self.bytes = 0
        self.started = time.perf_counter()
        self.open = True
        metrics.in_progress.inc()

    def counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces of the answer; a piece that is made later is made for the same request."""
        following = iter(pieces)
        while True:
            with request_ids.bound(self.request_id):
                piece = next(following, None)
            if piece is None:
                self.close()
                return
            self.bytes += len(piece)
            yield piece

    def close(self) -> None:
        """Log and count the request, once."""
        if not self.open:
            return
        self.open = False
        seconds = time.perf_counter() - self.started
        method = self.environ["REQUEST_METHOD"]
        method = method if method in METHODS else "other"
        route = self.environ.get("saidby.route", "unmatched")
        self.metrics.in_progress.dec()
        self.metrics.answered(method, route, self.status, seconds, self.bytes)
        if access.isEnabledFor(logging.INFO):
            with request_ids.bound(self.request_id):
                access.info("request", extra={"event": self._event(method, route, seconds)})

    def _event(self, method: str, route: str, seconds: float) -> dict[str, Any]:
        path = KEY.sub("***", self.environ.get("PATH_INFO", "").encode("latin1").decode("utf8", "replace"))
        return {
            "method": method,
            "path": path[:LONGEST],
            "route": route,
            "parameters": parameters(self.environ.get("QUERY_STRING", ""), self.environ.get("saidby.parameters", ())),
            "status": self.status,
            "bytes": self.bytes,
            "ms": round(seconds * 1000, 1),
            "remote": self.environ.get("REMOTE_ADDR"),
            "key": self.environ.get("saidby.key"),
        }


def note_refusal(request_id: str, status: int, size: int) -> None:
    """Log and count the answer to a request that the server refused, so that the application never saw it."""
    for metrics in _counting:
        metrics.answered("other", "refused", status, 0.0, size)
    with request_ids.bound(request_id):
        access.info("request", extra={"event": {"route": "refused", "status": status, "bytes": size}})


def parameters(query: str, known: Container[str]) -> list[str] | None:
    """The names in a query, never their values; "other" in place of those that are not ``known``."""
    names = {part.partition("=")[0] for part in query.split("&") if part}
    return sorted({name if name in known else "other" for name in names}) or None


def _nothing() -> None:
    """There is nothing to close."""


def register_observation(app: Flask, metrics: Metrics) -> None:
    """Let every request be seen, the outermost of all; to be called when the rest of the application is in place."""

    def note_route() -> None:
        if request.url_rule is not None:
            request.environ["saidby.route"] = request.url_rule.rule
            view = app.view_functions[request.url_rule.endpoint]
            request.environ["saidby.parameters"] = getattr(view, "parameters", ())

    def note_key(response: Response) -> Response:
        key = g.get("key")
        if key is not None:
            request.environ["saidby.key"] = key.id
        return response

    app.before_request_funcs.setdefault(None, []).insert(0, note_route)
    app.after_request(note_key)
    _counting[:] = [metrics]
    app.wsgi_app = Observed(app.wsgi_app, metrics)  # type: ignore[method-assign]
