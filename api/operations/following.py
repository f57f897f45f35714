"""What it takes to keep a copy: everything in one stream, and the changes from where that was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.store import Database, Page, QuoteFilter, QuoteView, Sort
from api.store.changes import feed, positions
from api.store.quotes import quotes

PAGE = 200  # of a stream in the order of relevance


def changes(database: Database, where: QuoteFilter, since: str, limit: int) -> feed.ChangePage:
    """What commits did to quotations since a position. Raises as ``feed.find``."""
    with database.snapshot() as reader:
        return feed.find(reader, where, since, limit=limit)


def stream(database: Database, where: QuoteFilter, sort: Sort) -> tuple[str, Iterator[QuoteView]]:
    """All quotations in an order, some hundred of them in memory at a time, and where changes go on from them.

    The stream is read batch by batch while others write; the position is that of its beginning, so that the changes
    from there hold all that a later batch may have missed or seen. The filter is checked at once.
    """
    if sort is Sort.RELEVANCE:
        with database.snapshot() as reader:
            since, page = positions.now(reader), quotes.find(reader, where, sort=sort, limit=PAGE)
        return since, _ranked(database, where, page)
    with database.snapshot() as reader:
        since, (found, after) = positions.now(reader), quotes.batch(reader, where, sort, None)
    return since, _listed(database, where, sort, found, after)


def _ranked(database: Database, where: QuoteFilter, page: Page[QuoteView]) -> Iterator[QuoteView]:
    yield from page.items
    while page.next_cursor is not None:
        with database.snapshot() as reader:
            page = quotes.find(reader, where, sort=Sort.RELEVANCE, limit=PAGE, cursor=page.next_cursor)
        yield from page.items


def _listed(
    database: Database, where: QuoteFilter, sort: Sort, found: Sequence[QuoteView], after: int | None
) -> Iterator[QuoteView]:
    while True:
        yield from found
        if after is None:
            return
        with database.snapshot() as reader:
            found, after = quotes.batch(reader, where, sort, after)
