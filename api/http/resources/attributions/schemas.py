"""A text to attribute, and its quotations."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import Text, string
from api.http.resources.quotes.schemas import QuotationSchema
from attribution.article.text import MAX_CHARACTERS


class NewAttributionSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A text to find quotations in."

    text = Text(
        required=True,
        metadata={
            "description": "The text of one article.",
            "minLength": 1,
            "maxLength": MAX_CHARACTERS,
            "example": "“This is very good,” Xi said of the talks.",
        },
    )


class AttributionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The quotations of a text that is not stored."

    text_sha256 = string(
        "The SHA-256 of the text in UTF-8.", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )
    quotations = ma.fields.List(
        ma.fields.Nested(QuotationSchema), required=True, metadata={"description": "In the order of the text."}
    )
