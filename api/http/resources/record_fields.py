"""The fields of a record's schema, derived from the engine's dataclasses and the descriptions of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import marshmallow as ma

from attribution.codec import Described, bare, element, is_record, members, optional

PLAIN: Mapping[type, type[ma.fields.Field[Any]]] = {str: ma.fields.String, float: ma.fields.Float}
SchemaNames = Mapping[type, str]


def record_fields(kind: type, schemas: SchemaNames | None = None) -> dict[str, ma.fields.Field[Any]]:
    """A field for each of the class's, all of them required in responses.

    The schema of a class within is named after it ("CueSchema"), unless ``schemas`` names another one.
    """
    return {name: record_field(kind, name, schemas) for name in members(kind)}


def record_field(kind: type, name: str, schemas: SchemaNames | None = None) -> ma.fields.Field[Any]:
    """The field of one of the class's fields."""
    hint = members(kind)[name]
    told = next(value for value in hint.__metadata__ if isinstance(value, Described))
    metadata = {key: value for key, value in told._asdict().items() if value not in (None, ...)}
    if told.example is None:
        metadata["example"] = None
    inner = optional(bare(hint))
    return _field(inner or bare(hint), schemas or {}, required=True, allow_none=inner is not None, metadata=metadata)


def _field(hint: Any, schemas: SchemaNames, **options: Any) -> ma.fields.Field[Any]:
    if item := element(hint):
        return ma.fields.List(_field(item, schemas), **options)
    if is_record(hint):
        return ma.fields.Nested(schemas.get(hint, f"{hint.__name__}Schema"), **options)
    if issubclass(hint, StrEnum):
        return ma.fields.Enum(hint, by_value=True, **options)
    if hint is int:  # offsets and counts
        return ma.fields.Integer(**{**options, "metadata": options.get("metadata", {}) | {"minimum": 0}})
    return PLAIN[hint](**options)
