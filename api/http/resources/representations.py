"""The schemas of the other representations: JSON-LD, CSV and NDJSON."""

from __future__ import annotations

import marshmallow as ma

from api.http.representations.negotiation import LINES, LINKED_DATA, TABLE
from api.http.resources.quotes.schemas import QuoteSchema


class LinkedDataSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = (
            "JSON-LD: schema.org `Quotation`s with `spokenByCharacter`, `creator` and `isPartOf`, each followed by a "
            "W3C Web Annotation whose selectors count Unicode code points of the text with the stated digest."
        )

    context = ma.fields.String(
        required=True,
        data_key="@context",
        metadata={"description": "The vocabulary.", "example": "https://schema.org"},
    )
    graph = ma.fields.List(
        ma.fields.Nested("LinkedNodeSchema"), required=True, data_key="@graph", metadata={"description": "The nodes."}
    )


class LinkedNodeSchema(ma.Schema):
    class Meta:
        unknown = ma.INCLUDE
        description = "A JSON-LD node: a `Quotation`, a `NewsArticle` or an `Annotation`."


class QuoteTableSchema(ma.Schema):
    class Meta:
        description = "Quotations as CSV (RFC 4180) with a header, one per row."


class PageSchema(ma.Schema):
    class Meta:
        description = "A page in HTML, to read and to print."


QUOTE_FORMS = {LINKED_DATA: LinkedDataSchema, TABLE: QuoteTableSchema, LINES: QuoteSchema}
LINKED_FORMS = {LINKED_DATA: LinkedDataSchema}
