"""The schemas of feeds: Atom and JSON Feed."""

from __future__ import annotations

import marshmallow as ma

from api.http.resources.fields import instant, string


class AtomFeedSchema(ma.Schema):
    class Meta:
        description = "A page of quotations as an Atom feed (RFC 4287), with links between its pages (RFC 5005)."


class FeedAuthorSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "An author of a JSON Feed or of one of its items."

    name = string("The name.", "Xi Jinping")
    url = ma.fields.String(metadata={"description": "The permanent address of the speaker."})


class FeedItemSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A quotation as an item of a JSON Feed."

    id = string(
        "An identifier that does not depend on the address of the service.",
        "urn:uuid:6f0c2f3e-8e5b-5a57-9d25-0b7c8a6b4a11",
    )
    url = string("The permanent address of the quotation.", "https://saidby.example/quotes/4f1c2b7a9d3e85c0aa17")
    external_url = ma.fields.String(metadata={"description": "The article, opened at the words of the quotation."})
    title = string("The speaker and the beginning of the words.", "Xi Jinping: “This is very good”")
    content_text = string("The words as printed.", "This is very good,")
    content_html = string("The words, who said them, and where they are printed.", "<blockquote></blockquote>")
    date_published = instant("The date of the article.", required=False)
    date_modified = instant("When the quotation was last changed.")
    authors = ma.fields.List(
        ma.fields.Nested(FeedAuthorSchema), metadata={"description": "The speaker; absent unless they assert it."}
    )
    tags = ma.fields.List(
        ma.fields.String(),
        required=True,
        metadata={"description": "The type, and the factuality unless it is asserted.", "example": ["direct"]},
    )


class JSONFeedSchema(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE
        description = "A page of quotations as a JSON Feed (version 1.1)."

    version = string("The version of the format.", "https://jsonfeed.org/version/1.1")
    title = string("What the filters select.", "Saidby: Xi Jinping")
    home_page_url = string("The same list for people.", "https://saidby.example/?speaker=xi")
    feed_url = string("The first page.", "https://saidby.example/v1/quotes?speaker=xi&format=jsonfeed")
    next_url = ma.fields.String(metadata={"description": "The next page; absent on the last page."})
    authors = ma.fields.List(ma.fields.Nested(FeedAuthorSchema), required=True)
    items = ma.fields.List(ma.fields.Nested(FeedItemSchema), required=True)
