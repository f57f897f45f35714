"""GET /reconcile/preview/{speaker_id}: a speaker in a small page, for clients of the reconciliation to show."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from api.store import QuoteFilter, Scope

from ..auth import authorize
from ..blueprints import services
from .findings import KINDS

blueprint = Blueprint("preview", __name__, template_folder="templates")
FRAMED = "default-src 'none'; frame-ancestors *"
SHOWN = 2  # quotations


@blueprint.get("/reconcile/preview/<speaker_id>")
def preview(speaker_id: str) -> ResponseReturnValue:
    """The page. It may be framed by any other, and loads nothing."""
    authorize(Scope.READ, costly=False)
    speaker = services().curation.speaker(speaker_id)
    quotes = services().quotes(QuoteFilter(speaker=(speaker_id,)), SHOWN, None, bare=True).items
    response = make_response(render_template("speaker_preview.html", speaker=speaker, quotes=quotes, kinds=KINDS))
    response.headers["Content-Security-Policy"] = FRAMED
    return response
