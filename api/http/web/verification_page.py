"""A kept verification as a page to read and to print."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from api.http.security_headers import PAGE

from .findings import FINDINGS


def verification_page(record: dict[str, Any]) -> ResponseReturnValue:
    """The page of a verification as it was kept."""
    response = make_response(render_template("verification.html", record=record, findings=FINDINGS))
    response.headers.extend(PAGE)
    return response
