"""Counts of quotations in JSON."""

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
        description = "How often a speaker is quoted."

    speaker = ma.fields.Nested(SpeakerRefSchema, required=True)
    count = count("How many quotations.")


class SourceCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "How many quotations an outlet has."

    source = ma.fields.Nested(SourceRefSchema, required=True)
    count = count("How many quotations.")


class TypeCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "How many quotations are of a type."

    type = record_field(Quotation, "type")
    count = count("How many quotations.")


class FactualityCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "How many quotations are of a factuality."

    factuality = record_field(Quotation, "factuality")
    count = count("How many quotations.")


class PeriodCountSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "How many quotations were published in a period, in UTC."

    begin = ma.fields.Date(
        required=True,
        metadata={"description": "The first day of the day, week (Monday) or month.", "example": "2023-06-01"},
    )
    count = count("How many quotations.")


class FacetsSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Counts of the quotations that the filters find."

    total = count("How many quotations.")
    speakers = ma.fields.List(
        ma.fields.Nested(SpeakerCountSchema), required=True, metadata={"description": "The most quoted first."}
    )
    sources = ma.fields.List(
        ma.fields.Nested(SourceCountSchema), required=True, metadata={"description": "The most frequent first."}
    )
    types = ma.fields.List(
        ma.fields.Nested(TypeCountSchema), required=True, metadata={"description": "The most frequent first."}
    )
    factualities = ma.fields.List(
        ma.fields.Nested(FactualityCountSchema), required=True, metadata={"description": "The most frequent first."}
    )
    periods = ma.fields.List(
        ma.fields.Nested(PeriodCountSchema),
        required=True,
        metadata={"description": "The periods that have quotations, the earliest first."},
    )
