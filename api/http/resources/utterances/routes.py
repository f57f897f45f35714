"""GET /v1/utterances and GET /v1/utterances/{utterance_id}."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.http.blueprints import Blueprint, services
from api.http.representations.negotiation import JSON
from api.http.representations.records import encode
from api.http.representations.utterances import utterance_page, utterance_record
from api.http.resources.paging import LINK, next_link
from api.store.utterances.utterances import UtteranceFilter

from .schemas import UtteranceDetailSchema, UtterancePageSchema, UtteranceQuery

blueprint = Blueprint(
    "utterances", __name__, url_prefix="/v1/utterances", description="What was said once, in all its wordings."
)


@blueprint.operation(
    "GET", "", "listUtterances", UtterancePageSchema, description="A page of utterances.", query=UtteranceQuery,
    headers=LINK, kept=True,
)  # fmt: skip
def list_utterances(query: dict[str, Any]) -> Response:
    """List utterances

    What identified speakers said in quotation marks: quotations that report the same words, or re-wordings and
    excerpts of them, are one utterance. With `min_wordings=2`, those of which outlets have different wordings.
    """
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    page = services().utterances(UtteranceFilter(**query), limit, cursor)
    return Response(encode(utterance_page(page)), headers=next_link(page), content_type=JSON)


@blueprint.operation(
    "GET", "/<utterance_id>", "getUtterance", UtteranceDetailSchema, description="The utterance.",
    path={"utterance_id": "An utterance's identifier."},
)  # fmt: skip
def get_utterance(utterance_id: str) -> Response:
    """Get an utterance

    One utterance with its wordings: the fullest, and how each of the others differs from it word by word.
    """
    return Response(encode(utterance_record(services().utterance(utterance_id))), content_type=JSON)
