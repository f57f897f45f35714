"""Correct a quotation, keep speakers apart, and /v1/corrections: all that was corrected."""

from __future__ import annotations

from typing import Any

from api.http.blueprints import Blueprint, services
from api.http.delivery import require_match
from api.http.resources.paging import LINK, PageQuery, paged
from api.http.resources.quotes.answers import quote_body
from api.store import Page
from api.store.quotes.context import QuoteInContext
from api.store.speakers.amending import Amendment, Named
from api.store.speakers.views import CorrectionView

from .schemas import CorrectionPageSchema, CorrectionSchema, QuoteCorrectionSchema, SpeakersApartSchema
from .words import word_of

blueprint = Blueprint("corrections", __name__, url_prefix="/v1", description="What humans corrected, and why.")
SPEAKER = {"speaker_id": "A speaker's identifier."}
QUOTE = {"quote_id": "A quotation's identifier."}


@blueprint.operation(
    "PATCH", "/quotes/<quote_id>", "updateQuote", CorrectionSchema, description="The correction as it is kept.",
    body=QuoteCorrectionSchema, path=QUOTE, errors=(404,), guarded=True,
)  # fmt: skip
def update_quote(body: dict[str, Any], quote_id: str) -> CorrectionView:
    """Correct a quotation

    Says whose it is, of which type, or that it is no quotation. The correction is kept for good with who made it and
    why, and holds whatever a newer engine says of the article. One that was said to be none has no `ETag`: it is put
    back with `If-Match: *`.
    """
    word, speaker = word_of(body), body.pop("speaker", {})
    named = Named(**speaker) if speaker else None
    return services().curation.amend(quote_id, Amendment(named, speaker is None, **body), word, _if_match)


@blueprint.operation(
    "GET", "/quotes/<quote_id>/corrections", "listQuoteCorrections", CorrectionPageSchema,
    description="A page of corrections.", query=PageQuery, path=QUOTE, headers=LINK, errors=(404,),
)  # fmt: skip
def list_quote_corrections(query: dict[str, Any], quote_id: str) -> tuple[Page[CorrectionView], int, dict[str, str]]:
    """List a quotation's corrections

    What humans corrected in one quotation, the oldest first; also in one that was said to be none.
    """
    return paged(services().curation.corrections_of(quote_id, query["limit"], query.get("cursor")))


@blueprint.operation(
    "GET", "/corrections", "listCorrections", CorrectionPageSchema, description="A page of corrections.",
    query=PageQuery, headers=LINK,
)  # fmt: skip
def list_corrections(query: dict[str, Any]) -> tuple[Page[CorrectionView], int, dict[str, str]]:
    """List corrections

    Everything that humans corrected, in quotations and in speakers, the oldest first.
    """
    return paged(services().curation.corrections(query["limit"], query.get("cursor")))


@blueprint.operation(
    "POST", "/speakers/<speaker_id>/apart", "keepSpeakersApart", CorrectionSchema,
    description="The correction as it is kept.", body=SpeakersApartSchema, path=SPEAKER,
)  # fmt: skip
def keep_speakers_apart(body: dict[str, Any], speaker_id: str) -> CorrectionView:
    """Keep two speakers apart

    Says that two speakers are not one: a suggested merge that is wrong. It is not suggested again, also when the
    archive is linked anew. Saying it twice is saying it once.
    """
    return services().curation.keep_apart(speaker_id, body["other"], word_of(body))


def _if_match(quote: QuoteInContext | None) -> None:
    """The client must have read the quotation as it is."""
    require_match(quote_body(quote) if quote is not None else None, anything=True)
