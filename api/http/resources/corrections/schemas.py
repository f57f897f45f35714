"""Corrections in JSON: as they come in, and as they are kept."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.resources.fields import Text, Words, formed, instant, string
from api.http.resources.paging import next_cursor
from api.store import forms
from attribution import QuotationType, SpeakerKind

WHO = {"description": "Who says so; the name of the API key where it is left out.", "example": "Ana Brandt"}
WHY = {"description": "Why.", "example": "The article names him in its third paragraph."}


class WordSchema(ma.Schema):
    """Who says so, and why: in the body of every correction."""

    by = Text(validate=[ma.validate.Length(max=forms.MAX_NAME), formed(forms.fault_of_name)], metadata=WHO)
    why = Text(required=True, validate=[ma.validate.Length(max=2000), formed(forms.fault_of_prose)], metadata=WHY)


class SpeakerChoiceSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A speaker by identifier, or by name and kind."

    id = Words(
        validate=ma.validate.Length(max=200),
        metadata={"description": "A speaker of the archive.", "example": "4f1c2b7a9d3e85c0aa17"},
    )
    name = Words(
        validate=[ma.validate.Length(max=forms.MAX_NAME), formed(forms.fault_of_name)],
        metadata={"description": "A name, instead of an identifier.", "example": "Xi Jinping"},
    )
    kind = ma.fields.Enum(
        SpeakerKind, by_value=True, metadata={"description": "What sort of source; a person where it is left out."}
    )

    @ma.validates_schema
    def check_one(self, data: dict[str, Any], **kwargs: Any) -> None:
        """An identifier says all; without one there is a name."""
        if ("id" in data) == ("name" in data):
            raise ma.ValidationError("Needs either id or name.")
        if "id" in data and "kind" in data:
            raise ma.ValidationError("Is the known speaker's own.", "kind")


class QuoteCorrectionSchema(WordSchema):
    class Meta:
        unknown = ma.RAISE
        description = "What is wrong with a quotation, who says so and why. What is left out stays as it is."

    speaker = ma.fields.Nested(
        SpeakerChoiceSchema,
        allow_none=True,
        metadata={"description": "Who said it; null where nobody can tell."},
    )
    type = ma.fields.Enum(QuotationType, by_value=True, metadata={"description": "How the words were passed on."})
    is_quotation = ma.fields.Boolean(
        truthy={True}, falsy={False},
        metadata={"description": "False takes it out of the archive, true puts it back.", "example": True},
    )  # fmt: skip

    @ma.validates_schema
    def check_any(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Nothing to correct is a mistake, and what is no quotation has no speaker."""
        if not data.keys() & {"speaker", "type", "is_quotation"}:
            raise ma.ValidationError("Corrects nothing: speaker, type, is_quotation.")
        if data.get("is_quotation") is False and data.keys() & {"speaker", "type"}:
            raise ma.ValidationError("What is no quotation has neither speaker nor type.", "is_quotation")


class SpeakersApartSchema(WordSchema):
    class Meta:
        unknown = ma.RAISE
        description = "From whom a speaker is kept apart, who says so and why."

    other = Words(
        required=True,
        validate=ma.validate.Length(max=200),
        metadata={"description": "The identifier of the other speaker.", "example": "4f1c2b7a9d3e85c0aa17"},
    )


class CorrectedSpeakerSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker as a correction remembers them."

    id = ma.fields.String(metadata={"description": "The identifier at that time; left out for a name alone."})
    name = string("The name at that time.", "Xi Jinping")
    kind = ma.fields.Enum(SpeakerKind, by_value=True, required=True, metadata={"description": "What sort of source."})


class CorrectedStateSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What a correction changed, before or after it. What it did not touch may be left out."

    type = ma.fields.Enum(QuotationType, by_value=True, metadata={"description": "How the words were passed on."})
    speaker = ma.fields.Nested(CorrectedSpeakerSchema, allow_none=True, metadata={"description": "Who said it."})
    is_quotation = ma.fields.Boolean(metadata={"description": "Whether it is a quotation.", "example": True})
    same_as = ma.fields.String(allow_none=True, metadata={"format": "uri", "description": "Who that is elsewhere."})


class CorrectionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What a human corrected, who, when and why. Corrections are never changed or deleted."

    number = ma.fields.Integer(
        required=True, metadata={"description": "Their order, from 1.", "minimum": 1, "example": 7}
    )
    action = string("What was done: merge, split, apart, same_as or quote.", "quote")
    made_at = instant("When.")
    by = string("Who says so.", "Ana Brandt")
    why = string("Why.", "The article names him in its third paragraph.")
    article_id = string("The article of the quotation; null for a correction of speakers.", nullable=True)
    quote_id = string("The quotation; null for a correction of speakers.", nullable=True)
    speaker = ma.fields.Nested(
        CorrectedSpeakerSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Who was merged, split, kept apart or linked; null for a correction of a quotation."},
    )
    other = ma.fields.Nested(
        CorrectedSpeakerSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Into whom they were merged, who was split off, or from whom they are kept apart."},
    )
    before = ma.fields.Nested(CorrectedStateSchema, required=True, allow_none=True)
    after = ma.fields.Nested(CorrectedStateSchema, required=True, allow_none=True)


class CorrectionPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Corrections, the oldest first."

    data = ma.fields.List(ma.fields.Nested(CorrectionSchema), required=True, attribute="items")
    next_cursor = next_cursor()
