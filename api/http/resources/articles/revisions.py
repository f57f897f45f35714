"""JSON schemas of an article's revisions."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import instant, string
from api.http.resources.paging import PageQuery, next_cursor
from api.http.resources.quotes.schemas import ArticleQuotation, TextRefSchema


class ChangedQuotationSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation whose text, type or speaker changed in this revision."

    before = ArticleQuotation(required=True)
    after = ArticleQuotation(required=True)


class RevisionFieldsSchema(TextRefSchema):
    """The members that all representations of a revision have in common."""

    class Meta:
        unknown = ma.EXCLUDE

    revision = ma.fields.Integer(
        required=True, metadata={"description": "The number of the revision, from 1.", "minimum": 1, "example": 2}
    )
    published_at = instant("When the article was published.", nullable=True)
    revised_at = instant("When this text was stored.")


class RevisionSchema(RevisionFieldsSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A revision of an article, and how its quotations differ from the previous revision."

    added = ma.fields.List(
        ArticleQuotation(), required=True, metadata={"description": "The quotations that were added."}
    )
    changed = ma.fields.List(
        ma.fields.Nested(ChangedQuotationSchema),
        required=True,
        metadata={"description": "The quotations that changed."},
    )
    removed = ma.fields.List(
        ArticleQuotation(), required=True, metadata={"description": "The quotations that were removed."}
    )


class RevisionPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Revisions of an article, newest first."

    data = ma.fields.List(ma.fields.Nested(RevisionSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class RevisionDetailSchema(RevisionFieldsSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A revision of an article with its text and quotations."

    article_id = string("The article's identifier.", "0c5a9e7d31b842f6bd90")
    text = string("The verbatim text.", "“This is very good,” Xi said of the talks.")
    quotations = ma.fields.List(
        ArticleQuotation(),
        required=True,
        metadata={"description": "The quotations, in text order."},
    )


class RevisionQuery(PageQuery):
    """Paging; revisions have no filters."""
