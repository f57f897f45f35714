"""Articles in JSON: as they come in, in lists, and in full."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.resources.fields import NAME, Text, Truth, formed, instant, moment, string
from api.http.resources.paging import PublishedQuery, next_cursor
from api.http.resources.quotes.schemas import ArticlePlaceSchema, ArticleQuotation, TextRefSchema
from api.store import UnreadReason, formats
from attribution.article.text import MAX_CHARACTERS

EXAMPLE = "“This is very good,” Xi said of the talks."


class ArticleDescriptionSchema(ma.Schema):
    """What may be said of an article at any time."""

    title = Text(
        allow_none=True,
        validate=[ma.validate.Length(max=1000), formed(formats.line_error)],
        metadata={"description": "Its headline.", "example": "Talks end in Beijing"},
    )
    published_at = moment("When it was published.", "2023-06-19T09:30:00+02:00", allow_none=True)


class NewArticleSchema(ArticleDescriptionSchema):
    class Meta:
        unknown = ma.RAISE
        description = "An article to keep. Its identity is its source and address or, without address, source and text."

    text = Text(
        required=True,
        metadata={
            "description": "The article's text, kept to the letter: all offsets count its code points.",
            "minLength": 1,
            "maxLength": MAX_CHARACTERS,
            "example": EXAMPLE,
        },
    )
    source = Text(
        allow_none=True,
        validate=[ma.validate.Length(max=formats.MAX_NAME), formed(formats.name_error)],
        metadata={"description": "The outlet's name.", "example": "Al Jazeera"},
    )
    url = Text(
        allow_none=True,
        validate=[ma.validate.Length(max=formats.MAX_ADDRESS), formed(formats.address_error)],
        metadata={
            "format": "uri",
            "description": "Where it was published: an absolute http or https address without a password.",
            "example": "https://news.example/2023/06/19/talks",
        },
    )


class ArticleChangesSchema(ArticleDescriptionSchema):
    class Meta:
        unknown = ma.RAISE
        description = "What to change about an article; what is left out stays, and null takes away."

    @ma.validates_schema
    def check_changes(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Nothing to change is a mistake."""
        if not data:
            raise ma.ValidationError("Names nothing to change: title, published_at.")


class UnreadSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Why the engine could not read an article, and which engine that was."

    reason = ma.fields.Enum(
        UnreadReason,
        by_value=True,
        required=True,
        metadata={
            "description": "`timed_out`: it took longer than a text of its length may take; `failed`, `crashed`: the "
            "engine has a defect.",
            "example": "timed_out",
        },
    )
    engine = string("The engine's version: another one is tried on the same text.", "0.1.0+3f0c9a7de1b2")


class ArticleSummarySchema(TextRefSchema, ArticlePlaceSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An article without its text."

    created_at = instant("When it came into the archive.")
    updated_at = instant("When it was last changed there.")
    revision = ma.fields.Integer(
        required=True, metadata={"description": "Which of its texts this is, from 1.", "minimum": 1, "example": 1}
    )
    quote_count = ma.fields.Integer(
        required=True,
        attribute="quotes",
        metadata={"description": "How many quotations were found in it.", "minimum": 0, "example": 12},
    )
    unread = ma.fields.Nested(
        UnreadSchema,
        required=True,
        allow_none=True,
        metadata={
            "description": "Set where the engine could not read the article, which has no quotations for that reason: "
            "it is read when another engine is there.",
        },
    )


class ArticleSchema(ArticleSummarySchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An article with its text and its quotations."

    text = string("The text, to the letter.", EXAMPLE)
    quotations = ma.fields.List(
        ArticleQuotation(),
        required=True,
        metadata={"description": "Its quotations, in the order of the text."},
    )


class ArticlePageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Articles, newest first, those without a date last."

    data = ma.fields.List(ma.fields.Nested(ArticleSummarySchema), required=True, attribute="items")
    next_cursor = next_cursor()


class ArticleQuery(PublishedQuery):
    """The filters of articles."""

    source = Text(
        validate=NAME,
        metadata={"description": "The outlet's whole name, in any case.", "example": "Al Jazeera"},
    )
    url = Text(
        validate=ma.validate.Length(max=formats.MAX_ADDRESS), metadata={"description": "The article's exact address."}
    )
    unread = Truth(metadata={"description": "Whether the engine could not read the article.", "example": True})


class NewArticleQuery(ma.Schema):
    """How to store an article."""

    class Meta:
        unknown = ma.RAISE

    reread = Truth(
        load_default=False,
        metadata={
            "description": "Whether to read an article again that this very engine could not read before.",
            "default": False,
        },
    )
