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
    "confidence", "article_id", "source", "url", "title", "published_at", "text_sha256", "updated_at",
)  # fmt: skip


def table(quotes: Iterable[QuoteView]) -> bytes:
    """A page with a heading; ``start`` and ``end`` are the first span's beginning and the last one's end."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, quotes))
    return out.getvalue().encode("utf8")


def _row(quote: QuoteView) -> tuple[object, ...]:
    speaker, reporter, article = quote.speaker, quote.reported_by, quote.article
    return (
        quote.id, quote.type.value, quote.text, quote.spans[0].start, quote.spans[-1].end,
        speaker and speaker.id, speaker and speaker.name, speaker and speaker.kind.value,
        reporter and reporter.name, quote.cue and quote.cue.text, quote.mention and quote.mention.text,
        quote.confidence, article.id, article.source and article.source.name, article.url, article.title,
        article.published_at and moment(article.published_at), article.text_sha256, moment(quote.updated_at),
    )  # fmt: skip
