"""Corrections in JSON, as submitted and as stored."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.resources.fields import Text, Words, formed, instant, string
from api.http.resources.paging import next_cursor
from api.http.resources.quotes.schemas import SpanSchema
from api.store import formats
from api.store.speakers.extents import MOST_SPANS
from attribution import QuotationType, SpeakerKind
from attribution.article.text import MAX_CHARACTERS

WHO = {"description": "Who makes the correction; default: the name of the API key.", "example": "Ana Brandt"}
WHY = {"description": "The reason.", "example": "The article names him in its third paragraph."}


def offset(description: str, example: int) -> ma.fields.Integer:
    """A place in an article's text."""
    metadata = {"description": description, "example": example}
    limits = ma.validate.Range(0, MAX_CHARACTERS)
    return ma.fields.Integer(required=True, strict=True, validate=limits, metadata=metadata)


class AuthorshipSchema(ma.Schema):
    """Author and reason, in the body of every correction."""

    by = Text(validate=[ma.validate.Length(max=formats.MAX_NAME), formed(formats.name_error)], metadata=WHO)
    why = Text(required=True, validate=[ma.validate.Length(max=2000), formed(formats.prose_error)], metadata=WHY)


class SpeakerChoiceSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A speaker by identifier, or by name and kind."

    id = Words(
        validate=ma.validate.Length(max=200),
        metadata={"description": "A speaker of the archive.", "example": "4f1c2b7a9d3e85c0aa17"},
    )
    name = Words(
        validate=[ma.validate.Length(max=formats.MAX_NAME), formed(formats.name_error)],
        metadata={"description": "A name, instead of an identifier.", "example": "Xi Jinping"},
    )
    kind = ma.fields.Enum(SpeakerKind, by_value=True, metadata={"description": "The kind of speaker; default: person."})

    @ma.validates_schema
    def check_one(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Require either an identifier, or a name with an optional kind."""
        if ("id" in data) == ("name" in data):
            raise ma.ValidationError("Needs either id or name.")
        if "id" in data and "kind" in data:
            raise ma.ValidationError("Cannot be combined with id.", "kind")


class NewSpanSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A span of the article's text, in Unicode code points, end exclusive."

    start = offset("The offset of the first code point.", 10)
    end = offset("The offset after the last code point.", 28)


class QuoteCorrectionSchema(AuthorshipSchema):
    class Meta:
        unknown = ma.RAISE
        description = "Changes to a quotation, with author and reason. Members that are absent stay unchanged."

    speaker = ma.fields.Nested(
        SpeakerChoiceSchema,
        allow_none=True,
        metadata={"description": "Who said it; null if unknown."},
    )
    type = ma.fields.Enum(QuotationType, by_value=True, metadata={"description": "The type of quotation."})
    is_quotation = ma.fields.Boolean(
        truthy={True}, falsy={False},
        metadata={"description": "False removes it from the archive, true restores it.", "example": True},
    )  # fmt: skip
    spans = ma.fields.List(
        ma.fields.Nested(NewSpanSchema),
        validate=ma.validate.Length(1, MOST_SPANS),
        metadata={
            "description": "Where the content stands in the article's text, in its order, without outer quotation "
            "marks, cue and mention: whole characters, apart from each other, without white space at the ends."
        },
    )

    @ma.validates_schema
    def check_any(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Reject empty corrections, and a speaker, type or extent for what is no quotation."""
        if not data.keys() & {"speaker", "type", "spans", "is_quotation"}:
            raise ma.ValidationError("Must contain at least one of: speaker, type, spans, is_quotation.")
        if data.get("is_quotation") is False and data.keys() & {"speaker", "type", "spans"}:
            raise ma.ValidationError("Cannot be false together with speaker, type or spans.", "is_quotation")


class SpeakersApartSchema(AuthorshipSchema):
    class Meta:
        unknown = ma.RAISE
        description = "A speaker to keep apart, with author and reason."

    other = Words(
        required=True,
        validate=ma.validate.Length(max=200),
        metadata={"description": "The identifier of the other speaker.", "example": "4f1c2b7a9d3e85c0aa17"},
    )


class CorrectedSpeakerSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker at the time of a correction."

    id = ma.fields.String(metadata={"description": "The identifier at that time; absent if only a name was given."})
    name = string("The name at that time.", "Xi Jinping")
    kind = ma.fields.Enum(SpeakerKind, by_value=True, required=True, metadata={"description": "The kind of speaker."})


class CorrectedStateSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The corrected members, before or after the correction. Unchanged members may be absent."

    type = ma.fields.Enum(QuotationType, by_value=True, metadata={"description": "The type of quotation."})
    speaker = ma.fields.Nested(CorrectedSpeakerSchema, allow_none=True, metadata={"description": "Who said it."})
    is_quotation = ma.fields.Boolean(metadata={"description": "Whether it is a quotation.", "example": True})
    spans = ma.fields.List(
        ma.fields.Nested(SpanSchema), metadata={"description": "Where the content stands in the article's text."}
    )
    text = ma.fields.String(metadata={"description": "The content.", "example": "This is very good,"})
    same_as = ma.fields.String(
        allow_none=True, metadata={"format": "uri", "description": "A URL of the same entity elsewhere."}
    )


class CorrectionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A correction, with author, time and reason. Corrections are never changed or deleted."

    number = ma.fields.Integer(
        required=True, metadata={"description": "The number of the correction, from 1.", "minimum": 1, "example": 7}
    )
    action = string("The kind of correction: merge, split, apart, same_as or quote.", "quote")
    made_at = instant("When it was made.")
    by = string("Who made it.", "Ana Brandt")
    why = string("The reason.", "The article names him in its third paragraph.")
    article_id = string("The article of the quotation; null for a correction of speakers.", nullable=True)
    quote_id = string("The quotation; null for a correction of speakers.", nullable=True)
    speaker = ma.fields.Nested(
        CorrectedSpeakerSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The speaker merged, split, kept apart or linked; null if a quotation was corrected."},
    )
    other = ma.fields.Nested(
        CorrectedSpeakerSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The speaker it was merged into, split off, or kept apart from."},
    )
    before = ma.fields.Nested(CorrectedStateSchema, required=True, allow_none=True)
    after = ma.fields.Nested(CorrectedStateSchema, required=True, allow_none=True)


class CorrectionPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Corrections, oldest first."

    data = ma.fields.List(ma.fields.Nested(CorrectionSchema), required=True, attribute="items")
    next_cursor = next_cursor()
