"""The blueprints of the web pages, with all their views, and errors as pages for clients that prefer HTML."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from api.http.errors import Problem

from . import (
    article,
    audit,
    check,
    evidence,
    features,
    formatting,
    quotation,
    search,
    speaker,
    status,
    take_along,
    try_it,
    utterance,
    verify,
)
from .failures import prefers_page
from .pages import assets, blueprint, problem_page

BLUEPRINTS = (blueprint, assets)
# Imported for the views and filters that they add to the blueprint.
VIEWS = (
    search, article, evidence, quotation, utterance, speaker, verify, check, audit, try_it, status, take_along,
    features, formatting,
)  # fmt: skip


def problem_response(problem: Problem) -> Response:
    """An error as a page, or as a problem in JSON, whichever the client of the request prefers; JSON if neither."""
    return problem_page(problem) if prefers_page(request.headers.get("Accept")) else problem.response()
