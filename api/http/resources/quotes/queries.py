"""The parameters of quotations: which, in which order, with what."""

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
    """What a list brings beside the quotations themselves."""

    TOTAL = "total"
    ARTICLE = "article"
    EVIDENCE = "evidence"


class QuoteFilterQuery(ma.Schema):
    """Which quotations."""

    speaker = AnyOf(
        Text(validate=NAME),
        "Who said it: an identifier, or a name in any form that the archive knows, in any case.",
        example=["blinken"],
    )
    source = AnyOf(
        Text(validate=NAME), "The outlet: an identifier, or its whole name in any case.", example=["Al Jazeera"]
    )
    article = AnyOf(Words(validate=IDENTIFIER), "The article in which it stands, by identifier.")
    type = AnyOf(
        ma.fields.Enum(QuotationType, by_value=True),
        "How the content is reported. By default, beliefs and acts are left out.",
        default=LISTED_TYPES,
        example=["direct"],
    )
    factuality = AnyOf(
        ma.fields.Enum(Factuality, by_value=True),
        "Whether the content was said and meant. Leaves out quotations for which that is not known.",
        example=["denied"],
    )
    cue = AnyOf(Text(validate=NAME), "The dictionary form of the words that report.", example=["say"])
    kind = AnyOf(ma.fields.Enum(SpeakerKind, by_value=True), "What sort of source the speaker is.", example=["person"])
    attributed = Truth(metadata={"description": "Whether there is a speaker.", "example": True})
    min_confidence = Share(
        metadata={"description": "The least confidence.", "minimum": 0, "maximum": 1, "example": 0.5}
    )
    published_from = moment("Published at this moment or later.", "2023-06-19")
    published_before = moment("Published before this moment, which is itself left out.", "2023-06-20")
    updated_since = moment(
        "Changed at this moment or later. To keep a copy in step, follow `/v1/changes`, which misses nothing.",
        "2023-06-19T09:30:00Z",
    )
    q = Words(
        validate=ma.validate.Length(max=300),
        metadata={
            "description": "Words that it has, all of them, whatever their case, accents and ligatures; words in "
            "double quotes must follow each other. Of scripts without spaces between words, any run of letters.",
            "example": "communication",
        },
    )

    @ma.validates_schema
    def check_order(self, data: dict[str, Any], **kwargs: Any) -> None:
        """An interval that holds nothing is a mistake."""
        check_interval(data)


class QuoteQuery(QuoteFilterQuery, PageQuery):
    """Which quotations, in which order, and what with them."""

    sort = ma.fields.Enum(
        Sort,
        by_value=True,
        load_default=Sort.NEWEST,
        metadata={
            "description": "Newest first; oldest first; or, with `q`, the newest 10,000 by how often they have the "
            "words and how little else. Those without a date come last.",
            "default": Sort.NEWEST.value,
        },
    )
    include = AnyOf(
        ma.fields.Enum(Include, by_value=True),
        "What to bring beside them: their number on all pages, the articles' titles and digests, the evidence.",
        example=["total"],
    )

    @ma.validates_schema
    def check_relevance(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Relevance is relevance to words."""
        if data.get("sort") is Sort.RELEVANCE and "q" not in data:
            raise ma.ValidationError("By relevance only with q.", "sort")


class FacetsQuery(QuoteFilterQuery):
    """Which quotations to count, and how."""

    interval = ma.fields.Enum(
        Interval,
        by_value=True,
        load_default=Interval.MONTH,
        metadata={"description": "How long the periods are.", "default": Interval.MONTH.value},
    )
    top = ma.fields.Integer(
        load_default=20,
        validate=ma.validate.Range(1, 200),
        metadata={"description": "How many of the most quoted speakers and sources.", "example": 20},
    )
