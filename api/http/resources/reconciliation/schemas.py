"""Names to match with speakers, after the Reconciliation Service API 0.2."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.resources.fields import Text, string
from api.operations.reconciliation import NameQuery
from api.strict_json import InvalidJSON, loads
from attribution import SpeakerKind

BATCH = 50  # names at once
MOST_CANDIDATES = 50
LONGEST = 200_000  # characters of all queries


class NameQuerySchema(ma.Schema):
    """One query of a batch; properties are accepted and not used."""

    query = ma.fields.String(load_default="", validate=ma.validate.Length(max=1000))
    type = ma.fields.Raw(load_default=None)
    limit = ma.fields.Integer(load_default=10, validate=ma.validate.Range(1))
    properties = ma.fields.List(ma.fields.Raw())
    type_strict = ma.fields.String(validate=ma.validate.OneOf(("any", "should", "all")))

    @ma.post_load
    def make(self, data: dict[str, Any], **kwargs: Any) -> NameQuery:
        """The query; a type that is no kind of speaker matches nothing."""
        given = data["type"]
        names = given if isinstance(given, list) else [] if given is None else [given]
        kinds = [kind for kind in SpeakerKind if kind.value in names]
        limit = min(data["limit"], MOST_CANDIDATES) if kinds or not names else 0
        return NameQuery(data["query"], kinds, limit)


class NameQueries(Text):
    """A batch of queries as JSON in a parameter: ``{"q0": {"query": "..."}}``."""

    def _deserialize(self, value: Any, *arguments: Any, **options: Any) -> Any:
        text = super()._deserialize(value, *arguments, **options)
        try:
            batch = loads(text)
        except InvalidJSON as error:
            raise ma.ValidationError(f"Is not JSON: {error}.") from None
        if not isinstance(batch, dict) or len(batch) > BATCH:
            raise ma.ValidationError(f"Must be an object with at most {BATCH} queries.")
        found = {}
        for name, query in batch.items():
            try:
                found[name] = NameQuerySchema().load(query)
            except ma.ValidationError as error:
                raise ma.ValidationError(f"{name}: {error}") from None
        return found


QUERIES = NameQueries(
    validate=None,
    metadata={
        "description": f"Up to {BATCH} queries in JSON, by any names: each with `query`, and `type` and `limit`.",
        "maxLength": LONGEST,
        "example": '{"q0": {"query": "Xi Jinping", "type": "person", "limit": 3}}',
    },
)


class ReconciliationQuery(ma.Schema):
    """The queries, if any."""

    queries = QUERIES


class ReconciliationForm(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "Names to match with speakers, as a form."

    queries = NameQueries(required=True, metadata=QUERIES.metadata)


class ReconciliationSchema(ma.Schema):
    class Meta:
        unknown = ma.INCLUDE
        description = (
            "The service manifest, or with `queries` the candidates for each, after the Reconciliation Service API 0.2."
        )


class SuggestQuery(ma.Schema):
    """The beginning of a name."""

    prefix = Text(
        required=True,
        validate=ma.validate.Length(max=300),
        metadata={"description": "What has been typed of a name.", "example": "Xi Jin"},
    )
    cursor = ma.fields.Integer(
        load_default=0,
        validate=ma.validate.Range(0, 1000),
        metadata={"description": "How many suggestions to skip.", "default": 0},
    )


class EntitySchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker."

    id = string("The speaker's identifier.", "4f1c2b7a9d3e85c0aa17")
    name = string("The speaker's name.", "Xi Jinping")
    description = string("What else is known.", "person, 9 quotations")
    notable = ma.fields.List(
        ma.fields.String(), required=True, metadata={"description": "The kind of speaker.", "example": ["person"]}
    )


class EntitiesSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Suggested speakers."

    result = ma.fields.List(ma.fields.Nested(EntitySchema), required=True, metadata={"description": "By name."})
