"""JSON schemas of articles: as submitted, in lists, and in full."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.resources.fields import NAME, Text, Truth, formed, instant, moment, string
from api.http.resources.paging import PublishedQuery, next_cursor
from api.http.resources.quotes.schemas import ArticlePlaceSchema, ArticleQuotation, TextRefSchema
from api.store import UnreadReason, formats
from attribution.article.text import MAX_CHARACTERS

MAX_NOTES, MAX_NOTE = 50, 200  # notes on what was mended, and characters of each
EXAMPLE = "“This is very good,” Xi said of the talks."


class ArticleDescriptionSchema(ma.Schema):
    """The members of an article that can be changed later."""

    title = Text(
        allow_none=True,
        validate=[ma.validate.Length(max=1000), formed(formats.line_error)],
        metadata={"description": "The headline.", "example": "Talks end in Beijing"},
    )
    byline = Text(
        allow_none=True,
        validate=[ma.validate.Length(max=1000), formed(formats.line_error)],
        metadata={"description": "Who wrote it, as printed.", "example": "Ada Byron and Charles Stone"},
    )
    published_at = moment("When it was published.", "2023-06-19T09:30:00+02:00", allow_none=True)


class NewArticleSchema(ArticleDescriptionSchema):
    class Meta:
        unknown = ma.RAISE
        description = "An article to store, identified by its source and URL or, without a URL, by source and text."

    text = Text(
        required=True,
        metadata={
            "description": "The article's text, stored verbatim; all offsets count its code points.",
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
            "description": "The article's URL: absolute, http or https, without user name and password.",
            "example": "https://news.example/2023/06/19/talks",
        },
    )
    mended = ma.fields.List(
        Text(validate=ma.validate.Length(max=MAX_NOTE)),
        validate=ma.validate.Length(max=MAX_NOTES),
        metadata={
            "description": "What was changed in the text before it was sent, kept with the article.",
            "example": ["mojibake mended"],
        },
    )

    @ma.post_load
    def freeze(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """The members as ``ArticleInput`` takes them."""
        return {**data, "mended": tuple(data["mended"])} if "mended" in data else data


class ArticleChangesSchema(ArticleDescriptionSchema):
    class Meta:
        unknown = ma.RAISE
        description = "Changes to an article. Members that are absent stay unchanged; null removes a value."

    @ma.validates_schema
    def check_changes(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Reject an empty body."""
        if not data:
            raise ma.ValidationError("Must contain at least one of: title, byline, published_at.")


class UnreadSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Why the engine could not read an article, and which engine that was."

    reason = ma.fields.Enum(
        UnreadReason,
        by_value=True,
        required=True,
        metadata={
            "description": "`timed_out`: the time limit for the text's length was exceeded; `failed`, `crashed`: a "
            "defect of the engine.",
            "example": "timed_out",
        },
    )
    engine = string("The engine's version; a different version reads the text again.", "0.1.0+3f0c9a7de1b2")


class ArticleSummarySchema(TextRefSchema, ArticlePlaceSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An article without its text."

    byline = string("Who wrote it, as printed.", "Ada Byron and Charles Stone", nullable=True)
    created_at = instant("When it was first stored.")
    updated_at = instant("When it was last changed in the archive.")
    revision = ma.fields.Integer(
        required=True,
        metadata={"description": "The number of the current revision, from 1.", "minimum": 1, "example": 1},
    )
    quote_count = ma.fields.Integer(
        required=True,
        attribute="quotes",
        metadata={"description": "The number of quotations found in it.", "minimum": 0, "example": 12},
    )
    unread = ma.fields.Nested(
        UnreadSchema,
        required=True,
        allow_none=True,
        metadata={
            "description": "Set if the engine could not read the article, which has no quotations then; a different "
            "version of the engine reads it again.",
        },
    )
    mended = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={
            "description": "What was changed in the text on the way in, such as character references and mojibake; the "
            "stored text is what offsets count in.",
            "example": ["mojibake mended"],
        },
    )


class ArticleSchema(ArticleSummarySchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An article with its text and quotations."

    text = string("The verbatim text.", EXAMPLE)
    quotations = ma.fields.List(
        ArticleQuotation(),
        required=True,
        metadata={"description": "The quotations, in text order."},
    )


class ArticlePageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Articles, newest first, undated ones last."

    data = ma.fields.List(ma.fields.Nested(ArticleSummarySchema), required=True, attribute="items")
    next_cursor = next_cursor()


class ArticleQuery(PublishedQuery):
    """The filters of articles."""

    source = Text(
        validate=NAME,
        metadata={"description": "The outlet's full name, ignoring case.", "example": "Al Jazeera"},
    )
    url = Text(
        validate=ma.validate.Length(max=formats.MAX_ADDRESS), metadata={"description": "The article's exact URL."}
    )
    unread = Truth(metadata={"description": "Whether the engine could not read the article.", "example": True})


class NewArticleQuery(ma.Schema):
    """Options for storing an article."""

    class Meta:
        unknown = ma.RAISE

    reread = Truth(
        load_default=False,
        metadata={
            "description": "Whether to read an article again even if the same version of the engine could not read it.",
            "default": False,
        },
    )
