"""Speakers in JSON: in lists, in detail, as suggested merges, and their corrections."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.resources.corrections.schemas import AuthorshipSchema
from api.http.resources.fields import NAME, Text, Words, formed, instant, string
from api.http.resources.paging import PageQuery, next_cursor
from api.http.resources.quotes.schemas import SpeakerRefSchema
from api.http.resources.sources.refs import SourceRefSchema
from api.store import formats
from api.store.identity.comparison import Difference

IDENTIFIED = (
    "Whether the speaker is identified; false for a description of an unnamed source, and for a name that several "
    "people may share, such as a family name alone."
)
SAME_AS = "A URL of the same entity elsewhere, such as Wikidata."
URI = "https://www.wikidata.org/entity/Q15031"


class AnySpeakerSchema(SpeakerRefSchema):
    """The members that lists and speaker details have in common."""

    identified = ma.fields.Boolean(required=True, metadata={"description": IDENTIFIED, "example": True})
    same_as = ma.fields.String(
        required=True, allow_none=True, metadata={"format": "uri", "description": SAME_AS, "example": URI}
    )
    quote_count = ma.fields.Integer(
        required=True,
        attribute="quotes",
        metadata={"description": "The number of quotations attributed to this speaker.", "minimum": 0, "example": 12},
    )


class SpeakerSchema(AnySpeakerSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker with the forms of the name and the number of quotations."

    aliases = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={
            "description": "The forms of the name as printed, most frequent first.",
            "example": ["Xi", "Xi Jinping"],
        },
    )


class SpeakerPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Speakers, by name."

    data = ma.fields.List(ma.fields.Nested(SpeakerSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class SpeakerAliasSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "One form of a speaker's name."

    form = string("The name as printed.", "Xi")
    quote_count = ma.fields.Integer(
        required=True,
        attribute="quotes",
        metadata={"description": "The number of quotations with this form.", "minimum": 0},
    )
    article_count = ma.fields.Integer(
        required=True, attribute="articles", metadata={"description": "The number of articles.", "minimum": 0}
    )
    article_ids = ma.fields.List(
        ma.fields.String(), required=True, metadata={"description": "Up to 100 of these articles."}
    )


class SpeakerDescriptionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A role or office of a speaker."

    text = string("The description as printed.", "Chinese President")
    article_count = ma.fields.Integer(
        required=True, attribute="articles", metadata={"description": "The number of articles.", "minimum": 0}
    )


class SpeakerSourceCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The number of a speaker's quotations in one source."

    source = ma.fields.Nested(SourceRefSchema, required=True, allow_none=True)
    quote_count = ma.fields.Integer(
        required=True, attribute="quotes", metadata={"description": "The number of quotations.", "minimum": 0}
    )


class SpeakerMonthCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The number of a speaker's quotations in one month."

    month = string("The month in UTC; null for articles without a date.", "2023-06", nullable=True)
    quote_count = ma.fields.Integer(
        required=True, attribute="quotes", metadata={"description": "The number of quotations.", "minimum": 0}
    )


class SpeakerDetailSchema(AnySpeakerSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker in detail."

    aliases = ma.fields.List(
        ma.fields.Nested(SpeakerAliasSchema),
        required=True,
        metadata={"description": "The forms of the name as printed, most frequent first."},
    )
    descriptions = ma.fields.List(
        ma.fields.Nested(SpeakerDescriptionSchema),
        required=True,
        metadata={"description": "Up to 50 roles and offices as printed, most frequent first."},
    )
    speaks_for = ma.fields.List(
        ma.fields.Nested(SpeakerDescriptionSchema),
        required=True,
        metadata={"description": "Up to 50 for whom they speak as a spokesperson, most frequent first."},
    )
    first_seen = instant("The date of the oldest article that quotes them.", nullable=True)
    last_seen = instant("The date of the newest article that quotes them.", nullable=True)
    by_source = ma.fields.List(
        ma.fields.Nested(SpeakerSourceCountSchema),
        required=True,
        metadata={"description": "Counts by source, largest first."},
    )
    by_month = ma.fields.List(
        ma.fields.Nested(SpeakerMonthCountSchema),
        required=True,
        metadata={"description": "Counts by month, oldest first."},
    )
    former_ids = ma.fields.List(
        ma.fields.String(), required=True, metadata={"description": "Former identifiers that redirect here."}
    )


class SpeakerSuggestionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Two speakers that may be the same; the suggestion is to merge `speaker` into `known`."

    speaker = ma.fields.Nested(SpeakerRefSchema, required=True)
    known = ma.fields.Nested(SpeakerRefSchema, required=True)
    confidence = ma.fields.Float(
        required=True,
        metadata={
            "description": "The probability that they are the same.",
            "minimum": 0,
            "maximum": 1,
            "example": 0.67,
        },
    )
    difference = ma.fields.Enum(
        Difference, by_value=True, required=True, metadata={"description": "How their names differ."}
    )


class SpeakerSuggestionPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Suggested merges, most likely first."

    data = ma.fields.List(ma.fields.Nested(SpeakerSuggestionSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class SpeakerChangesSchema(AuthorshipSchema):
    class Meta:
        unknown = ma.RAISE
        description = "The external identity of a speaker, with author and reason."

    same_as = Text(
        required=True,
        allow_none=True,
        validate=[ma.validate.Length(max=formats.MAX_ADDRESS), formed(formats.address_error)],
        metadata={"format": "uri", "description": SAME_AS + " Null removes it.", "example": URI},
    )


class SpeakerMergeSchema(AuthorshipSchema):
    class Meta:
        unknown = ma.RAISE
        description = "The speaker to merge into, with author and reason."

    into = Words(
        required=True,
        validate=ma.validate.Length(max=200),
        metadata={"description": "The identifier of the remaining speaker.", "example": "4f1c2b7a9d3e85c0aa17"},
    )


class SpeakerSplitSchema(AuthorshipSchema):
    class Meta:
        unknown = ma.RAISE
        description = "What belongs to a different speaker, with author and reason."

    article_ids = ma.fields.List(
        Words(validate=ma.validate.Length(max=200)),
        validate=ma.validate.Length(1, 1000),
        metadata={"description": "Articles in which it is a different speaker."},
    )
    aliases = ma.fields.List(
        Words(validate=ma.validate.Length(max=200)),
        validate=ma.validate.Length(1, 100),
        metadata={
            "description": "Forms of the name that belong to a different speaker.",
            "example": ["Anthony Blinken"],
        },
    )
    name = Words(
        validate=[ma.validate.Length(max=formats.MAX_NAME), formed(formats.name_error)],
        metadata={"description": "The name of the new speaker; default: as in the articles."},
    )

    @ma.validates_schema
    def check_any(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Reject a split without articles or aliases."""
        if not data.keys() & {"article_ids", "aliases"}:
            raise ma.ValidationError("Must contain at least one of: article_ids, aliases.")


class SpeakerQuery(PageQuery):
    """The filter of speakers."""

    q = Text(
        validate=NAME,
        metadata={
            "description": "The beginning of a name, ignoring case and accents; if no name matches, similar names.",
            "example": "blin",
        },
    )


class SuggestionQuery(PageQuery):
    """The filter of suggested merges."""

    speaker = Words(
        validate=ma.validate.Length(max=200),
        metadata={"description": "The identifier of one of the two speakers.", "example": "4f1c2b7a9d3e85c0aa17"},
    )
