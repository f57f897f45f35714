"""What answers tell browsers to refuse: frames, scripts from elsewhere, guesses at types, referrers."""

from __future__ import annotations

from typing import Any

# Of every answer. What is no page may load nothing and stand in no frame, whatever its content is taken for.
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
CONTENT = "Content-Security-Policy"
DATA = {CONTENT: "default-src 'none'; frame-ancestors 'none'"}
# Of the page at /docs, which takes an API key: its own script and style, requests to this server, and nothing else.
PAGE = {
    CONTENT: (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
RESOURCE = "Cross-Origin-Resource-Policy"
OWN, ANY = {RESOURCE: "same-origin"}, {RESOURCE: "cross-origin"}


def secure(headers: Any, *, shared: bool) -> None:
    """Put them into an answer's headers; ``shared`` is one that pages of other origins may read."""
    headers.extend(ALWAYS)
    headers.extend(ANY if shared else OWN)
    if CONTENT not in headers:
        headers.extend(DATA)
