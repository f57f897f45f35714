"""Correct a quotation, keep speakers apart, and list corrections."""

from __future__ import annotations

from typing import Any

from api.http.blueprints import Blueprint, services
from api.http.delivery import require_match
from api.http.resources.paging import LINK, PageQuery, paged
from api.http.resources.quotes.responses import quote_body
from api.store import Page
from api.store.quotes.context import QuoteInContext
from api.store.speakers.amendments import Amendment, SpeakerChoice
from api.store.speakers.views import CorrectionView
from attribution import Span

from .authorship import authorship_of
from .schemas import CorrectionPageSchema, CorrectionSchema, QuoteCorrectionSchema, SpeakersApartSchema

blueprint = Blueprint("corrections", __name__, url_prefix="/v1", description="What people corrected, and why.")
SPEAKER = {"speaker_id": "A speaker's identifier."}
QUOTE = {"quote_id": "A quotation's identifier."}


@blueprint.operation(
    "PATCH", "/quotes/<quote_id>", "updateQuote", CorrectionSchema, description="The correction as stored.",
    body=QuoteCorrectionSchema, path=QUOTE, errors=(404,), guarded=True,
)  # fmt: skip
def update_quote(body: dict[str, Any], quote_id: str) -> CorrectionView:
    """Correct a quotation

    Sets the speaker, the type or the extent of a quotation, or marks it as not being one. The correction is stored
    permanently, with who made it and why, and takes precedence over newer versions of the engine. What was marked as no
    quotation has no `ETag`, and is restored with `If-Match: *`.
    """
    authorship, speaker, spans = authorship_of(body), body.pop("speaker", {}), body.pop("spans", None)
    named = SpeakerChoice(**speaker) if speaker else None
    extent = tuple(Span(**span) for span in spans) if spans is not None else None
    amendment = Amendment(named, speaker is None, **body, spans=extent)
    return services().curation.amend(quote_id, amendment, authorship, _if_match)


@blueprint.operation(
    "GET", "/quotes/<quote_id>/corrections", "listQuoteCorrections", CorrectionPageSchema,
    description="A page of corrections.", query=PageQuery, path=QUOTE, headers=LINK, errors=(404,),
)  # fmt: skip
def list_quote_corrections(query: dict[str, Any], quote_id: str) -> tuple[Page[CorrectionView], int, dict[str, str]]:
    """List a quotation's corrections

    What people corrected in one quotation, oldest first; also for one that was marked as no quotation.
    """
    return paged(services().curation.corrections_of(quote_id, query["limit"], query.get("cursor")))


@blueprint.operation(
    "GET", "/corrections", "listCorrections", CorrectionPageSchema, description="A page of corrections.",
    query=PageQuery, headers=LINK,
)  # fmt: skip
def list_corrections(query: dict[str, Any]) -> tuple[Page[CorrectionView], int, dict[str, str]]:
    """List corrections

    All corrections of quotations and speakers, oldest first.
    """
    return paged(services().curation.corrections(query["limit"], query.get("cursor")))


@blueprint.operation(
    "POST", "/speakers/<speaker_id>/apart", "keepSpeakersApart", CorrectionSchema,
    description="The correction as stored.", body=SpeakersApartSchema, path=SPEAKER,
)  # fmt: skip
def keep_speakers_apart(body: dict[str, Any], speaker_id: str) -> CorrectionView:
    """Keep two speakers apart

    Records that two speakers are different, for instance to reject a suggested merge. The merge is not suggested again,
    not even after relinking the archive. Repeating the request has no further effect.
    """
    return services().curation.keep_apart(speaker_id, body["other"], authorship_of(body))


def _if_match(quote: QuoteInContext | None) -> None:
    """Raise a ``Problem`` unless the client has read the current version of the quotation."""
    require_match(quote_body(quote) if quote is not None else None, anything=True)
