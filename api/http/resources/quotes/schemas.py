"""JSON schemas of quotations: the engine's record, with identifiers and the article if stored."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.representations.records import article_quotation
from api.http.resources.fields import count, instant, string
from api.http.resources.paging import next_cursor
from api.http.resources.record_fields import record_field, record_fields
from attribution import Cue, Evidence, Factor, Mention, Quotation, Span, Speaker
from attribution.model import SingleSpeaker

ID = "4f1c2b7a9d3e85c0aa17"
DIGEST = "The SHA-256 of the text in UTF-8: the text to which the offsets refer."
DIGEST_EXAMPLE = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class SpanSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A span of the article's text, in Unicode code points, end exclusive."
        include = record_fields(Span)


class CueSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = 'The words that report the speech, such as "said".'
        include = record_fields(Cue)


class MentionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The speaker as printed next to the cue."
        include = record_fields(Mention)


class FactorSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A feature that affected the confidence; docs/evidence.md lists their names."
        include = record_fields(Factor)


class EvidenceSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The evidence for the attribution, or why there is no speaker."
        include = record_fields(Evidence)


class SingleSpeakerSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A member of a group, as one article names and describes it."
        include = record_fields(SingleSpeaker)


class SpeakerNameSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker as one article names and describes it."
        include = record_fields(Speaker)


class SpeakerIdSchema(ma.Schema):
    """What identifies a speaker of the archive."""

    class Meta:
        unknown = ma.EXCLUDE

    id = string("The speaker's identifier, also for the parameter `speaker`.", ID)
    name = string("The archive's name for the speaker.", "Xi Jinping")
    kind = record_field(SingleSpeaker, "kind")


class SpeakerRefSchema(SpeakerIdSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker of the archive."


class QuoteMemberSchema(SpeakerIdSchema, SingleSpeakerSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A member of a group, as the quotation's article describes it."

    id = string("The speaker's identifier; null if the member is not linked to the archive.", ID, nullable=True)


class QuoteSpeakerSchema(SpeakerIdSchema, SpeakerNameSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker of the archive, as the quotation's article describes it."

    members = record_field(Speaker, "members", {SingleSpeaker: "QuoteMemberSchema"})


class QuotationSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation in a text that is not stored."
        include = record_fields(Quotation, {Speaker: "SpeakerNameSchema"})


class ArticleQuotationSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation of a stored article."
        include = record_fields(Quotation, {Speaker: "QuoteSpeakerSchema"})


class ArticleQuotation(ma.fields.Nested):
    """A quotation within an article, serialised by the representations like all quotations."""

    def __init__(self, **options: Any) -> None:
        super().__init__(ArticleQuotationSchema, **options)

    def _serialize(self, nested_obj: Any, *arguments: Any, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        return article_quotation(nested_obj)


class ArticlePlaceSchema(ma.Schema):
    """The members that all representations of an article have in common."""

    class Meta:
        unknown = ma.EXCLUDE

    id = string("The article's identifier.", "0c5a9e7d31b842f6bd90")
    source = ma.fields.String(
        required=True,
        allow_none=True,
        attribute="source.name",
        dump_default=None,
        metadata={"description": "The outlet's name.", "example": "Al Jazeera"},
    )
    url = string("Where it was published.", "https://news.example/2023/06/19/talks", nullable=True)
    published_at = instant("When it was published.", nullable=True)


class TextRefSchema(ma.Schema):
    """The members that identify one text of an article."""

    class Meta:
        unknown = ma.EXCLUDE

    title = string("Its headline.", "Talks end in Beijing", nullable=True)
    text_sha256 = string(DIGEST, DIGEST_EXAMPLE)


class QuoteArticleSchema(ArticlePlaceSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The article of a quotation; lists have `title` and `text_sha256` only with `include=article`."

    title = ma.fields.String(
        allow_none=True, metadata={"description": "Its headline.", "example": "Talks end in Beijing"}
    )
    text_sha256 = ma.fields.String(metadata={"description": DIGEST, "example": DIGEST_EXAMPLE})


class QuoteSchema(ArticleQuotationSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation of the archive, with its article."

    evidence = ma.fields.Nested(EvidenceSchema, metadata={"description": "In lists only with `include=evidence`."})
    updated_at = instant("When it was last changed, for `updated_since`.")
    article = ma.fields.Nested(QuoteArticleSchema, required=True)


class ContextSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The sentences of a quotation, plus one before and one after."

    text = string("As printed.", "He was pleased. “This is very good,” Xi said of the talks.")
    start = count("The offset of the first code point in the article's text.", 0)
    end = count("The offset after the last code point.", 58)


class QuoteDetailSchema(QuoteSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation with its evidence and surrounding sentences."

    context = ma.fields.Nested(ContextSchema, required=True)


class QuotePageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Quotations; by default those of the newest article first, then in text order."

    data = ma.fields.List(ma.fields.Nested(QuoteSchema), required=True, attribute="items")
    next_cursor = next_cursor()
    total = ma.fields.Integer(
        metadata={
            "description": "The number of quotations on all pages, with `include=total`.",
            "minimum": 0,
            "example": 12,
        }
    )
