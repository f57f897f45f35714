"""A draft with its sources, and what they say of its quotations."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import JsonBoolean, Text, count, string
from api.http.resources.kept_reports import keep_field
from api.http.resources.quotes.schemas import DIGEST_EXAMPLE, QuotationSchema, QuoteSchema
from api.http.resources.verifications.schemas import WordingMatchSchema, finding_field, findings_field
from api.verification.drafts import Judgement
from api.verification.sources import SourceKind

MAX_DRAFT = 200_000  # characters
MAX_SOURCES = 20


class NewSourceSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A source of a draft: notes, a transcript, an article, a document."

    name = Text(
        required=True,
        validate=ma.validate.Length(max=300),
        metadata={"description": "How the answer refers to it.", "example": "meeting.txt"},
    )
    text = Text(
        required=True,
        metadata={"description": "Its text.", "example": "ANA RUIZ: We will not close the bridge.\n\nBO EK: Good."},
    )
    kind = ma.fields.Enum(
        SourceKind,
        by_value=True,
        metadata={"description": "What it is; by default recognized: by its first line, its name, and its turns."},
    )


class NewCheckSchema(ma.Schema):
    class Meta:
        unknown = ma.RAISE
        description = "A draft to check against its sources."

    draft = Text(
        required=True,
        validate=ma.validate.Length(max=MAX_DRAFT),
        metadata={"description": "The text of the draft.", "example": "“We will close the bridge,” Ana Ruiz said."},
    )
    sources = ma.fields.List(
        ma.fields.Nested(NewSourceSchema),
        load_default=list,
        validate=ma.validate.Length(max=MAX_SOURCES),
        metadata={"description": "What the draft rests on. The texts are not stored.", "maxItems": MAX_SOURCES},
    )
    archive = JsonBoolean(
        load_default=True,
        metadata={"description": "Whether to search the archive as well.", "default": True},
    )
    keep = keep_field()


class SourceMatchSchema(WordingMatchSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A place that bears on a quotation of the draft: in a source, or a quotation of the archive."

    speaker = string("Who said it there; null if that does not say.", "Ana Ruiz", nullable=True)
    source = string("The name of the source; null for the archive.", "meeting.txt", nullable=True)
    time = string("The time in a transcript that has times.", "00:14:03", nullable=True)
    link = string("The archive's page, opened at the words.", None, nullable=True)
    quote = ma.fields.Nested(
        QuoteSchema, required=True, allow_none=True, metadata={"description": "The quotation of the archive."}
    )


class CheckedQuotationSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation of the draft."

    verdict = ma.fields.Enum(
        Judgement, by_value=True, required=True, metadata={"description": "Whether it may go out as it is."}
    )
    finding = finding_field("The most serious finding.")
    findings = findings_field()
    message = string(
        "What is wrong, and what the record has where, in one sentence.",
        "meeting.txt has “not”, which the draft leaves out.",
    )
    asked = string(
        "What was looked for: the words in quotation marks, or all of a report.", "We will close the bridge,"
    )
    matches = ma.fields.List(
        ma.fields.Nested(SourceMatchSchema), required=True, metadata={"description": "The best place first."}
    )
    quotation = ma.fields.Nested(
        QuotationSchema, required=True, metadata={"description": "The quotation; its offsets are in the draft."}
    )


class CheckedSourceSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A source as it was read."

    name = string("Its name.", "meeting.txt")
    kind = ma.fields.Enum(SourceKind, by_value=True, required=True, metadata={"description": "What it was read as."})
    text_sha256 = string("The SHA-256 of its text in UTF-8.", DIGEST_EXAMPLE)
    quotations = count("The number of quotations in it.", 4)


class CheckSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What the sources and the archive say of a draft's quotations."

    id = string("Its identifier; null unless it was kept.", "9a41c0f27bd35e8810cc", nullable=True)
    verdict = ma.fields.Enum(
        Judgement, by_value=True, required=True, metadata={"description": "The most serious verdict on a quotation."}
    )
    text_sha256 = string("The SHA-256 of the draft in UTF-8.", DIGEST_EXAMPLE)
    quotations = ma.fields.List(
        ma.fields.Nested(CheckedQuotationSchema), required=True, metadata={"description": "In the order of the draft."}
    )
    sources = ma.fields.List(
        ma.fields.Nested(CheckedSourceSchema), required=True, metadata={"description": "In the order given."}
    )
