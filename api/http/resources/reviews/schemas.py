"""Fact-checkers' reviews of quotations in JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import marshmallow as ma

from api.http.resources.fields import LANGUAGE, Text, formed, instant, matching, moment, string
from api.store import formats


def _web_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        valid = False
    if not valid:
        raise ma.ValidationError("Must be an http or https address.")


class NewReviewSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A review of a quotation, as its publisher published it (schema.org `ClaimReview`)."

    url = Text(
        required=True,
        validate=[ma.validate.Length(max=2000), _web_address],
        metadata={
            "format": "uri",
            "description": "Where the review is; a second review of the same address replaces the first.",
            "example": "https://checks.example/xi-on-the-talks",
        },
    )
    publisher = Text(
        required=True,
        validate=[ma.validate.Length(max=formats.MAX_NAME), formed(formats.name_error)],
        metadata={"description": "Who published it.", "example": "Example Checks"},
    )
    rating = Text(
        required=True,
        validate=[ma.validate.Length(max=500), formed(formats.prose_error)],
        metadata={"description": "The rating in the publisher's words.", "example": "Mostly true"},
    )
    title = Text(
        validate=[ma.validate.Length(max=1000), formed(formats.prose_error)],
        metadata={"description": "The title of the review.", "example": "Did the talks go well?"},
    )
    language = Text(
        validate=matching(LANGUAGE, "Must be a language tag such as en or en-GB."),
        metadata={
            "pattern": f"^{LANGUAGE}$",
            "description": "The language of the review, as a BCP 47 tag.",
            "example": "en",
        },
    )
    reviewed_at = moment("When it was reviewed.", "2023-06-21")

    @ma.post_load
    def in_lower_case(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Language tags are the same in any case."""
        return data | ({"language": data["language"].lower()} if "language" in data else {})


class ReviewSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A review of a quotation. Saidby reports it, and has no verdict of its own."

    id = string("The review's identifier.", "2b8f0c1d9e7a65431f02")
    quote_id = string("The quotation.", "4f1c2b7a9d3e85c0aa17")
    url = string("Where the review is.", "https://checks.example/xi-on-the-talks")
    site = string("The publisher's site.", "checks.example")
    publisher = string("Who published it.", "Example Checks")
    rating = string("The rating in the publisher's words.", "Mostly true")
    title = string("Its title.", "Did the talks go well?", nullable=True)
    language = string("Its language.", "en", nullable=True)
    reviewed_at = instant("When it was reviewed.", nullable=True)
    created_at = instant("When it was stored.")


class ReviewsSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The reviews of a quotation, the newest first."

    data = ma.fields.List(ma.fields.Nested(ReviewSchema), required=True)
