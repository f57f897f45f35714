"""The schemas of citations: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import string


class BibTeXSchema(ma.Schema):
    class Meta:
        description = "Citations in BibTeX, one entry per quotation."


class RISSchema(ma.Schema):
    class Meta:
        description = "Citations in RIS, one record per quotation."


class CitationDateSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A date in CSL-JSON."

    date_parts = ma.fields.List(
        ma.fields.List(ma.fields.Integer()),
        required=True,
        data_key="date-parts",
        metadata={"description": "Year, month and day.", "example": [[2023, 6, 19]]},
    )


class CitationSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An item of CSL-JSON: the article that prints a quotation. Absent members are not known."

    id = string("An identifier of the citation.", "saidby-4f1c2b7a9d3e85c0aa17")
    type = string("The type of what is cited.", "article-newspaper")
    title = ma.fields.String(metadata={"description": "The headline.", "example": "Talks end in Beijing"})
    container_title = ma.fields.String(
        data_key="container-title", metadata={"description": "The outlet's name.", "example": "Al Jazeera"}
    )
    issued = ma.fields.Nested(CitationDateSchema, metadata={"description": "When the article was published."})
    URL = string("The article, or the quotation if the article has no address.", "https://news.example/talks")
    note = string(
        "The words, the speaker, and the permanent address of the quotation.",
        "“This is very good,” (Xi Jinping). https://saidby.example/quotes/4f1c2b7a9d3e85c0aa17",
    )
    source = string("The database.", "Saidby")


class CitationsSchema(ma.Schema):
    class Meta:
        description = "Citations in CSL-JSON, one per quotation."

    items = ma.fields.List(ma.fields.Nested(CitationSchema))
