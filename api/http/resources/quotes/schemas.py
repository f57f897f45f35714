"""The quotation in JSON: the engine's record, with identifiers and its article where it is stored."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.representations.records import article_quotation
from api.http.resources.fields import count, instant, string
from api.http.resources.paging import next_cursor
from attribution import QuotationType, Reason, SpeakerKind

TYPE = (
    "Direct: all in quotation marks, as its own clause; mixed: a marked part in a clause; indirect: no marks; "
    "belief: not said, but thought, wanted or feared."
)
SPEAKER = "Who said it; null where nobody is certain enough."
OUTER = {"description": "Who passed the words on, in a chain of reports.", "example": None}
KIND = "What sort of source the speaker is."


DIGEST = "The SHA-256 of its text in UTF-8: the text that the offsets count."
DIGEST_EXAMPLE = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def confidence() -> ma.fields.Float:
    """How sure the engine is."""
    told = "The probability that words and speaker are both right."
    return ma.fields.Float(required=True, metadata={"minimum": 0, "maximum": 1, "example": 0.97, "description": told})


class SpanSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A stretch of the article's text, in Unicode code points, end exclusive."

    start = count("The first code point.", 10)
    end = count("The code point after the last.", 28)


class CueSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The words that report."

    text = string("As printed.", "said")
    lemma = string("The dictionary form.", "say")
    start = count("The first code point.", 34)
    end = count("The code point after the last.", 38)


class MentionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The speaker as printed beside the cue."

    text = string("As printed.", "Xi")
    start = count("The first code point.", 31)
    end = count("The code point after the last.", 33)


class SpeakerKindSchema(ma.Schema):
    """What every form of a speaker has."""

    class Meta:
        unknown = ma.EXCLUDE

    name = string("The fullest name in the article.", "Xi Jinping")
    kind = ma.fields.Enum(
        SpeakerKind, by_value=True, required=True, metadata={"description": KIND, "example": "person"}
    )


class CalledSchema(ma.Schema):
    """What an article prints of a speaker beside the name."""

    class Meta:
        unknown = ma.EXCLUDE

    description = string("The role or office, as this article prints it.", "Chinese President", nullable=True)
    speaks_for = string("The person or body that a spokesperson speaks for.", nullable=True)


class SpeakerNameSchema(CalledSchema, SpeakerKindSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Who a speaker is, as far as one article tells, and what it calls them."


class SpeakerRefSchema(SpeakerKindSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker of the archive."

    id = string("The speaker's identifier, also for the parameter `speaker`.", "4f1c2b7a9d3e85c0aa17")
    name = string("The archive's name for the speaker.", "Xi Jinping")


class QuoteSpeakerSchema(CalledSchema, SpeakerRefSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A speaker of the archive, and what the quotation's article calls them."


class FactorSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A feature that decided: docs/evidence.md lists their names."

    name = string("The name of the feature.", "source_role")
    weight = ma.fields.Float(
        required=True,
        metadata={"description": "What it adds to the log odds of content and speaker being right.", "example": 1.27},
    )


class EvidenceSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Why the engine says so, or why it names no speaker."

    rule = string("The rule that found the speaker.", "subject_of_cue")
    chain = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={
            "description": "From the mention to the name.",
            "example": ["Xi", "Chinese President Xi Jinping"],
        },
    )
    reason = ma.fields.Enum(
        Reason,
        by_value=True,
        required=True,
        allow_none=True,
        metadata={"description": "Why there is no speaker; null where there is one.", "example": None},
    )
    factors = ma.fields.List(
        ma.fields.Nested(FactorSchema),
        required=True,
        metadata={"description": "The features that moved the confidence most, the weightiest first."},
    )


class PassageSchema(ma.Schema):
    """What every form of a quotation has before its speaker."""

    class Meta:
        unknown = ma.EXCLUDE

    id = string("The quotation's identifier, derived from the article and the place in it.", "9f2d6c1b7e3a4850d1c2")
    type = ma.fields.Enum(
        QuotationType, by_value=True, required=True, metadata={"description": TYPE, "example": "direct"}
    )
    text = string("What was said, as printed; the spans joined by one space.", "This is very good,")
    spans = ma.fields.List(
        ma.fields.Nested(SpanSchema),
        required=True,
        metadata={"description": "Where that stands, without outer quotation marks, cue and mention."},
    )
    quoted = ma.fields.List(
        ma.fields.Nested(SpanSchema),
        required=True,
        metadata={"description": "The parts inside quotation marks: verbatim."},
    )
    cue = ma.fields.Nested(CueSchema, required=True, allow_none=True)
    mention = ma.fields.Nested(MentionSchema, required=True, allow_none=True)


class JudgementSchema(ma.Schema):
    """What every form of a quotation has after its speaker."""

    class Meta:
        unknown = ma.EXCLUDE

    confidence = confidence()
    evidence = ma.fields.Nested(EvidenceSchema, required=True)


class NamedSpeakersSchema(ma.Schema):
    """The speakers of a quotation that is not kept."""

    speaker = ma.fields.Nested(SpeakerNameSchema, required=True, allow_none=True, metadata={"description": SPEAKER})
    reported_by = ma.fields.Nested(SpeakerNameSchema, required=True, allow_none=True, metadata=OUTER)


class StoredSpeakersSchema(ma.Schema):
    """The speakers of a quotation of the archive."""

    speaker = ma.fields.Nested(QuoteSpeakerSchema, required=True, allow_none=True, metadata={"description": SPEAKER})
    reported_by = ma.fields.Nested(SpeakerRefSchema, required=True, allow_none=True, metadata=OUTER)


class QuotationSchema(JudgementSchema, NamedSpeakersSchema, PassageSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation as the engine finds it in a text that is not kept."


class ArticleQuotationSchema(JudgementSchema, StoredSpeakersSchema, PassageSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation of a stored article."


class ArticleQuotation(ma.fields.Nested):
    """A quotation within an article, made as all quotations are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(ArticleQuotationSchema, **options)

    def _serialize(self, nested_obj: Any, *arguments: Any, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        return article_quotation(nested_obj)


class ArticlePlaceSchema(ma.Schema):
    """What every form of an article has."""

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
    """What tells one text of an article from another."""

    class Meta:
        unknown = ma.EXCLUDE

    title = string("Its headline.", "Talks end in Beijing", nullable=True)
    text_sha256 = string(DIGEST, DIGEST_EXAMPLE)


class QuoteArticleSchema(ArticlePlaceSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The article in which a quotation stands; a list has the last two members with `include=article`."

    title = ma.fields.String(
        allow_none=True, metadata={"description": "Its headline.", "example": "Talks end in Beijing"}
    )
    text_sha256 = ma.fields.String(metadata={"description": DIGEST, "example": DIGEST_EXAMPLE})


class QuoteSchema(StoredSpeakersSchema, PassageSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation of the archive, with the article in which it stands."

    confidence = confidence()
    evidence = ma.fields.Nested(EvidenceSchema, metadata={"description": "In a list with `include=evidence`."})
    updated_at = instant("When it was last changed, for `updated_since`.")
    article = ma.fields.Nested(QuoteArticleSchema, required=True)


class ContextSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The sentences around a quotation: its own, and one before and after."

    text = string("As printed.", "He was pleased. “This is very good,” Xi said of the talks.")
    start = count("The first code point in the article's text.", 0)
    end = count("The code point after the last.", 58)


class QuoteDetailSchema(QuoteSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation with its evidence and the sentences around it."

    context = ma.fields.Nested(ContextSchema, required=True)


class QuotePageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Quotations, those of the newest article first, then in the order of the text, unless sorted."

    data = ma.fields.List(ma.fields.Nested(QuoteSchema), required=True, attribute="items")
    next_cursor = next_cursor()
    total = ma.fields.Integer(
        metadata={"description": "How many there are on all pages, with `include=total`.", "minimum": 0, "example": 12}
    )
