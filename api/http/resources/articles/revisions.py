"""The texts that an article had, in JSON."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import instant, string
from api.http.resources.paging import PageQuery, next_cursor
from api.http.resources.quotes.schemas import ArticleQuotation, TextRefSchema


class ChangedQuotationSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation that reads otherwise, or is somebody else's, from this revision on."

    before = ArticleQuotation(required=True)
    after = ArticleQuotation(required=True)


class RevisionFieldsSchema(TextRefSchema):
    """What every form of a revision has."""

    class Meta:
        unknown = ma.EXCLUDE

    revision = ma.fields.Integer(
        required=True, metadata={"description": "Its number, from 1.", "minimum": 1, "example": 2}
    )
    published_at = instant("When the article was published.", nullable=True)
    revised_at = instant("When this text came into the archive.")


class RevisionSchema(RevisionFieldsSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "One text of an article, and how its quotations differ from those of the text before."

    added = ma.fields.List(ArticleQuotation(), required=True, metadata={"description": "The quotations that came."})
    changed = ma.fields.List(
        ma.fields.Nested(ChangedQuotationSchema), required=True, metadata={"description": "Those that changed."}
    )
    removed = ma.fields.List(ArticleQuotation(), required=True, metadata={"description": "Those that went."})


class RevisionPageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Revisions of an article, the present one first."

    data = ma.fields.List(ma.fields.Nested(RevisionSchema), required=True, attribute="items")
    next_cursor = next_cursor()


class RevisionDetailSchema(RevisionFieldsSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "One text of an article, with the quotations that it had."

    article_id = string("The article's identifier.", "0c5a9e7d31b842f6bd90")
    text = string("The text, to the letter.", "“This is very good,” Xi said of the talks.")
    quotations = ma.fields.List(
        ArticleQuotation(),
        required=True,
        metadata={"description": "Its quotations, in the order of the text."},
    )


class RevisionQuery(PageQuery):
    """Revisions have no filters."""
