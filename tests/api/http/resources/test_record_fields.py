"""Schemas of the record follow the engine's dataclasses: a field of each, described once."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
import pytest

from api.http.resources.quotes import schemas
from api.http.resources.record_fields import record_field
from attribution import Cue, Evidence, Factor, Mention, Quotation, Span, Speaker
from attribution.codec import members

ROWS: list[tuple[type, type[ma.Schema], set[str]]] = [
    (Span, schemas.SpanSchema, set()),
    (Cue, schemas.CueSchema, set()),
    (Mention, schemas.MentionSchema, set()),
    (Factor, schemas.FactorSchema, set()),
    (Evidence, schemas.EvidenceSchema, set()),
    (Speaker, schemas.SpeakerNameSchema, set()),
    (Speaker, schemas.QuoteSpeakerSchema, {"id"}),
    (Quotation, schemas.QuotationSchema, set()),
    (Quotation, schemas.ArticleQuotationSchema, set()),
    (Quotation, schemas.QuoteSchema, {"updated_at", "article"}),
]


@pytest.mark.parametrize(("kind", "schema", "more"), ROWS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_schema_has_the_fields_of_its_class(kind: type, schema: type[ma.Schema], more: set[str]) -> None:
    assert set(schema().fields) == set(members(kind)) | more


@pytest.mark.parametrize(
    ("kind", "name", "field", "nullable", "metadata"),
    [
        (Span, "start", ma.fields.Integer, False, {"example": 10, "minimum": 0}),
        (Factor, "weight", ma.fields.Float, False, {"example": 1.27}),
        (Quotation, "confidence", ma.fields.Float, False, {"example": 0.97, "minimum": 0, "maximum": 1}),
        (Quotation, "type", ma.fields.Enum, False, {"example": "direct"}),
        (Quotation, "factuality", ma.fields.Enum, True, {"example": "asserted"}),
        (Quotation, "cue", ma.fields.Nested, True, {}),
        (Quotation, "reported_by", ma.fields.Nested, True, {"example": None}),
        (Evidence, "chain", ma.fields.List, False, {"example": ["Xi", "Chinese President Xi Jinping"]}),
    ],
    ids=str,
)
def test_a_field_by_its_annotation(
    kind: type, name: str, field: type, nullable: bool, metadata: dict[str, Any]
) -> None:
    found = record_field(kind, name)
    assert (type(found), found.required, found.allow_none) == (field, True, nullable)
    assert found.metadata.pop("description").endswith(".")
    assert found.metadata == metadata
