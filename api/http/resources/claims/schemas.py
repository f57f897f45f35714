"""Claims in the form of the Google Fact Check Tools API, v1alpha1."""

from __future__ import annotations

from typing import Any, ClassVar

import marshmallow as ma

from api.http.resources.fields import LANGUAGE, NAME, Text, Words, matching, string

MOST = 100  # claims on a page
TOKEN = "[0-9]{1,6}"
TOLERATED = (
    "key",
    "alt",
    "prettyPrint",
    "fields",
    "quotaUser",
    "callback",
    "access_token",
    "oauth_token",
    "upload_protocol",
    "uploadType",
    "$.xgafv",
)  # fmt: skip  parameters that every Google API takes, and that change nothing here


class ClaimQuery(ma.Schema):
    """What to search; without ``query`` or a site, all reviewed claims."""

    class Meta:
        include: ClassVar[dict[str, ma.fields.Field[Any]]] = {
            name: ma.fields.String(metadata={"description": "Tolerated, and without effect.", "example": "x"})
            for name in TOLERATED
        }

    query = Words(
        validate=NAME,
        metadata={"description": "Words of the claim; half of them are enough.", "example": "talks very good"},
    )
    languageCode = Text(
        validate=matching(LANGUAGE, "Must be a tag such as en-US."),
        metadata={
            "pattern": f"^{LANGUAGE}$",
            "description": "The language of the review, such as en or en-US.",
            "example": "en",
        },
    )
    reviewPublisherSiteFilter = Text(
        validate=NAME, metadata={"description": "The publisher's site.", "example": "checks.example"}
    )
    maxAgeDays = ma.fields.Integer(
        validate=ma.validate.Range(1, 36_500),
        metadata={"description": "The greatest age of a review, in days.", "example": 365},
    )
    pageSize = ma.fields.Integer(
        load_default=10,
        validate=ma.validate.Range(1, MOST),
        metadata={"description": "How many claims.", "default": 10, "example": 10},
    )
    pageToken = Text(
        validate=matching(TOKEN, "Is not a token of this service."),
        metadata={"pattern": f"^{TOKEN}$", "description": "The `nextPageToken` of the page before.", "example": "10"},
    )
    offset = ma.fields.Integer(
        validate=ma.validate.Range(0, 999_999),
        metadata={"description": "How many claims to skip; `pageToken` takes precedence.", "example": 0},
    )


class PublisherSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The publisher of a review."

    name = string("Its name.", "Example Checks")
    site = string("Its site.", "checks.example")


class ClaimReviewSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A review of a claim."

    publisher = ma.fields.Nested(PublisherSchema, required=True)
    url = string("Where it is.", "https://checks.example/xi-on-the-talks")
    title = ma.fields.String(metadata={"description": "Its title.", "example": "Did the talks go well?"})
    reviewDate = ma.fields.String(
        metadata={"description": "Its date.", "format": "date-time", "example": "2023-06-21T00:00:00Z"}
    )
    textualRating = string("The rating in the publisher's words.", "Mostly true")
    languageCode = ma.fields.String(metadata={"description": "Its language.", "example": "en"})


class ClaimSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A claim: a quotation with at least one review. What is not known is absent."

    text = string("The claim.", "This is very good")
    claimant = ma.fields.String(metadata={"description": "Who made it.", "example": "Xi Jinping"})
    claimDate = ma.fields.String(
        metadata={"description": "When it was published.", "format": "date-time", "example": "2023-06-19T00:00:00Z"}
    )
    claimReview = ma.fields.List(
        ma.fields.Nested(ClaimReviewSchema), required=True, metadata={"description": "Its reviews, the newest first."}
    )


class ClaimsSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Claims. Without any, both members are absent."

    claims = ma.fields.List(ma.fields.Nested(ClaimSchema), metadata={"description": "The best first."})
    nextPageToken = ma.fields.String(
        metadata={"description": "The `pageToken` of the next page, if there is one.", "example": "10"}
    )
