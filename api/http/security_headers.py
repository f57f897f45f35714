"""What answers tell browsers to refuse: frames, scripts from elsewhere, guesses at types, referrers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

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
SHARED = "Access-Control-Allow-Origin"
_SETS = {
    (shared, page): list((ALWAYS | (ANY if shared else OWN) | ({} if page else DATA)).items())
    for shared in (False, True)
    for page in (False, True)
}


class Secured:
    """A WSGI application whose answers have these headers; one with a policy of its own keeps it.

    They are put in here, and not into each response, because checking and copying them there takes ten times as long.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request."""

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            names = [name for name, _ in headers]
            return start_response(status, headers + _SETS[SHARED in names, CONTENT in names], *exc_info)

        return self.application(environ, start)
