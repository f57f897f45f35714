"""GET /v1alpha1/claims:search, in the form of the Google Fact Check Tools API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from api.http.blueprints import Blueprint, services
from api.http.representations.records import moment, timestamp
from api.store.fact_checks.reviews import Claim, ReviewView
from api.store.inputs import ClaimFilter

from .schemas import ClaimQuery, ClaimsSchema

blueprint = Blueprint(
    "claims", __name__, url_prefix="/v1alpha1", description="Reviewed claims, as Google's API for them answers."
)


@blueprint.operation(
    "GET", "/claims:search", "searchClaims", ClaimsSchema, description="The claims.", query=ClaimQuery,
)  # fmt: skip
def search_claims(query: dict[str, Any]) -> dict[str, Any]:
    """Search reviewed claims

    The quotations that fact-checkers have reviewed, in the form of the Google Fact Check Tools API, for programs that
    were written for it.
    """
    offset = int(query.get("pageToken") or query.get("offset") or 0)
    age = query.get("maxAgeDays")
    where = ClaimFilter(
        words=query.get("query"),
        site=query.get("reviewPublisherSiteFilter"),
        language=query.get("languageCode"),
        reviewed_from=datetime.now(UTC) - timedelta(days=age) if age is not None else None,
    )
    claims, more = services().fact_checks.claims(where, query["pageSize"], offset)
    answer: dict[str, Any] = {"claims": [_claim(claim) for claim in claims]} if claims else {}
    return answer | ({"nextPageToken": str(offset + len(claims))} if more else {})


def _claim(claim: Claim) -> dict[str, Any]:
    quote = claim.quote
    return _known(
        text=quote.text,
        claimant=quote.speaker.name if quote.speaker is not None else None,
        claimDate=moment(quote.published) if quote.published is not None else None,
        claimReview=[_review(review) for review in claim.reviews],
    )


def _review(review: ReviewView) -> dict[str, Any]:
    date = review.reviewed_at
    return _known(
        publisher={"name": review.publisher, "site": review.site},
        url=review.url,
        title=review.title,
        reviewDate=timestamp(date) if date is not None else None,
        textualRating=review.rating,
        languageCode=review.language,
    )


def _known(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
