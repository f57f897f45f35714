"""Quotations as plain members of JSON, as the schemas describe them: written out, because lists are read most."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from datetime import datetime
from typing import Any

from api.store import QuoteView, SpeakerRef
from attribution.model import Cue, Evidence, Mention, Span

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(data: Any) -> bytes:
    """JSON in UTF-8 without spaces."""
    return _encoder.encode(data).encode("utf8")


def quote_record(quote: QuoteView, include: Container[str] = ("article", "evidence")) -> dict[str, Any]:
    """A quotation of a list."""
    article = quote.article
    record: dict[str, Any] = {
        "id": quote.id,
        "type": quote.type.value,
        "text": quote.text,
        "spans": _spans(quote.spans),
        "quoted": _spans(quote.quoted),
        "cue": _cue(quote.cue),
        "mention": _mention(quote.mention),
        "speaker": _speaker(quote.speaker),
        "reported_by": _speaker(quote.reported_by),
        "confidence": quote.confidence,
    }
    if "evidence" in include:
        record["evidence"] = _evidence(quote.evidence)
    record["updated_at"] = moment(quote.updated_at)
    record["article"] = about = {
        "id": article.id,
        "source": article.source.name if article.source else None,
        "url": article.url,
        "published_at": moment(article.published_at) if article.published_at else None,
    }
    if "article" in include:
        about["title"] = article.title
        about["text_sha256"] = article.text_sha256
    return record


def moment(value: datetime) -> str:
    """A moment in UTC after RFC 3339."""
    return value.isoformat().replace("+00:00", "Z")


def _spans(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _cue(cue: Cue | None) -> dict[str, Any] | None:
    return {"text": cue.text, "lemma": cue.lemma, "start": cue.start, "end": cue.end} if cue else None


def _mention(mention: Mention | None) -> dict[str, Any] | None:
    return {"text": mention.text, "start": mention.start, "end": mention.end} if mention else None


def _speaker(speaker: SpeakerRef | None) -> dict[str, str] | None:
    return {"id": speaker.id, "name": speaker.name, "kind": speaker.kind.value} if speaker else None


def _evidence(evidence: Evidence) -> dict[str, Any]:
    reason = evidence.reason.value if evidence.reason else None
    return {"rule": evidence.rule, "chain": list(evidence.chain), "reason": reason}
