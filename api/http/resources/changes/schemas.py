"""Changes to quotations in JSON, and the parameters of the feed."""

from __future__ import annotations

from enum import StrEnum

import marshmallow as ma

from api.http.resources.fields import AnyOf, Limit, Text, count, string
from api.http.resources.quotes.queries import IDENTIFIER, QuoteFilterQuery
from api.http.resources.quotes.schemas import QuoteSchema
from api.store.changes.feed import ChangeKind


class ChangeInclude(StrEnum):
    """Optional parts of the records in the feed."""

    ARTICLE = "article"
    EVIDENCE = "evidence"


class ChangeSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What one commit did to one quotation."

    number = count("The commit number. Later commits have larger numbers, and none is reused.", 1024)
    kind = ma.fields.Enum(
        ChangeKind,
        by_value=True,
        required=True,
        metadata={
            "description": "Relative to the filters: a quotation that matches them since this commit is `added`, one "
            "that no longer does is `deleted`, even if the archive still contains it.",
            "example": "changed",
        },
    )
    id = string("The quotation's identifier.", "9f2d6c1b7e3a4850d1c2")
    before = ma.fields.Nested(
        QuoteSchema,
        required=True,
        allow_none=True,
        metadata={
            "description": "The record before the commit; null if the archive did not contain it.",
            "example": None,
        },
    )
    after = ma.fields.Nested(
        QuoteSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The record after the commit; null if the archive no longer contains it."},
    )


class ChangePageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Changes in commit order."

    data = ma.fields.List(ma.fields.Nested(ChangeSchema), required=True)
    next_since = string("The `since` of the next request, also if there are no changes.", "1024-3fa91c07")
    more = ma.fields.Boolean(
        required=True,
        metadata={
            "description": "Whether there are further changes now. A page can be empty because of the filters and "
            "still be followed by others.",
            "example": False,
        },
    )
    latest = count("The number of the latest commit that changed a quotation.", 1024)


class ChangeQuery(QuoteFilterQuery):
    """The filters and options of the change feed."""

    class Meta:
        exclude = ("updated_since",)

    speaker = AnyOf(Text(validate=IDENTIFIER), "Who said it: the identifier of the speaker in the quotation's record.")
    since = Text(
        load_default="0",
        validate=ma.validate.Length(max=100),
        metadata={
            "description": "Where to continue: a `next_since`, or the `Saidby-Since` of a list. The default, 0, is the "
            "beginning, where every quotation is added.",
            "example": "0",
        },
    )
    limit = Limit(
        load_default=50,
        metadata={"minimum": 1, "maximum": 200, "description": "The maximum number of changes.", "example": 50},
    )
    include = AnyOf(
        ma.fields.Enum(ChangeInclude, by_value=True),
        "Optional parts of the records: the articles' titles and digests, the evidence.",
        example=["article"],
    )
