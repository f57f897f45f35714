"""Reads the input as shards: consecutive records, each shard named by their digest and the engine's version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from attribution.article.text import check
from attribution.errors import InvalidText

from ..formats.isolation import Reader
from ..ingest.article_files import entries
from ..ingest.entries import Entry
from ..ingest.text_files import printable
from ..store import InvalidInput
from ..store.articles.validation import ValidArticle, validate
from .position import Position
from .schema import FORMAT

RECORDS = 512  # in a shard; what a run that is killed has to do again is at most a few shards
CHARACTERS = 8_000_000  # in the texts of a shard, which bounds the memory


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the input: an article, or why it is none."""

    file: str
    record: str | None
    article: ValidArticle | None
    problem: str = ""
    skipped: bool = False  # it is not meant to be an article, which is no error


@dataclass(slots=True)
class Shard:
    """Consecutive records of the input; the ``number`` counts from 0."""

    number: int
    records: list[Record] = field(default_factory=list)
    characters: int = 0

    def add(self, record: Record) -> None:
        """Add a record."""
        self.records.append(record)
        self.characters += len(record.article.text) if record.article else 0

    @property
    def full(self) -> bool:
        """Whether another record would be too much."""
        return len(self.records) >= RECORDS or self.characters >= CHARACTERS

    def name(self, engine: str) -> str:
        """The name of the shard's folder: its place, and a digest of its records and the engine's version."""
        digest = hashlib.sha256(json.dumps([FORMAT, engine]).encode())
        for record in self.records:
            digest.update(json.dumps(_identity(record)).encode())
        return f"part-{self.number:07d}-{digest.hexdigest()[:20]}"


def _identity(record: Record) -> list[object]:
    """What of a record determines the output."""
    found = record.article
    members = None
    if found is not None:
        date = found.published_at.isoformat() if found.published_at else None
        members = [found.id, found.text_sha256, found.source, found.url, found.title, found.byline, date, found.mended]
    return [record.file, record.record, members, record.problem, record.skipped]


def shards(
    files: Iterable[tuple[Path, bool]], problems: Iterable[Entry] = (), position: Position | None = None
) -> Iterator[Shard]:
    """The records of files, which were or were not found in a folder, as shards, one at a time.

    ``problems``: paths that cannot be read. ``position`` is told what has been read.
    """
    shard, position = Shard(0), position or Position(())
    for record in _records(files, problems, position):
        position.records += 1
        shard.add(record)
        if shard.full:
            yield shard
            shard = Shard(shard.number + 1)
    if shard.records:
        yield shard


def _records(files: Iterable[tuple[Path, bool]], problems: Iterable[Entry], position: Position) -> Iterator[Record]:
    for problem in problems:
        yield Record(problem.origin, None, None, problem=problem.problem, skipped=problem.skipped)
    with closing(Reader()) as reader:
        for file, in_folder in files:
            name = printable(str(file))
            for entry in entries(file, in_folder=in_folder, reader=reader, opened=position.opened):
                yield _record(name, entry)
            position.finished(file)


def _record(file: str, entry: Entry) -> Record:
    place = entry.origin.removeprefix(file).strip() or None
    if entry.article is None:
        return Record(file, place, None, entry.problem, entry.skipped)
    try:
        check(entry.article.text)
        return Record(file, place, validate(entry.article))
    except (InvalidText, InvalidInput) as error:
        return Record(file, place, None, str(error))
