"""GET /utterances/{utterance_id}: what was said once, in all wordings that articles have of it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from api.http.blueprints import services
from api.http.representations.utterances import utterance_record

from .pages import blueprint, page, render


@blueprint.get("/utterances/<utterance_id>")
@page
def utterance(utterance_id: str) -> ResponseReturnValue:
    """The fullest wording, and how each other differs from it."""
    return render("utterance.html", utterance=utterance_record(services().utterance(utterance_id)))
