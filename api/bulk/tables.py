"""The tables of a shard, made of its records and of what the engine found in each article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from attribution.model import Quotation

from ..store.articles.validation import ValidArticle
from .batches import INVALID
from .schema import ARTICLES, ERRORS, QUOTATIONS, arrow_type
from .shards import Record, Shard

NO_QUOTATIONS = pa.array([], arrow_type(Quotation))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engine found in an article: the records of quotations, or why there are none.

    ``quotations`` stay in Arrow, where they take a tenth of the memory. ``failure``: a reason of ``UnreadReason``, or
    ``INVALID``.
    """

    quotations: pa.StructArray
    failure: str | None = None
    problem: str | None = None


def tables(shard: Shard, outcomes: dict[int, Outcome], engine: str) -> dict[str, pa.Table]:
    """The three tables of a shard; ``outcomes`` by the position of the article among the records."""
    articles: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    found: list[tuple[ValidArticle, pa.StructArray]] = []
    for position, record in enumerate(shard.records):
        if record.article is None:
            errors.append(_error(record, "skipped" if record.skipped else "failed", record.problem))
            continue
        outcome = outcomes[position]
        if outcome.failure == INVALID:
            errors.append(_error(record, "failed", outcome.problem or ""))
            continue
        if outcome.failure is not None:
            error = _error(record, "unread", outcome.problem or outcome.failure)
            errors.append({**error, "article_id": record.article.id})
        articles.append({**_article(record, record.article, outcome), "engine": engine})
        found.append((record.article, outcome.quotations))
    return {
        "articles": pa.Table.from_pylist(articles, schema=ARTICLES),
        "quotations": _quotations(found, engine),
        "errors": pa.Table.from_pylist(errors, schema=ERRORS),
    }


def _quotations(found: list[tuple[ValidArticle, pa.StructArray]], engine: str) -> pa.Table:
    """The quotations of articles, one after another."""
    records = pa.concat_arrays([NO_QUOTATIONS, *(quotations for _, quotations in found)])
    about = {
        "article_id": [article.id for article, quotations in found for _ in quotations],
        "text_sha256": [article.text_sha256 for article, quotations in found for _ in quotations],
        "position": [position for _, quotations in found for position in range(len(quotations))],
        "engine": [engine] * len(records),
    }
    columns = [pa.array(values, QUOTATIONS.field(name).type) for name, values in about.items()]
    return pa.Table.from_arrays([*columns, *records.flatten()], schema=QUOTATIONS)


def _article(record: Record, article: ValidArticle, outcome: Outcome) -> dict[str, Any]:
    names = ("id", "text_sha256", "text", "source", "url", "title", "byline", "published_at")
    return {
        **{name: getattr(article, name) for name in names},
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
