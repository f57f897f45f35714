"""What commits did to quotations, in JSON, and the parameters of the feed."""

from __future__ import annotations

from enum import StrEnum

import marshmallow as ma

from api.http.resources.fields import AnyOf, Limit, Text, count, string
from api.http.resources.quotes.queries import IDENTIFIER, QuoteFilterQuery
from api.http.resources.quotes.schemas import QuoteSchema
from api.store.changes.feed import ChangeKind


class ChangeInclude(StrEnum):
    """What the records of the feed have beside the rest."""

    ARTICLE = "article"
    EVIDENCE = "evidence"


class ChangeSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What one commit did to one quotation."

    number = count("The commit's number. Later commits have larger ones, and none is ever given out again.", 1024)
    kind = ma.fields.Enum(
        ChangeKind,
        by_value=True,
        required=True,
        metadata={
            "description": "Under the filters: one that the commit brought into them is `added`, one that it took out "
            "of them is `deleted`, also where the archive still has it.",
            "example": "changed",
        },
    )
    id = string("The quotation's identifier.", "9f2d6c1b7e3a4850d1c2")
    before = ma.fields.Nested(
        QuoteSchema,
        required=True,
        allow_none=True,
        metadata={"description": "As the commit found it; null where the archive did not have it.", "example": None},
    )
    after = ma.fields.Nested(
        QuoteSchema,
        required=True,
        allow_none=True,
        metadata={"description": "As the commit left it; null where the archive has it no more."},
    )


class ChangePageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Changes in the order in which they were made."

    data = ma.fields.List(ma.fields.Nested(ChangeSchema), required=True)
    next_since = string("The `since` to ask from next, also when there is no change.", "1024-3fa91c07")
    more = ma.fields.Boolean(
        required=True,
        metadata={
            "description": "Whether there are changes after these now. A page may have none that the filters let "
            "through and still have more after it.",
            "example": False,
        },
    )
    latest = count("The number of the archive's newest commit that changed a quotation.", 1024)


class ChangeQuery(QuoteFilterQuery):
    """Which changes, and with what."""

    class Meta:
        exclude = ("updated_since",)

    speaker = AnyOf(Text(validate=IDENTIFIER), "Who said it, by the identifier in the quotation's record.")
    since = Text(
        load_default="0",
        validate=ma.validate.Length(max=100),
        metadata={
            "description": "Where to go on: a `next_since`, or the `Saidby-Since` of a list. Without it, or with 0, "
            "from the beginning, where everything is added.",
            "example": "0",
        },
    )
    limit = Limit(
        load_default=50,
        metadata={"minimum": 1, "maximum": 200, "description": "How many at most.", "example": 50},
    )
    include = AnyOf(
        ma.fields.Enum(ChangeInclude, by_value=True),
        "What to bring with the records: the articles' titles and digests, the evidence.",
        example=["article"],
    )
