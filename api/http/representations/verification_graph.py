"""A kept verification as linked data: a schema.org ``CheckAction``, the quotations that it found, and annotations."""

from __future__ import annotations

from typing import Any

from .linked_data import ANNOTATION, SCHEMA


def verification_graph(record: dict[str, Any], base: str) -> dict[str, Any]:
    """The graph of a verification as it was kept; ``base`` is the service's own address."""
    address = f"{base}/v1/verifications/{record['id']}"
    question = record["question"]
    action: dict[str, Any] = {
        "@type": "CheckAction",
        "@id": address,
        "startTime": record["asked_at"],
        "object": _known({"@type": "Quotation", "text": question["quote"], "creator": _named(question["speaker"])}),
        "result": {"@type": "PropertyValue", "propertyID": "finding", "value": record["finding"]},
        "instrument": {"@type": "SoftwareApplication", "name": "Saidby", "softwareVersion": record["engine"]},
    }
    nodes = [node for match in record["matches"] for node in _match(match, address, base)]
    return {"@context": SCHEMA, "@graph": [action, *nodes]}


def _match(match: dict[str, Any], address: str, base: str) -> list[dict[str, Any]]:
    quote = match["quote"]
    identifier = f"{base}/v1/quotes/{quote['id']}"
    article = quote["article"]
    part = _known(
        {
            "@type": "NewsArticle",
            "@id": f"{base}/v1/articles/{article['id']}",
            "url": article["url"],
            "headline": article["title"],
            "datePublished": article["published_at"],
            "publisher": {"@type": "Organization", "name": article["source"]} if article["source"] else None,
            "sha256": article["text_sha256"],
        }
    )
    speaker = quote["speaker"]
    said = _known(
        {
            "@type": "Quotation",
            "@id": identifier,
            "text": quote["text"],
            "spokenByCharacter": _named(speaker["name"]) if speaker is not None else None,
            "isPartOf": part,
        }
    )
    source = {"id": part["@id"], "type": "Text", "sha256": article["text_sha256"]}
    targets = [{"type": "SpecificResource", "source": source, "selector": found} for found in match["selectors"]]
    annotation = {
        "@context": ANNOTATION,
        "id": f"{address}#{quote['id']}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": {"type": "TextualBody", "value": match["finding"]},
        "target": targets,
    }
    return [said, annotation]


def _named(name: str | None) -> dict[str, str] | None:
    return {"@type": "Person", "name": name} if name else None


def _known(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}
