"""Utterances in JSON, and the parameters of their list."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import NAME, AnyOf, Text, count, instant, string
from api.http.resources.paging import PublishedQuery, next_cursor
from api.http.resources.quotes.schemas import QuoteSchema, SpeakerRefSchema
from api.http.resources.sources.refs import SourceRefSchema
from api.http.resources.verifications.schemas import ComparisonSchema
from api.store.utterances.utterances import MOST_QUOTES, MOST_WORDINGS

TEXT = "The harbour wall will hold, if we mend it before winter."


def _loses(what: str) -> ma.fields.Boolean:
    return ma.fields.Boolean(required=True, metadata={"description": what, "example": False})


class UtteranceSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "What a speaker said once, and how it is reported."

    id = string("Its identifier, derived from the quotation that was seen first.", "36b1e7224827fedd6c82")
    speaker = ma.fields.Nested(SpeakerRefSchema, required=True)
    text = string("The fullest wording: its words in quotation marks.", TEXT)
    first_seen = instant("The date of the oldest article that has it; null if none has a date.", nullable=True)
    sources = ma.fields.List(
        ma.fields.Nested(SourceRefSchema), required=True, metadata={"description": "Who reports it, by name."}
    )
    quote_count = count("The number of quotations of it.", 3)
    wording_count = count("The number of wordings that differ in more than case, marks and spelling.", 2)
    loses_negation = _loses("Whether a wording lacks, adds or cuts off a negation, measured by the fullest.")
    loses_number = _loses("Whether a wording lacks, adds or changes a number, measured by the fullest.")


class WordingSchema(ComparisonSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = (
            "One wording of an utterance, compared with the fullest: in `differences`, `asked` has the words of this "
            "wording and `printed` those of the fullest; `cut` is what the fullest has around it."
        )

    text = string("The words in quotation marks; an ellipsis stands between two parts.", TEXT)
    quote_count = count("The number of quotations with this wording.", 1)
    loses_negation = _loses("Whether it lacks, adds or cuts off a negation of the fullest.")
    loses_number = _loses("Whether it lacks, adds or changes a number of the fullest.")
    quotes = ma.fields.List(
        ma.fields.Nested(QuoteSchema),
        required=True,
        metadata={"description": f"Up to {MOST_QUOTES} of the quotations with it, the first seen first."},
    )


class UtteranceDetailSchema(UtteranceSchema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An utterance with its wordings."

    wordings = ma.fields.List(
        ma.fields.Nested(WordingSchema),
        required=True,
        metadata={"description": f"The fullest, then up to {MOST_WORDINGS - 1} others, the first seen first."},
    )


class VariantsSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "The utterance that a quotation reports."

    utterance = ma.fields.Nested(
        UtteranceDetailSchema,
        required=True,
        allow_none=True,
        metadata={
            "description": "Null for a quotation without words in quotation marks, without an identified speaker, or "
            "of what was denied or not said."
        },
    )


class UtterancePageSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "Utterances, those first seen last at the top."

    data = ma.fields.List(ma.fields.Nested(UtteranceSchema), required=True)
    next_cursor = next_cursor()


class UtteranceQuery(PublishedQuery):
    """Which utterances; the dates are those when they were first seen."""

    speaker = AnyOf(
        Text(validate=NAME), "Who said it: an identifier, or a name in any form, in any case.", example=["blinken"]
    )
    source = AnyOf(
        Text(validate=NAME), "An outlet that reports it: an identifier, or its whole name.", example=["Al Jazeera"]
    )
    min_wordings = ma.fields.Integer(
        load_default=1,
        validate=ma.validate.Range(1, 1000),
        metadata={"description": "In at least so many wordings.", "example": 2},
    )
