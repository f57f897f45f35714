"""Counts the kinds of speakers under a filter, and the articles that rest on a single speaker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attribution.model import SpeakerKind

from ..database import Reader, plain
from ..inputs import QuoteFilter
from ..views import SpeakerRef
from .selection import select

LEAST = 2  # quotations of an article that is said to rest on one speaker
# Of each article, its attributed quotations and how many speakers they have.
_ARTICLES = """SELECT article, count(*) AS quotes, count(DISTINCT speaker) AS speakers, min(speaker) AS speaker
    FROM n WHERE speaker IS NOT NULL GROUP BY article"""


@dataclass(frozen=True, slots=True)
class OneSpeakerArticle:
    """An article with all of whose attributed quotations are by one speaker, and their number."""

    id: str
    title: str | None
    source: str | None
    speaker: SpeakerRef
    quotes: int


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """The number of quotations by kind of speaker (None: no speaker), and of articles with attributed quotations.

    ``one_speaker`` counts the articles with at least ``LEAST`` attributed quotations, all by the same speaker;
    ``examples`` are those with the most quotations.
    """

    kinds: Mapping[SpeakerKind | None, int]
    articles: int
    one_speaker: int
    examples: tuple[OneSpeakerArticle, ...]


def count(reader: Reader, where: QuoteFilter, limit: int = 20) -> SourceCounts:
    """Count what matches a filter, with up to ``limit`` examples. Raises ``InvalidFilter``."""
    connection = plain(reader)
    chosen, values = select(connection, where).rows(
        "q.article_id AS article, q.speaker_id AS speaker, q.linked_kind AS kind"
    )
    matching = f"WITH n AS MATERIALIZED ({chosen}), a AS MATERIALIZED ({_ARTICLES})"
    kinds = connection.execute(f"WITH n AS ({chosen}) SELECT kind, count(*) FROM n GROUP BY kind", values).fetchall()
    alone = f"speakers = 1 AND quotes >= {LEAST}"
    sql = f"{matching} SELECT count(*), coalesce(sum({alone}), 0) FROM a"
    articles, one_speaker = connection.execute(sql, values).fetchone()
    sql = f"""{matching} SELECT a.article, t.title, o.name, s.id, s.name, s.kind, a.quotes
        FROM a JOIN article t ON t.id = a.article JOIN speaker s ON s.id = a.speaker
        LEFT JOIN source o ON o.id = t.source_id WHERE {alone} ORDER BY a.quotes DESC, a.article LIMIT {limit}"""
    examples = (
        OneSpeakerArticle(article, title, source, SpeakerRef(speaker, name, SpeakerKind(kind)), quotes)
        for article, title, source, speaker, name, kind, quotes in connection.execute(sql, values).fetchall()
    )
    return SourceCounts(
        {SpeakerKind(kind) if kind is not None else None: number for kind, number in kinds},
        articles,
        one_speaker,
        tuple(examples),
    )
