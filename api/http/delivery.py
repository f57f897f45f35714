"""Delivery of responses: ETags and 304, caching headers, compression and CORS."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import cast

from flask import Flask, Response, request

from ..config import Config
from .errors import Problem

MIN_SIZE = 1024  # bytes; smaller responses are not compressed
LEVEL = 4  # of compression: higher ones take much longer and save little
VARY = ("Accept", "Accept-Encoding")
EXPOSED = "ETag, Link, Location, Retry-After, Deprecation, Sunset, Saidby-Since, X-Request-Id"
ALLOWED = "Accept, Authorization, If-None-Match, X-API-Key, X-Request-Id"
GZIP = "-gzip"


def register_delivery(app: Flask, config: Config) -> None:
    """Apply these rules to every response."""
    origins, private = config.origins(), config.reading == "closed"
    vary = [*VARY, *(("Authorization", "X-API-Key") if private else ())]
    vary += ["Origin"] if origins and "*" not in origins else []
    varies = ", ".join(vary)

    def deliver(response: Response) -> Response:
        if origins:
            _allow_origin(response, origins)
        response.headers["Vary"] = varies
        if request.method == "OPTIONS" and not response.content_length:
            response.headers.pop("Content-Type", None)  # Flask's automatic response has no content, but the type HTML
        return _finalize(response, private)

    app.after_request(deliver)


def etag(body: bytes) -> str:
    """The ETag of a representation, without quotation marks."""
    return hashlib.sha1(body, usedforsecurity=False).hexdigest()  # the fastest on most CPUs


def require_match(current: bytes | None, *, anything: bool = False) -> None:
    """Check If-Match against the current representation, None if there is none.

    Raises a ``Problem``: 412, or 428 if the header is missing. With ``anything``, ``*`` also matches
    a resource that does not exist, so that a deleted one can be restored.
    """
    if_match = request.headers.get("If-Match")
    if if_match is None:
        raise Problem("precondition-required", "Send If-Match with the ETag of the version that you have read.")
    if if_match.strip() == "*" and (anything or current is not None):
        return
    sent = (tag.strip() for tag in if_match.split(","))
    tags = {tag.strip('"').removesuffix(GZIP) for tag in sent if not tag.startswith("W/")}
    if current is None or etag(current) not in tags:
        raise Problem("precondition-failed", "The resource has changed since you read it; read it again.")


def _finalize(response: Response, private: bool) -> Response:
    """Add an ETag, turn the response into a 304 if the client's copy is current, and compress it if accepted."""
    cacheable = (
        request.method in ("GET", "HEAD") or "Location" in response.headers or "Content-Location" in response.headers
    )
    if response.status_code not in (200, 201) or not cacheable:
        return response
    response.headers.setdefault("Cache-Control", "private, no-cache" if private else "no-cache")
    if response.direct_passthrough:
        _load_file(response)
    if response.is_streamed:
        response.headers["X-Accel-Buffering"] = "no"  # tells nginx not to buffer the stream
        if accepts_gzip():
            response.response = _compress_stream(cast(Iterable[bytes], response.response))
            response.headers["Content-Encoding"] = "gzip"
        return response
    body = response.get_data()
    compress = len(body) >= MIN_SIZE and accepts_gzip() and not (response.mimetype or "").startswith("font/")
    if "ETag" not in response.headers:
        response.set_etag(etag(body) + (GZIP if compress else ""))
    if request.method in ("GET", "HEAD") and "If-None-Match" in request.headers:
        response.make_conditional(request)
    if compress and response.status_code != 304:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _load_file(response: Response) -> None:
    """Read a static file, all of which are small, so that it is tagged and compressed like other content."""
    response.direct_passthrough = False
    response.set_data(response.get_data())
    del response.headers["ETag"]  # of its time of modification, which differs between installations


def _compress_stream(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Compress a stream so that the client can decompress each chunk when it arrives."""
    compressor = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)
    for chunk in chunks:
        yield compressor.compress(chunk) + compressor.flush(zlib.Z_SYNC_FLUSH)
    yield compressor.flush()


def accepts_gzip() -> bool:
    """Whether the client accepts a compressed response."""
    return "Accept-Encoding" in request.headers and request.accept_encodings["gzip"] > 0


def _allow_origin(response: Response, origins: frozenset[str]) -> None:
    """Allow pages of the configured origins to read."""
    origin = request.headers.get("Origin")
    if request.method not in ("GET", "HEAD", "OPTIONS") or not origins & {"*", origin}:
        return
    # "*" in every response, as a cache may serve it to pages of other origins
    response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else str(origin)
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = ALLOWED
        response.headers["Access-Control-Max-Age"] = "600"
