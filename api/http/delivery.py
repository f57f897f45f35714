"""How answers travel: validators and 304, what caches may do, compression, and reading from other origins."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import cast

from flask import Flask, Response, request

from ..config import Config
from .errors import Problem

SMALLEST = 1024  # bytes that are worth compressing
LEVEL = 4  # of compression: more takes much longer and saves little
VARY = ("Accept", "Accept-Encoding")
EXPOSED = "ETag, Link, Location, Retry-After, Deprecation, Sunset, Saidby-Since, X-Request-Id"
WANTED = "Accept, Authorization, If-None-Match, X-API-Key, X-Request-Id"
GZIP = "-gzip"


def register_delivery(app: Flask, config: Config) -> None:
    """Let every answer go through here."""
    origins, private = config.origins(), config.reading == "closed"
    vary = [*VARY, *(("Authorization", "X-API-Key") if private else ())]
    vary += ["Origin"] if origins and "*" not in origins else []
    varies = ", ".join(vary)

    def deliver(response: Response) -> Response:
        if origins:
            _allow_origin(response, origins)
        response.headers["Vary"] = varies
        if request.method == "OPTIONS" and not response.content_length:
            response.headers.pop("Content-Type", None)  # Flask's own has no content, and calls it HTML
        return _validated(response, private)

    app.after_request(deliver)


def etag(body: bytes) -> str:
    """The validator of a representation, without quotation marks."""
    return hashlib.sha1(body, usedforsecurity=False).hexdigest()  # the fastest there is on most processors


def require_match(current: bytes | None, *, required: bool = True, anything: bool = False) -> None:
    """Compare If-Match with the resource as it is now, if there is one. Raises a problem: 412, or 428 without one.

    ``anything`` lets ``*`` match nothing as well: what is not there now is to be put back.
    """
    given = request.headers.get("If-Match")
    if given is None:
        if required:
            raise Problem("precondition-required", "Send If-Match with the ETag of what you have read.")
        return
    if given.strip() == "*" and (anything or current is not None):
        return
    tags = {tag.strip().strip('"').removesuffix(GZIP) for tag in given.split(",") if not tag.strip().startswith("W/")}
    if current is None or etag(current) not in tags:
        raise Problem("precondition-failed", "It has changed since you read it; read it again.")


def _validated(response: Response, private: bool) -> Response:
    """With an ETag where there is something to validate, as 304 where the client has it, compressed if it may be."""
    named = (
        request.method in ("GET", "HEAD") or "Location" in response.headers or "Content-Location" in response.headers
    )
    if response.status_code not in (200, 201) or not named:
        return response
    response.headers.setdefault("Cache-Control", "private, no-cache" if private else "no-cache")
    if response.is_streamed:
        response.headers["X-Accel-Buffering"] = "no"  # to nginx, which else would keep the pieces until it has many
        if takes_gzip():
            response.response = _squeezed(cast(Iterable[bytes], response.response))
            response.headers["Content-Encoding"] = "gzip"
        return response
    body = response.get_data()
    squeezed = len(body) >= SMALLEST and takes_gzip()
    if "ETag" not in response.headers:
        response.set_etag(etag(body) + (GZIP if squeezed else ""))
    if request.method in ("GET", "HEAD") and "If-None-Match" in request.headers:
        response.make_conditional(request)
    if squeezed and response.status_code != 304:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _squeezed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """An answer without end compressed on its way, so that the client can read each piece when it comes."""
    packer = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)
    for piece in pieces:
        yield packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()


def takes_gzip() -> bool:
    """Whether the client wants the answer compressed."""
    return "Accept-Encoding" in request.headers and request.accept_encodings["gzip"] > 0


def _allow_origin(response: Response, origins: frozenset[str]) -> None:
    """Let pages of the configured origins read, and nothing else."""
    origin = request.headers.get("Origin")
    if request.method not in ("GET", "HEAD", "OPTIONS") or not origins & {"*", origin}:
        return
    # "*" in every answer, as a cache may give it to a page of any origin
    response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else str(origin)
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = WANTED
        response.headers["Access-Control-Max-Age"] = "600"
