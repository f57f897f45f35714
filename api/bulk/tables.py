"""The tables of a shard, made of its records and of what the engine found in each article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from .batches import INVALID
from .schema import TABLES
from .shards import Record, Shard


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engine found in an article: the records of quotations, or why there are none.

    ``failure``: a reason of ``UnreadReason``, or ``INVALID``.
    """

    quotations: list[dict[str, Any]]
    failure: str | None = None
    problem: str | None = None


def tables(shard: Shard, outcomes: dict[int, Outcome], engine: str) -> dict[str, pa.Table]:
    """The three tables of a shard; ``outcomes`` by the position of the article among the records."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for position, record in enumerate(shard.records):
        if record.article is None:
            rows["errors"].append(_error(record, "skipped" if record.skipped else "failed", record.problem))
            continue
        outcome = outcomes[position]
        if outcome.failure == INVALID:
            rows["errors"].append(_error(record, "failed", outcome.problem or ""))
            continue
        article = {name: getattr(record.article, name) for name in ("id", "text_sha256")}
        if outcome.failure is not None:
            error = _error(record, "unread", outcome.problem or outcome.failure)
            rows["errors"].append({**error, "article_id": record.article.id})
        rows["articles"].append({**article, **_article(record, outcome), "engine": engine})
        for number, quotation in enumerate(outcome.quotations):
            about = {"article_id": article["id"], "text_sha256": article["text_sha256"], "position": number}
            rows["quotations"].append({**about, "engine": engine, **quotation})
    return {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in TABLES.items()}


def _article(record: Record, outcome: Outcome) -> dict[str, Any]:
    article = record.article
    assert article is not None
    return {
        **{name: getattr(article, name) for name in ("text", "source", "url", "title", "published_at")},
        "file": record.file,
        "record": record.record,
        "mended": list(article.mended),
        "words": words(article.text),
        "quotations": len(outcome.quotations),
        "unread": outcome.failure,
    }


def _error(record: Record, status: str, reason: str) -> dict[str, Any]:
    return {"file": record.file, "record": record.record, "status": status, "reason": reason}


def words(text: str) -> int:
    """The number of words: strings between spaces."""
    return len(text.split())
