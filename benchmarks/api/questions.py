"""The five commonest queries, asked of both services for the same quotations and with pages of the same size."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from api.store import QuoteFilter, Sort
from api.store.cursors import encode, filter_digest
from api.store.list_order import end_number
from api.store.mapping import order_key

QUERIES = ("speaker", "source and date", "speaker, source and date", "full text", "page 1,000")
SIZE = 50
DRAWN = 2000  # requests in a round, drawn as often as the speaker or source is in the news
WORDS = "climate election minister the of katen roslin marfel lorkami".split()


class Draw:
    """The same draws for both services."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.random = random.Random(3)
        numbers = [n for (n,) in connection.execute("SELECT number FROM quotation WHERE number % 977 = 0")]
        marks = self.random.sample(numbers, min(DRAWN, len(numbers)))
        query = """SELECT s.name, s.id, o.name, o.id, a.published_at FROM quotation q
            JOIN speaker s ON s.id = q.speaker_id JOIN source o ON o.id = q.source_id
            JOIN article a ON a.id = q.article_id WHERE q.number = ?"""
        self.rows = [row for mark in marks for row in connection.execute(query, (mark,))]
        deep = "SELECT number FROM quotation ORDER BY number LIMIT 1 OFFSET ?"
        total = connection.execute("SELECT count(*) FROM quotation").fetchone()[0]
        ((self.deep,),) = connection.execute(deep, (min(1000 * SIZE, total // 2),))

    def month(self, published: str) -> tuple[datetime, datetime]:
        """The thirty days around a date."""
        begin = datetime.fromisoformat(published).replace(tzinfo=UTC, hour=0, minute=0, second=0) - timedelta(days=15)
        return begin, begin + timedelta(days=30)


def saidby_paths(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The paths of each query."""
    draw = Draw(connection)
    found: dict[str, list[str]] = {query: [] for query in QUERIES}
    for speaker, _, source, _, published in draw.rows:
        begin, end = draw.month(published)
        dates = {"published_from": begin.date().isoformat(), "published_before": end.date().isoformat()}
        found["speaker"].append(_quotes(speaker=speaker))
        found["source and date"].append(_quotes(source=source, **dates))
        found["speaker, source and date"].append(_quotes(speaker=speaker, source=source, **dates))
    found["full text"] = [_quotes(q=draw.random.choice(WORDS)) for _ in range(DRAWN)]
    digest = filter_digest(f"quotes {Sort.NEWEST}", QuoteFilter())
    found["page 1,000"] = [_quotes(cursor=encode(digest, (draw.deep,)))]
    return found


def _quotes(**query: str) -> str:
    return "/v1/quotes?" + urlencode({"limit": SIZE, **query})


def datasette_paths(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The same of Datasette, with what spares it work: identifiers, places for dates, no counts and no facets."""
    draw = Draw(connection)
    found: dict[str, list[str]] = {query: [] for query in QUERIES}
    for _, speaker, _, source, published in draw.rows:
        begin, end = draw.month(published)
        dates = {"number__lt": end_number(order_key(begin)), "number__gte": end_number(order_key(end))}
        found["speaker"].append(_table(speaker_id__exact=speaker))
        found["source and date"].append(_table(source_id__exact=source, **dates))
        found["speaker, source and date"].append(_table(speaker_id__exact=speaker, source_id__exact=source, **dates))
    found["full text"] = [_table(_search=draw.random.choice(WORDS)) for _ in range(DRAWN)]
    found["page 1,000"] = [_table(_next=draw.deep)]
    return found


def _table(**query: object) -> str:
    options = {"_size": SIZE, "_sort": "number", "_nocount": 1, "_nofacet": 1, "_shape": "objects"}
    return "/quotation.json?" + urlencode(options | query)
