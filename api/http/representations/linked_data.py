"""Quotations as linked data: a schema.org ``Quotation``, and a W3C Web Annotation that says where its words stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.store import ArticleDetail, ArticleRef, QuoteView, SpeakerRef
from attribution.model import Factuality, Span, SpeakerKind

from .records import moment, timestamp

SCHEMA = "https://schema.org"
ANNOTATION = ["http://www.w3.org/ns/anno.jsonld", {"sha256": "https://schema.org/sha256"}]
AROUND = 32  # code points before and after, to find the words again in a text that has changed
PERSONS = {SpeakerKind.PERSON: "Person", SpeakerKind.ORGANIZATION: "Organization", SpeakerKind.GROUP: "Organization"}
Article = ArticleRef | ArticleDetail
RESOLVED = (SpeakerKind.PERSON, SpeakerKind.ORGANIZATION)  # the others are descriptions, not identities


def graph(quotes: Iterable[QuoteView], texts: Mapping[str, str], base: str) -> dict[str, Any]:
    """Quotations and their annotations; ``texts`` by the article's id, ``base`` is the service's own address."""
    nodes = [node for quote in quotes for node in (_quotation(quote, base), _annotation(quote, texts, base))]
    return {"@context": SCHEMA, "@graph": nodes}


def article_graph(article: ArticleDetail, text: str, quotes: Iterable[QuoteView], base: str) -> dict[str, Any]:
    """An article with its text, its quotations and their annotations."""
    document = graph(quotes, {article.id: text}, base)
    document["@graph"].insert(0, _article(article, base) | {"articleBody": text})
    return document


def _quotation(quote: QuoteView, base: str) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "Quotation",
        "@id": f"{base}/v1/quotes/{quote.id}",
        "identifier": quote.id,
        "text": quote.text,
        "dateModified": moment(quote.updated),
        "isPartOf": _article(quote.article, base),
    }
    properties = {"type": quote.type, "factuality": quote.record["factuality"]}
    node["additionalProperty"] = [
        {"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in properties.items() if value
    ]
    if quote.speaker is not None:
        node["spokenByCharacter"] = _speaker(quote.speaker, base) | _members(quote, base)
        if quote.speaker.kind in RESOLVED and quote.record["factuality"] in (None, Factuality.ASSERTED):
            node["creator"] = {"@id": _speaker_id(quote.speaker, base)}
    return node


def _speaker(speaker: SpeakerRef, base: str) -> dict[str, Any]:
    kind = PERSONS.get(speaker.kind, "CreativeWork" if speaker.kind is SpeakerKind.DOCUMENT else "Person")
    return {"@type": kind, "@id": _speaker_id(speaker, base), "name": speaker.name}


def _members(quote: QuoteView, base: str) -> dict[str, Any]:
    """The members of a group that are linked to speakers of the archive."""
    linked = [member for member in quote.record["speaker"]["members"] if member["id"] is not None]
    refs = [SpeakerRef(member["id"], member["name"], SpeakerKind(member["kind"])) for member in linked]
    return {"member": [_speaker(ref, base) for ref in refs]} if refs else {}


def _speaker_id(speaker: SpeakerRef, base: str) -> str:
    return f"{base}/v1/speakers/{speaker.id}"


def _article(article: Article, base: str) -> dict[str, Any]:
    node = {
        "@type": "NewsArticle",
        "@id": f"{base}/v1/articles/{article.id}",
        "url": article.url,
        "headline": article.title,
        "datePublished": timestamp(article.published_at) if article.published_at else None,
        "publisher": {"@type": "Organization", "name": article.source.name} if article.source else None,
        "sha256": article.text_sha256,
    }
    return {key: value for key, value in node.items() if value is not None}


def _annotation(quote: QuoteView, texts: Mapping[str, str], base: str) -> dict[str, Any]:
    text = texts[quote.article.id]
    return {
        "@context": ANNOTATION,
        "id": f"{base}/v1/quotes/{quote.id}#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "body": f"{base}/v1/quotes/{quote.id}",
        "target": [_target(quote.article, text, span, base) for span in quote.spans],
    }


def _target(article: ArticleRef, text: str, span: Span, base: str) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": {"id": f"{base}/v1/articles/{article.id}", "type": "Text", "sha256": article.text_sha256},
        "selector": selectors(text, span),
    }


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """W3C selectors for a span of a text: its words with those around them, and its offsets."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
