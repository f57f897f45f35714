"""Reads the output of a run, with what the engine found, so that it can be stored without attributing it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from attribution import from_record, text_digest

from ..ingest.entries import Entry
from ..store import ArticleInput, Unread, UnreadReason
from .output_folder import UnusableOutput, manifest, shard_folders

BATCH = 64  # rows that are in memory at a time


def require_engine(folder: Path, engine: str) -> None:
    """Raise ``UnusableOutput`` if the folder is not the output of this version of the engine."""
    found = manifest(folder)
    if found is None:
        raise UnusableOutput(f"{folder} is not the output of saidby bulk")
    if found["engine"] != engine:
        made_by = f"{folder} was made by the engine {found['engine']}, and this one is {engine}"
        raise UnusableOutput(f"{made_by}: make it again with this one")


def count(folder: Path) -> int:
    """The number of articles in a folder of output."""
    return sum(_rows(shard, "articles") for shard in shard_folders(folder))


def loaded(folder: Path) -> Iterator[Entry]:
    """The articles of a folder of output, in the order of the input, each with what the engine found in it."""
    for shard in shard_folders(folder):
        try:
            yield from _of_shard(shard)
        except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
            yield Entry(str(shard), problem=f"damaged: {error}")


def _of_shard(shard: Path) -> Iterator[Entry]:
    quotations = _read(shard, "quotations")
    for row in _read(shard, "articles"):
        records = list(islice(quotations, row["quotations"]))
        yield _entry(f"{row['file']} {row['record'] or ''}".strip(), row, records)


def _entry(origin: str, row: dict[str, Any], records: Iterable[dict[str, Any]]) -> Entry:
    article = ArticleInput(**{name: row[name] for name in ("text", "source", "url", "title", "byline", "published_at")})
    article = replace(article, mended=tuple(row["mended"]))
    digests = {row["text_sha256"], *(record["text_sha256"] for record in records)}
    if digests != {text_digest(article.text)}:
        return Entry(origin, problem="the output was changed: text_sha256 is the digest of a different text")
    if row["unread"] is not None:
        return Entry(origin, article, found=Unread(UnreadReason(row["unread"]), row["engine"]))
    return Entry(origin, article, found=[from_record(record) for record in records])


def _read(shard: Path, table: str) -> Iterator[dict[str, Any]]:
    with parquet.ParquetFile(shard / f"{table}.parquet") as file:
        for batch in file.iter_batches(BATCH, use_threads=False):
            yield from batch.to_pylist()


def _rows(shard: Path, table: str) -> int:
    try:
        return int(parquet.read_metadata(shard / f"{table}.parquet").num_rows)
    except (pa.ArrowException, OSError):
        return 0
