"""Deletions in JSON."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import instant, moment, string
from api.http.resources.paging import PageQuery, next_cursor
from api.store import DeletedKind


class DeletionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The record of a deleted article or quotation; obsolete if it was added again later."

    kind = ma.fields.Enum(
        DeletedKind, by_value=True, required=True, metadata={"description": "What was deleted.", "example": "quote"}
    )
    id = string("Its identifier.", "9f2d6c1b7e3a4850d1c2")
    deleted_at = instant("When it was deleted.")


class DeletionPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Deletions, oldest first."

    data = ma.fields.List(ma.fields.Nested(DeletionSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class DeletionQuery(PageQuery):
    """The filter of deletions."""

    since = moment("Deleted at this time or later.", "2023-06-19T09:30:00Z")
