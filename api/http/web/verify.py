"""GET /verify: whether a quotation was said, by whom, and in which words."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from api.http.auth import authorize
from api.http.blueprints import services
from api.http.errors import PROBLEM_TYPES, Problem
from api.http.representations.verifications import verification_record
from api.http.requests import load_query
from api.http.resources.verifications.schemas import NewVerificationSchema
from api.store import Scope
from api.verification.question import Question

from .findings import FINDINGS, TONES, TURNS
from .pages import blueprint, page, render

_QUERY = NewVerificationSchema(exclude=["keep"])
# Sends the words that are selected on a page; as many as an address has room for.
_BOOKMARKLET = "javascript:void(location='{}?quote='+encodeURIComponent(String(getSelection()).trim().slice(0,1500)))"


@blueprint.get("/verify")
@page
def verify() -> ResponseReturnValue:
    """The form, filled in from the address, and the finding if the address has a quotation."""
    if "quote" not in request.args:
        return _page()
    authorize(Scope.READ, costly=True)
    try:
        question = Question(**load_query(_QUERY))
    except Problem as problem:
        return _page(PROBLEM_TYPES[problem.name].status, errors=problem.errors)
    return _page(record=verification_record(services().verify(question)))


def _page(status: int = 200, **values: Any) -> Response:
    names = {"findings": FINDINGS, "tones": TONES, "turns": TURNS}
    address = _BOOKMARKLET.format(f"{request.url_root}verify")
    return render("verify.html", status, bookmarklet=address, **names, **values)
