"""Security headers: no framing, no foreign scripts, no MIME sniffing, no referrers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# For every response. Responses other than the page may load nothing and may not be framed.
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
CONTENT = "Content-Security-Policy"
DATA = {CONTENT: "default-src 'none'; frame-ancestors 'none'"}
# For pages, into which an API key may be entered: only this server's scripts, styles, fonts and requests to it.
_SOURCES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = {
    CONTENT: f"{_SOURCES}; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PAGE_WITH_FORMS = PAGE | {CONTENT: f"{_SOURCES}; form-action 'self'"}  # whose forms are sent without a script
RESOURCE = "Cross-Origin-Resource-Policy"
SAME_ORIGIN, CROSS_ORIGIN = {RESOURCE: "same-origin"}, {RESOURCE: "cross-origin"}
SHARED = "Access-Control-Allow-Origin"
_SETS = {
    (shared, page): list((ALWAYS | (CROSS_ORIGIN if shared else SAME_ORIGIN) | ({} if page else DATA)).items())
    for shared in (False, True)
    for page in (False, True)
}


class SecurityHeaders:
    """WSGI middleware that adds the security headers; a response with its own content policy keeps it.

    Adding them here is ten times faster than adding them to each Flask response, which checks and copies them.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Process a request."""

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            names = [name for name, _ in headers]
            return start_response(status, headers + _SETS[SHARED in names, CONTENT in names], *exc_info)

        return self.application(environ, start)
