"""The web pages: how one is registered, allowed, rendered and how it fails. They show what the API's operations return.

A page takes the query parameters of the operation behind it, calls that operation, and renders the same records.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from api.http.auth import authorize
from api.http.errors import Problem
from api.http.security_headers import PAGE_WITH_FORMS
from api.store import Scope

from .failures import words_of

View = Callable[..., ResponseReturnValue]

blueprint = Blueprint("web", __name__, template_folder="templates")
assets = Blueprint("assets", __name__, static_folder="static", static_url_path="/static")


def page(view: View) -> View:
    """Let a view show a page only to who may read, at an address without empty parameters.

    An address with empty ones, as a form without a script sends it, is redirected.
    """

    @wraps(view)
    def shown(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        authorize(Scope.READ, costly=False)
        clean = _without_empty_parameters()
        return redirect(clean) if clean is not None else view(*args, **kwargs)

    return shown


def render(template: str, status: int = 200, **values: Any) -> Response:
    """A page as a response with its content policy."""
    return as_page(make_response(render_template(template, **values), status))


def as_page(response: Response) -> Response:
    """The response with the headers of a page that has forms."""
    response.headers.extend(PAGE_WITH_FORMS)
    return response


def _without_empty_parameters() -> str | None:
    """The address of the request without its empty parameters; None if it has none."""
    query = request.query_string.decode("latin1")
    given = parse_qsl(query, keep_blank_values=True, encoding="utf8", errors="surrogateescape")
    filled = [(name, value) for name, value in given if value.strip()]
    if len(filled) == len(given):
        return None
    kept = urlencode(filled, encoding="utf8", errors="surrogateescape")
    return f"{request.path}?{kept}" if kept else request.path


def problem_page(problem: Problem) -> Response:
    """An error as a page, with the status and headers that the API would send."""
    content = problem.content()
    words = words_of(problem.name, content["title"])
    response = render("error.html", content["status"], problem=content, kind=problem.name, words=words)
    response.headers.extend(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.app_context_processor
def _shell() -> dict[str, Any]:
    """What every page's header needs."""
    return {"pages": NAVIGATION, "key": g.get("key")}


# The links of the header: the endpoint and the label.
NAVIGATION = [
    ("web.search", "Search"),
    ("web.verify", "Verify"),
    ("web.check_form", "Check a draft"),
    ("web.audit", "Source audit"),
    ("web.try_form", "Try it"),
    ("web.status", "Status"),
    ("docs.docs", "API"),
]
