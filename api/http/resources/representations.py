"""The other representations of quotations, articles and reports: their names, media types and schemas."""

from __future__ import annotations

from enum import StrEnum

import marshmallow as ma

from api.http.accept import HTML
from api.http.representations.negotiation import (
    ATOM,
    BIBTEX,
    CSL,
    JSON_FEED,
    LINES,
    LINKED_DATA,
    RIS,
    TABLE,
)
from api.http.resources.citations import BibTeXSchema, CitationsSchema, RISSchema
from api.http.resources.feeds import AtomFeedSchema, JSONFeedSchema
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


LINKED_FORMS = {LINKED_DATA: LinkedDataSchema}
REPORT_FORMS = LINKED_FORMS | {HTML: PageSchema}
QUOTE_FORMS = LINKED_FORMS | {BIBTEX: BibTeXSchema, RIS: RISSchema, CSL: CitationsSchema}
QUOTE_LIST_FORMS = (
    LINKED_FORMS
    | {TABLE: QuoteTableSchema, LINES: QuoteSchema, ATOM: AtomFeedSchema, JSON_FEED: JSONFeedSchema}
    | {BIBTEX: BibTeXSchema, RIS: RISSchema, CSL: CitationsSchema}
)


class ArticleFormat(StrEnum):
    """The representations of an article."""

    JSON = "json"
    JSONLD = "jsonld"


class ReportFormat(StrEnum):
    """The representations of a kept report."""

    JSON = "json"
    JSONLD = "jsonld"
    HTML = "html"


class QuoteFormat(StrEnum):
    """The representations of a quotation."""

    JSON = "json"
    JSONLD = "jsonld"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"


class QuoteListFormat(StrEnum):
    """The representations of a list of quotations."""

    JSON = "json"
    JSONLD = "jsonld"
    CSV = "csv"
    NDJSON = "ndjson"
    ATOM = "atom"
    JSONFEED = "jsonfeed"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"
