"""A quotation to verify, and what the archive says of it."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from api.http.resources.fields import NAME, Text, count, instant, moment, string
from api.http.resources.kept_reports import keep_field
from api.http.resources.paging import check_interval
from api.http.resources.quotes.schemas import QuoteSchema, SpanSchema
from api.verification.matching import Finding, Method
from api.wording.alignment import Change
from api.wording.asked import read
from api.wording.cuts import Turn
from api.wording.significance import Significance

MAX_QUOTE = 5000  # characters
MAX_BATCH = 100


def finding_field(description: str) -> ma.fields.Enum[Finding]:
    """A finding in a response."""
    return ma.fields.Enum(Finding, by_value=True, required=True, metadata={"description": description})


def findings_field() -> ma.fields.List[Finding]:
    """All findings in a response."""
    return ma.fields.List(
        ma.fields.Enum(Finding, by_value=True),
        required=True,
        metadata={"description": "All findings that hold, the most serious first.", "minItems": 1},
    )


def _has_words(text: str) -> None:
    if not read(text).words:
        raise ma.ValidationError("Must contain a word outside of brackets.")


class NewVerificationSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A quotation to verify."

    quote = Text(
        required=True,
        validate=[ma.validate.Length(max=MAX_QUOTE), _has_words],
        metadata={
            "description": (
                "The words. An ellipsis says that words are left out, square brackets that words are put in; case, "
                "quotation marks, dashes, and British or American spelling make no difference."
            ),
            "example": "This is very good",
        },
    )
    speaker = Text(
        validate=NAME,
        metadata={
            "description": "Who is said to have said it: an identifier, or a name in any form.",
            "example": "Xi Jinping",
        },
    )
    source = Text(
        validate=NAME,
        metadata={"description": "Search only this outlet: an identifier, or its whole name.", "example": "Al Jazeera"},
    )
    published_from = moment("Search only what was published at this moment or later.", "2023-06-19")
    published_before = moment("Search only what was published before this moment.", "2023-06-20")
    keep = keep_field()

    @ma.validates_schema
    def check_dates(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Require an interval that is not empty."""
        check_interval(data)


class NewVerificationsSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "Quotations to verify."

    verifications = ma.fields.List(
        ma.fields.Nested(NewVerificationSchema),
        required=True,
        validate=ma.validate.Length(min=1, max=MAX_BATCH),
        metadata={"description": f"Up to {MAX_BATCH} questions.", "minItems": 1, "maxItems": MAX_BATCH},
    )


class QuestionSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The question, as it was asked."

    quote = string("The words.", "This is very good")
    speaker = string("Who is said to have said it.", "Xi Jinping", nullable=True)
    source = string("The outlet that was searched; null: all.", None, nullable=True)
    published_from = instant("The beginning of the time that was searched.", nullable=True)
    published_before = instant("The end of the time that was searched.", nullable=True)


class ReportsSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Who has the words of the best match."

    sources = count("The number of outlets.", 2)
    articles = count("The number of articles.", 3)


class DifferenceSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A part of the asked and the printed wording."

    change = ma.fields.Enum(Change, by_value=True, required=True, metadata={"description": "What differs."})
    asked = string("The words as asked; empty if they are missing.", "7")
    printed = string("The words as printed; empty if they are not there.", "5")
    kinds = ma.fields.List(
        ma.fields.Enum(Significance, by_value=True),
        required=True,
        metadata={"description": "What kinds of words changed. All but `other` matter by themselves."},
    )


class CutSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The rest of the quotation."

    before = string("What stands before the words.", "")
    after = string("What stands after the words.", ", if the council pays.")


class SelectorSchema(ma.Schema):
    class Meta:
        unknown = ma.INCLUDE
        description = "A `TextQuoteSelector` or `TextPositionSelector` of the W3C Web Annotation Data Model."

    type = string("The type of selector.", "TextPositionSelector")


class ComparisonSchema(ma.Schema):
    """How words correspond to those of a quotation."""

    class Meta:
        unknown = ma.EXCLUDE

    score = ma.fields.Float(
        required=True,
        metadata={"description": "The share of the words that agree.", "minimum": 0, "maximum": 1, "example": 0.93},
    )
    differences = ma.fields.List(
        ma.fields.Nested(DifferenceSchema), required=True, metadata={"description": "Word by word, in order."}
    )
    cut = ma.fields.Nested(
        CutSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The rest of the quotation, if there is one."},
    )
    turns = ma.fields.List(
        ma.fields.Enum(Turn, by_value=True),
        required=True,
        metadata={"description": "How what was cut or left out turns the meaning of the words."},
    )


class WordingMatchSchema(ComparisonSchema):
    """What is found at a place, of the archive or of a source."""

    class Meta:
        unknown = ma.EXCLUDE

    finding = finding_field("What became of the words.")
    method = ma.fields.Enum(
        Method,
        by_value=True,
        required=True,
        metadata={
            "description": "How it was found: by its words, or by an embedding of its meaning, whose cosine similarity "
            "`score` is then. The latter is at most `paraphrased`, and has to be read by a person."
        },
    )
    text = string("The words that correspond, as printed.", "This is very good")
    spans = ma.fields.List(
        ma.fields.Nested(SpanSchema), required=True, metadata={"description": "Where they stand in the article's text."}
    )


class MatchSchema(WordingMatchSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation of the archive that bears on the question."

    by_speaker = ma.fields.Boolean(
        required=True,
        allow_none=True,
        metadata={
            "description": "Whether the asked speaker said it; null if that is not known.",
            "example": True,
        },
    )
    link = string(
        "The page, opened at the words; null if the article has no address.",
        "https://news.example/talks#:~:text=This%20is%20very%20good",
        nullable=True,
    )
    selectors = ma.fields.List(
        ma.fields.List(ma.fields.Nested(SelectorSchema)),
        required=True,
        metadata={"description": "For each span, how to find it again."},
    )
    quote = ma.fields.Nested(QuoteSchema, required=True, metadata={"description": "The quotation, without evidence."})


class SearchedSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What was searched: absence from it is all that `not_found` means."

    articles = count("The number of articles.", 5)
    quotations = count("The number of quotations.", 57)
    oldest = instant("The date of the oldest article.", nullable=True)
    newest = instant("The date of the newest article.", nullable=True)
    of_speaker = ma.fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "How many of the quotations are the asked speaker's.", "minimum": 0, "example": 9},
    )


class VerificationSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What the archive says of a quotation. It is no verdict on the truth of what was said."

    id = string("Its identifier; null unless it was kept.", "9a41c0f27bd35e8810cc", nullable=True)
    finding = finding_field("The most serious finding.")
    findings = findings_field()
    question = ma.fields.Nested(QuestionSchema, required=True)
    reports = ma.fields.Nested(ReportsSchema, required=True)
    matches = ma.fields.List(
        ma.fields.Nested(MatchSchema),
        required=True,
        metadata={"description": "The best first; of a splice its pieces."},
    )
    searched = ma.fields.Nested(SearchedSchema, required=True)
    asked_at = instant("When it was asked.")
    engine = string("The version of the engine.", "0.1.0+d3a575e4cbf6")
    version = string("The version of the service and its contract.", "0.1.0")
    compared_sha256 = string(
        "The SHA-256 of the identifiers and texts of the quotations that were compared.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    )


class VerificationsSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Verifications in the order of the questions."

    data = ma.fields.List(ma.fields.Nested(VerificationSchema), required=True)
