"""POST and GET /v1/quotes/{quote_id}/reviews."""

from __future__ import annotations

from typing import Any

from api.http.blueprints import Blueprint, services
from api.store.fact_checks.reviews import ReviewView
from api.store.inputs import ReviewInput

from .schemas import NewReviewSchema, ReviewSchema, ReviewsSchema

blueprint = Blueprint("reviews", __name__, url_prefix="/v1/quotes", description="What fact-checkers say of quotations.")
PATH = {"quote_id": "A quotation's identifier."}


@blueprint.operation(
    "POST", "/<quote_id>/reviews", "createReview", ReviewSchema, status=201, description="The new review.",
    also={200: "The review, which replaces an earlier one of the same address."}, body=NewReviewSchema, path=PATH,
)  # fmt: skip
def create_review(body: dict[str, Any], quote_id: str) -> tuple[ReviewView, int]:
    """Add a review of a quotation

    Stores where a fact-checker reviewed the quotation and how they rate it.
    """
    review, created = services().fact_checks.add_review(quote_id, ReviewInput(**body))
    return review, 201 if created else 200


@blueprint.operation(
    "GET", "/<quote_id>/reviews", "listReviews", ReviewsSchema, description="The reviews.", path=PATH,
)  # fmt: skip
def list_reviews(quote_id: str) -> dict[str, Any]:
    """List a quotation's reviews

    All reviews of a quotation, the newest first.
    """
    return {"data": services().fact_checks.reviews(quote_id)}
