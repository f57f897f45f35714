"""Quotations as members of JSON: the one place that makes them, for lists, lines, articles and single quotations."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from orjson import dumps, loads

from api.store import QuoteView

EVERYTHING = ("article", "evidence")


def encode(data: Any) -> bytes:
    """JSON in UTF-8 without spaces."""
    return dumps(data)


def quote_record(quote: QuoteView, include: Container[str] = EVERYTHING) -> dict[str, Any]:
    """A quotation by itself: with what ``include`` says of its article and of the evidence."""
    record = article_quotation(quote, evidence="evidence" in include)
    record["updated_at"] = moment(quote.updated)
    record["article"] = article = {
        "id": quote.article_id,
        "source": quote.source_name,
        "url": quote.url,
        "published_at": moment(quote.published) if quote.published is not None else None,
    }
    if "article" in include:
        article["title"] = quote.title
        article["text_sha256"] = quote.text_sha256
    return record


def article_quotation(quote: QuoteView, *, evidence: bool = True) -> dict[str, Any]:
    """A quotation of an article that stands around it."""
    record: dict[str, Any] = {
        "id": quote.id,
        "type": quote.type,
        "text": quote.text,
        "spans": _spans(quote.spans_json),
        "quoted": _spans(quote.quoted_json),
        "cue": None,
        "mention": None,
        "speaker": None,
        "reported_by": None,
        "confidence": quote.confidence,
    }
    if quote.cue_text is not None:
        record["cue"] = {
            "text": quote.cue_text, "lemma": quote.cue_lemma, "start": quote.cue_start, "end": quote.cue_end,
        }  # fmt: skip
    if quote.mention_text is not None:
        record["mention"] = {"text": quote.mention_text, "start": quote.mention_start, "end": quote.mention_end}
    if quote.speaker_id is not None:
        record["speaker"] = {
            "id": quote.speaker_id, "name": quote.speaker_name, "kind": quote.speaker_kind,
            "description": quote.speaker_description, "speaks_for": quote.speaks_for,
        }  # fmt: skip
    if quote.reporter_id is not None:
        record["reported_by"] = {"id": quote.reporter_id, "name": quote.reporter_name, "kind": quote.reporter_kind}
    if evidence:
        factors = [{"name": name, "weight": weight} for name, weight in loads(quote.factors_json)]
        record["evidence"] = {
            "rule": quote.rule, "chain": loads(quote.chain_json), "reason": quote.reason, "factors": factors,
        }  # fmt: skip
    return record


def moment(kept: str) -> str:
    """A moment as the database keeps it, in UTC, after RFC 3339."""
    return f"{kept[:10]}T{kept[11:].removesuffix('.000000')}Z"


def _spans(kept: str) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in loads(kept)]
