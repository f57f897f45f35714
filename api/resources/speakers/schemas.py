"""Speakers in JSON."""

from __future__ import annotations

import marshmallow as ma

from api.resources.fields import Words
from api.resources.paging import PageQuery, next_cursor
from api.resources.quotes.schemas import SpeakerRefSchema


class SpeakerSchema(SpeakerRefSchema):
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
    quote_count = ma.fields.Integer(
        required=True,
        attribute="quotes",
        metadata={"description": "How many quotations are attributed to this speaker.", "minimum": 0, "example": 12},
    )


class SpeakerPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Speakers, by name."

    data = ma.fields.List(ma.fields.Nested(SpeakerSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class SpeakerQuery(PageQuery):
    """The filter of speakers."""

    q = Words(
        validate=ma.validate.Length(max=200),
        metadata={"description": "How a name begins, in any case and without accents.", "example": "blin"},
    )
