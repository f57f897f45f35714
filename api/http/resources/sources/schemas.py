"""Sources in JSON."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import string
from api.http.resources.paging import PageQuery, next_cursor


class SourceSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An outlet whose articles are in the archive."

    id = string("The source's identifier.", "77de68daecd823babbb5")
    name = string("Its name.", "Al Jazeera")
    article_count = ma.fields.Integer(
        required=True,
        attribute="articles",
        metadata={"description": "The number of its articles in the archive.", "minimum": 0, "example": 3},
    )
    quote_count = ma.fields.Integer(
        required=True,
        attribute="quotes",
        metadata={"description": "The number of quotations in them.", "minimum": 0, "example": 12},
    )


class SourcePageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Sources, by name."

    data = ma.fields.List(ma.fields.Nested(SourceSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class SourceQuery(PageQuery):
    """Sources have no filters."""
