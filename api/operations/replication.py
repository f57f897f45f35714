"""Replication: a stream of all quotations, and the changes since the position at which the stream began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.store import Database, Page, QuoteFilter, QuoteView, Sort
from api.store.changes import feed, positions
from api.store.quotes import quotes

PAGE = 200  # quotations per query of a stream ordered by relevance


def changes(database: Database, where: QuoteFilter, since: str, limit: int) -> feed.ChangePage:
    """The changes of quotations since a position. Raises ``InvalidFilter`` and ``ChangesGone``."""
    with database.snapshot() as reader:
        return feed.find(reader, where, since, limit=limit)


def stream(database: Database, where: QuoteFilter, sort: Sort) -> tuple[str, Iterator[QuoteView]]:
    """All quotations in an order, and the position from which to follow their changes.

    The stream is read in batches of a few hundred quotations, and others may write meanwhile. The position is that of
    the first batch, so the changes since then include all that later batches missed or already contain. The filter is
    checked at once: raises ``InvalidFilter`` before the first quotation.
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
