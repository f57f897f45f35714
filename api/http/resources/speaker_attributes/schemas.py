"""Attributes of speakers in JSON: the table in CSV, as it is sent and as it is stored."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import Text, count, formed, instant, string
from api.operations.attribute_tables import MOST_ATTRIBUTES, MOST_CHARACTERS, MOST_ROWS
from api.store import formats

EXAMPLE = "speaker,party\nAna Ruiz,Independent\n"


class NewSpeakerAttributesSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A table of attributes of speakers."

    csv = Text(
        required=True,
        validate=ma.validate.Length(max=MOST_CHARACTERS),
        metadata={
            "description": "A heading, and a line for each speaker, separated by commas, semicolons or tabs: the "
            f"speaker's name or identifier, then up to {MOST_ATTRIBUTES} attributes. Up to {MOST_ROWS:,} speakers.",
            "example": EXAMPLE,
        },
    )
    by = Text(
        validate=[ma.validate.Length(max=formats.MAX_NAME), formed(formats.name_error)],
        metadata={"description": "Who imports them; default: the name of the API key.", "example": "Ana Brandt"},
    )


class SpeakerAttributesSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The attributes of speakers in force."

    csv = string("The table, as it can be imported again; empty if there are no attributes.", EXAMPLE)
    names = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={"description": "The names of the attributes.", "example": ["party"]},
    )
    speaker_count = count("The number of speakers in the table.", 650)
    unknown_speakers = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={"description": "The speakers in the table whom the archive does not know.", "example": []},
    )
    imported_at = instant("When they were imported or removed; null if they never were.", nullable=True)
    by = string("Who did it; null if nobody ever did.", "Ana Brandt", nullable=True)
