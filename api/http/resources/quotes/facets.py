"""JSON schemas of quotation counts."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import count
from api.http.resources.quotes.schemas import SpeakerRefSchema
from api.http.resources.record_fields import record_field
from api.http.resources.sources.refs import SourceRefSchema
from attribution import Quotation


class SpeakerCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The number of quotations of a speaker."

    speaker = ma.fields.Nested(SpeakerRefSchema, required=True)
    count = count("The number of quotations.")


class SourceCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The number of quotations in a source."

    source = ma.fields.Nested(SourceRefSchema, required=True)
    count = count("The number of quotations.")


class TypeCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The number of quotations of a type."

    type = record_field(Quotation, "type")
    count = count("The number of quotations.")


class FactualityCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The number of quotations with a factuality."

    factuality = record_field(Quotation, "factuality")
    count = count("The number of quotations.")


class PeriodCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The number of quotations published in a period, in UTC."

    begin = ma.fields.Date(
        required=True,
        metadata={"description": "The first day of the period; weeks begin on Monday.", "example": "2023-06-01"},
    )
    count = count("The number of quotations.")


class FacetsSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Counts of the quotations that match the filters."

    total = count("The number of quotations.")
    speakers = ma.fields.List(
        ma.fields.Nested(SpeakerCountSchema), required=True, metadata={"description": "Most quoted first."}
    )
    sources = ma.fields.List(
        ma.fields.Nested(SourceCountSchema), required=True, metadata={"description": "Most frequent first."}
    )
    types = ma.fields.List(
        ma.fields.Nested(TypeCountSchema), required=True, metadata={"description": "Most frequent first."}
    )
    factualities = ma.fields.List(
        ma.fields.Nested(FactualityCountSchema), required=True, metadata={"description": "Most frequent first."}
    )
    periods = ma.fields.List(
        ma.fields.Nested(PeriodCountSchema),
        required=True,
        metadata={"description": "The periods with quotations, oldest first."},
    )
