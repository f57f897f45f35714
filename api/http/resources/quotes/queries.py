"""Query parameters of quotations: filters, sort order, included data, and facet options."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import marshmallow as ma

from api.http.resources.fields import NAME, AnyOf, Share, Text, Truth, Words, moment
from api.http.resources.paging import PageQuery, check_interval
from api.store import LISTED_TYPES, Interval, Sort
from attribution import Factuality, QuotationType, SpeakerKind

IDENTIFIER = ma.validate.Length(max=200)


class Include(StrEnum):
    """Optional data that a list includes."""

    TOTAL = "total"
    ARTICLE = "article"
    EVIDENCE = "evidence"


class QuoteFilterQuery(ma.Schema):
    """The filters of quotations."""

    speaker = AnyOf(
        Text(validate=NAME),
        "The speaker: an identifier, or a name in any form that the archive knows, ignoring case.",
        example=["blinken"],
    )
    source = AnyOf(
        Text(validate=NAME), "The source: an identifier, or its full name, ignoring case.", example=["Al Jazeera"]
    )
    article = AnyOf(Words(validate=IDENTIFIER), "The identifier of the article.")
    type = AnyOf(
        ma.fields.Enum(QuotationType, by_value=True),
        "The type of quotation. By default, beliefs and acts are excluded.",
        default=LISTED_TYPES,
        example=["direct"],
    )
    factuality = AnyOf(
        ma.fields.Enum(Factuality, by_value=True),
        "Whether the content is asserted, denied, unsaid or open. Excludes quotations whose factuality is unknown.",
        example=["denied"],
    )
    cue = AnyOf(Text(validate=NAME), "The lemma of the cue.", example=["say"])
    kind = AnyOf(ma.fields.Enum(SpeakerKind, by_value=True), "The kind of speaker.", example=["person"])
    attributed = Truth(metadata={"description": "Whether the quotation has a speaker.", "example": True})
    min_confidence = Share(
        metadata={"description": "The minimum confidence.", "minimum": 0, "maximum": 1, "example": 0.5}
    )
    published_from = moment("Published at or after this time.", "2023-06-19")
    published_before = moment("Published before this time (exclusive).", "2023-06-20")
    updated_since = moment(
        "Changed at or after this time. To keep a copy up to date, use `/v1/changes`, which misses no change.",
        "2023-06-19T09:30:00Z",
    )
    q = Words(
        validate=ma.validate.Length(max=300),
        metadata={
            "description": "Words that must all occur in the quotation, ignoring case, accents and ligatures; words in "
            "double quotes must be adjacent. In scripts without spaces between words, any run of letters matches.",
            "example": "communication",
        },
    )

    @ma.validates_schema
    def check_order(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Reject an empty date range."""
        check_interval(data)


FILTER_LISTS = frozenset(name for name, field in QuoteFilterQuery().fields.items() if isinstance(field, ma.fields.List))


class QuoteQuery(QuoteFilterQuery, PageQuery):
    """Filters, sort order and included data of a list of quotations."""

    sort = ma.fields.Enum(
        Sort,
        by_value=True,
        load_default=Sort.NEWEST,
        metadata={
            "description": "Newest first, oldest first, or, with `q`, the newest 10,000 matches by relevance: how "
            "often the words occur relative to the length. Undated quotations come last.",
            "default": Sort.NEWEST.value,
        },
    )
    include = AnyOf(
        ma.fields.Enum(Include, by_value=True),
        "Data to include: the total on all pages, the titles and digests of the articles, the evidence.",
        example=["total"],
    )

    @ma.validates_schema
    def check_relevance(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Reject sorting by relevance without search words."""
        if data.get("sort") is Sort.RELEVANCE and "q" not in data:
            raise ma.ValidationError("Sorting by relevance requires q.", "sort")


class FacetsQuery(QuoteFilterQuery):
    """Filters and options of quotation counts."""

    interval = ma.fields.Enum(
        Interval,
        by_value=True,
        load_default=Interval.MONTH,
        metadata={"description": "The length of the periods.", "default": Interval.MONTH.value},
    )
    top = ma.fields.Integer(
        load_default=20,
        validate=ma.validate.Range(1, 200),
        metadata={"description": "The number of most quoted speakers and sources to return.", "example": 20},
    )
