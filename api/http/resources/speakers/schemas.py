"""Speakers in JSON: in lists, in full, as suggestions, and what a human says of them."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.resources.corrections.schemas import WordSchema
from api.http.resources.fields import NAME, Text, Words, formed, instant, string
from api.http.resources.paging import PageQuery, next_cursor
from api.http.resources.quotes.schemas import SpeakerRefSchema
from api.http.resources.sources.refs import SourceRefSchema
from api.store import forms
from api.store.identity.comparison import Difference

IDENTIFIED = (
    "Whether this is somebody's identity; false for a description of an unnamed source, and for a name that may be "
    "several people's, as a family name alone."
)
SAME_AS = "The same one elsewhere, as in Wikidata."
URI = "https://www.wikidata.org/entity/Q15031"


class AnySpeakerSchema(SpeakerRefSchema):
    """What lists and the speaker in full have in common."""

    identified = ma.fields.Boolean(required=True, metadata={"description": IDENTIFIED, "example": True})
    same_as = ma.fields.String(
        required=True, allow_none=True, metadata={"format": "uri", "description": SAME_AS, "example": URI}
    )
    quote_count = ma.fields.Integer(
        required=True,
        attribute="quotes",
        metadata={"description": "How many quotations are attributed to this speaker.", "minimum": 0, "example": 12},
    )


class SpeakerSchema(AnySpeakerSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker of the archive with the forms of the name and the number of quotations."

    aliases = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={
            "description": "The forms of the name that were printed, the most frequent first.",
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

    form = string("As printed.", "Xi")
    quote_count = ma.fields.Integer(
        required=True, attribute="quotes", metadata={"description": "How many quotations show it.", "minimum": 0}
    )
    article_count = ma.fields.Integer(
        required=True, attribute="articles", metadata={"description": "In how many articles.", "minimum": 0}
    )
    article_ids = ma.fields.List(
        ma.fields.String(), required=True, metadata={"description": "These articles, a hundred at most."}
    )


class SpeakerDescriptionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What a speaker is called beside the name."

    text = string("As printed.", "Chinese President")
    article_count = ma.fields.Integer(
        required=True, attribute="articles", metadata={"description": "In how many articles.", "minimum": 0}
    )


class SpeakerSourceCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "How many of a speaker's quotations a source has."

    source = ma.fields.Nested(SourceRefSchema, required=True, allow_none=True)
    quote_count = ma.fields.Integer(
        required=True, attribute="quotes", metadata={"description": "How many.", "minimum": 0}
    )


class SpeakerMonthCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "How many of a speaker's quotations a month has."

    month = string("The month in UTC; null for articles without a date.", "2023-06", nullable=True)
    quote_count = ma.fields.Integer(
        required=True, attribute="quotes", metadata={"description": "How many.", "minimum": 0}
    )


class SpeakerDetailSchema(AnySpeakerSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker in full."

    aliases = ma.fields.List(
        ma.fields.Nested(SpeakerAliasSchema),
        required=True,
        metadata={"description": "The forms of the name that were printed, the most frequent first."},
    )
    descriptions = ma.fields.List(
        ma.fields.Nested(SpeakerDescriptionSchema),
        required=True,
        metadata={"description": "Roles and offices as printed, the most frequent first, fifty at most."},
    )
    speaks_for = ma.fields.List(
        ma.fields.Nested(SpeakerDescriptionSchema),
        required=True,
        metadata={"description": "For whom they speak as a spokesperson, the most frequent first, fifty at most."},
    )
    first_seen = instant("The date of the oldest dated article that quotes them.", nullable=True)
    last_seen = instant("The date of the newest.", nullable=True)
    by_source = ma.fields.List(
        ma.fields.Nested(SpeakerSourceCountSchema), required=True, metadata={"description": "The largest first."}
    )
    by_month = ma.fields.List(
        ma.fields.Nested(SpeakerMonthCountSchema), required=True, metadata={"description": "The oldest first."}
    )
    former_ids = ma.fields.List(
        ma.fields.String(), required=True, metadata={"description": "Identifiers that lead here."}
    )


class SpeakerSuggestionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Two speakers that may be one; merging the first into the other would make them one."

    speaker = ma.fields.Nested(SpeakerRefSchema, required=True)
    known = ma.fields.Nested(SpeakerRefSchema, required=True)
    confidence = ma.fields.Float(
        required=True,
        metadata={"description": "The probability that they are one.", "minimum": 0, "maximum": 1, "example": 0.67},
    )
    difference = ma.fields.Enum(
        Difference, by_value=True, required=True, metadata={"description": "How their names differ."}
    )


class SpeakerSuggestionPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Merges to consider, the surest first."

    data = ma.fields.List(ma.fields.Nested(SpeakerSuggestionSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class SpeakerChangesSchema(WordSchema):
    class Meta:
        unknown = ma.RAISE
        description = "Who a speaker is elsewhere, who says so and why."

    same_as = Text(
        required=True,
        allow_none=True,
        validate=[ma.validate.Length(max=forms.MAX_ADDRESS), formed(forms.fault_of_address)],
        metadata={"format": "uri", "description": SAME_AS + " Null takes it away.", "example": URI},
    )


class SpeakerMergeSchema(WordSchema):
    class Meta:
        unknown = ma.RAISE
        description = "Into whom a speaker is merged, who says so and why."

    into = Words(
        required=True,
        validate=ma.validate.Length(max=200),
        metadata={"description": "The identifier of the speaker that stays.", "example": "4f1c2b7a9d3e85c0aa17"},
    )


class SpeakerSplitSchema(WordSchema):
    class Meta:
        unknown = ma.RAISE
        description = "What of a speaker is somebody else's, who says so and why."

    article_ids = ma.fields.List(
        Words(validate=ma.validate.Length(max=200)),
        validate=ma.validate.Length(1, 1000),
        metadata={"description": "Articles in which it is somebody else."},
    )
    aliases = ma.fields.List(
        Words(validate=ma.validate.Length(max=200)),
        validate=ma.validate.Length(1, 100),
        metadata={"description": "Forms of the name that are somebody else's.", "example": ["Anthony Blinken"]},
    )
    name = Words(
        validate=[ma.validate.Length(max=forms.MAX_NAME), formed(forms.fault_of_name)],
        metadata={"description": "What the other one is called; as in the articles where it is left out."},
    )

    @ma.validates_schema
    def check_any(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Something must be split off."""
        if not data.keys() & {"article_ids", "aliases"}:
            raise ma.ValidationError("Names nothing to split off: article_ids, aliases.")


class SpeakerQuery(PageQuery):
    """The filter of speakers."""

    q = Text(
        validate=NAME,
        metadata={
            "description": "How a name begins, in any case and without accents; where none does, one like it.",
            "example": "blin",
        },
    )
