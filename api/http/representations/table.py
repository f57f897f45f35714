"""Quotations as a table (RFC 4180), one a row, to the letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from api.store import QuoteView

from .records import moment

CONTENT_TYPE = "text/csv; charset=utf-8; header=present"
COLUMNS = (
    "id", "type", "text", "start", "end", "speaker_id", "speaker", "speaker_kind", "reported_by", "cue", "mention",
    "confidence", "factuality", "article_id", "source", "url", "title", "published_at", "text_sha256", "updated_at",
)  # fmt: skip


def table(quotes: Iterable[QuoteView]) -> bytes:
    """A page with a heading; ``start`` and ``end`` are the first span's beginning and the last one's end."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, quotes))
    return out.getvalue().encode("utf8")


def _row(quote: QuoteView) -> tuple[object, ...]:
    record = quote.record
    spans, speaker, reporter = record["spans"], record["speaker"] or {}, record["reported_by"] or {}
    return (
        quote.id, quote.type, quote.text, spans[0]["start"], spans[-1]["end"],
        speaker.get("id"), speaker.get("name"), speaker.get("kind"), reporter.get("name"),
        (record["cue"] or {}).get("text"), (record["mention"] or {}).get("text"), record["confidence"],
        record["factuality"], quote.article_id, quote.source_name, quote.url, quote.title,
        quote.published and moment(quote.published), quote.text_sha256, moment(quote.updated),
    )  # fmt: skip
