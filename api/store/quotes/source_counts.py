"""Counts the kinds of speakers under a filter, and the articles that rest on a single speaker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from attribution.model import SpeakerKind

from ..database import Reader, plain
from ..inputs import QuoteFilter
from ..views import SpeakerRef
from . import quotes
from .selection import select

MOST_EXAMINED = 20_000  # quotations; their articles are read in list order, and so quickly
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

    Only the articles of the ``examined`` newest quotations are counted. ``one_speaker`` is the number of those with at
    least ``LEAST`` attributed quotations, all by the same speaker; ``examples`` are those with the most quotations.
    """

    kinds: Mapping[SpeakerKind | None, int]
    examined: int
    articles: int
    one_speaker: int
    examples: tuple[OneSpeakerArticle, ...]


def count(reader: Reader, where: QuoteFilter, limit: int = 20) -> SourceCounts:
    """Count what matches a filter, with up to ``limit`` examples. Raises ``InvalidFilter``."""
    connection = plain(reader)
    selection = select(connection, where)
    newest = quotes.select_numbers(connection, selection, "", MOST_EXAMINED)
    if not newest:
        return SourceCounts({}, 0, 0, 0, ())
    chosen, values = selection.within(newest[0] - 1, newest[-1] + 1).rows(
        "q.article_id AS article, q.speaker_id AS speaker"
    )
    matching = f"WITH n AS ({chosen}), a AS MATERIALIZED ({_ARTICLES})"
    alone = f"speakers = 1 AND quotes >= {LEAST}"
    sql = f"{matching} SELECT count(*), coalesce(sum(CASE WHEN {alone} THEN 1 ELSE 0 END), 0) FROM a"
    articles, one_speaker = connection.execute(sql, values).fetchone()
    sql = f"""{matching} SELECT a.article, t.title, o.name, s.id, s.name, s.kind, a.quotes
        FROM a JOIN article t ON t.id = a.article JOIN speaker s ON s.id = a.speaker
        LEFT JOIN source o ON o.id = t.source_id WHERE {alone} ORDER BY a.quotes DESC, a.article LIMIT {limit}"""
    examples = (
        OneSpeakerArticle(article, title, source, SpeakerRef(speaker, name, SpeakerKind(kind)), number)
        for article, title, source, speaker, name, kind, number in connection.execute(sql, values).fetchall()
    )
    return SourceCounts(_kinds(reader, where), len(newest), articles, one_speaker, tuple(examples))


def _kinds(reader: Reader, where: QuoteFilter) -> dict[SpeakerKind | None, int]:
    """Count by kind, each in its own index: one pass over all rows would read every record."""
    kinds = where.kind or tuple(SpeakerKind) if where.attributed is not False else ()
    found: dict[SpeakerKind | None, int] = {
        kind: quotes.count(reader, replace(where, kind=(kind,))) for kind in dict.fromkeys(kinds)
    }
    if not where.kind and where.attributed is not True:
        found[None] = quotes.count(reader, replace(where, attributed=False))
    return {kind: number for kind, number in found.items() if number}
