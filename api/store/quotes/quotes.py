"""List, stream, count and get quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from .. import cursors, filters, list_order
from ..database import Reader, plain
from ..dialects import PlainConnection, dialect_of
from ..errors import InvalidFilter, NotFound
from ..inputs import QuoteFilter, Sort
from ..views import Page, QuoteView
from . import rows
from .ranges import HIGHEST, LOWEST, Selection
from .selection import select

MAX_RANKED = 10_000  # only the newest matches are ranked by relevance
# BM25 (k1 = 1.2, b = 0.75, mean length 120 characters), treating the whole query as one term, in negative millionths.
# The IDF factor is left out: it would scale all ranks equally, and could change between two pages.
RANK = "CAST(-2200000.0 * found / (found + 1.2 * (0.25 + 0.75 * letters / 120.0)) AS INTEGER)"
# A folded text between spaces, with two between words, so that of words next to each other each has its own.
SPACED = "' ' || replace(q.folded, ' ', '  ') || ' '"
STREAM_BATCH = 500  # quotations of a stream in memory at a time


def get(reader: Reader, quote_id: str) -> QuoteView:
    """Return one quotation with its evidence. Raises ``NotFound``."""
    found = rows.load(plain(reader), "q.id = ?", (quote_id,))
    if not found:
        raise NotFound("quotation", quote_id)
    return found[0]


def find(
    reader: Reader,
    where: QuoteFilter,
    *,
    sort: Sort = Sort.NEWEST,
    limit: int = 50,
    cursor: str | None = None,
    bare: bool = False,
) -> Page[QuoteView]:
    """Return a page of quotations, sorted by the article's date (undated ones last) or by relevance.

    Quotations of one article are in text order, or in reverse text order when sorted oldest first. ``bare`` leaves
    out evidence, title and text digest.

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    return ask(reader, where, sort=sort, limit=limit, cursor=cursor, bare=bare)()


def ask(
    reader: Reader,
    where: QuoteFilter,
    *,
    sort: Sort = Sort.NEWEST,
    limit: int = 50,
    cursor: str | None = None,
    bare: bool = False,
) -> Callable[[], Page[QuoteView]]:
    """Execute the queries of ``find``; returns what reads the page, also after the end of the snapshot."""
    digest, connection = cursors.filter_digest(f"quotes {sort}", where), plain(reader)
    if sort is Sort.RELEVANCE:
        ranked = _most_relevant(connection, where, limit, cursor, digest, bare)
        return lambda: ranked
    position = cursors.decode(cursor, digest, (int,))
    after = int(position[0]) if position else None
    selection = select(connection, where, at_once=True)
    load = _ask_next(connection, selection, sort, after, cursors.page_size(limit) + 1, bare=bare)

    def read() -> Page[QuoteView]:
        found = load()
        following = cursors.encode(digest, (found[limit - 1].number,)) if len(found) > limit else None
        return Page(tuple(found[:limit]), following)

    return read


def count(reader: Reader, where: QuoteFilter) -> int:
    """Return the number of quotations that match a filter. Raises ``InvalidFilter``."""
    connection = plain(reader)
    sql, values = select(connection, where).query("count(*) AS n")
    return int(connection.execute(f"SELECT sum(n) FROM ({sql}) counts", values).fetchone()[0] or 0)


def batch(reader: Reader, where: QuoteFilter, sort: Sort, after: int | None) -> tuple[Sequence[QuoteView], int | None]:
    """Return the next batch of a stream, and the list number to continue after; None for the last batch.

    Raises ``InvalidFilter``.
    """
    connection = plain(reader)
    found = _ask_next(connection, select(connection, where), sort, after, STREAM_BATCH)()
    return found, found[-1].number if len(found) == STREAM_BATCH else None


def _ask_next(
    connection: PlainConnection, selection: Selection, sort: Sort, after: int | None, limit: int, *, bare: bool = False
) -> rows.Load:
    """Execute the query for the quotations that follow a list number in an order; returns what reads them."""
    if sort is Sort.NEWEST:
        within = selection.within(LOWEST if after is None else after, HIGHEST)
        return rows.ask_first(connection, within, "", limit, bare=bare)
    found: list[QuoteView] = []
    for dated in (True, False):  # descending, but undated quotations last
        begin, end = (LOWEST, list_order.UNDATED_START) if dated else (list_order.UNDATED_START - 1, HIGHEST)
        if after is not None and (after < list_order.UNDATED_START) == dated:
            end = after
        elif after is not None and dated:
            continue
        oldest = rows.ask_first(connection, selection.within(begin, end), " DESC", limit - len(found), bare=bare)
        found += reversed(oldest())
        if len(found) == limit:
            break
    return lambda: found


def select_numbers(connection: PlainConnection, selection: Selection, direction: str, limit: int) -> list[int]:
    """Return the first list numbers of a selection: the newest, or with " DESC" as ``direction`` the oldest."""
    sql, values = selection.first_numbers(direction, limit)
    fetched = dialect_of(connection).fetch_rows(connection, ("number",), f"({sql}) page", values)
    return [number for (number,) in fetched]


def _most_relevant(
    connection: PlainConnection, where: QuoteFilter, limit: int, cursor: str | None, digest: str, bare: bool
) -> Page[QuoteView]:
    """Return a page of the newest matches, most relevant first, ties newest first.

    A rank depends on its quotation alone, and the cursor stores the range of ranked matches, so that pages stay
    consistent while new quotations arrive.
    """
    if where.q is None:
        raise InvalidFilter("sorting by relevance requires q")
    position = cursors.decode(cursor, digest, (int, int, int, int))
    selection = select(connection, where)
    low, high, rank, number = map(int, position or (LOWEST, HIGHEST, LOWEST, LOWEST))
    dialect = dialect_of(connection)
    occurrences = _occurrences(filters.search_terms(where.q))
    newest, values = selection.within(low, high).query(
        f"{occurrences} AS found, length(q.folded) AS letters, q.number AS number",
        selection.number_column,
        MAX_RANKED if position is None else None,
        joined=True,
    )
    if len(selection.ranges) > 1 and position is None:
        newest = f"SELECT found, letters, number FROM ({newest}) n ORDER BY number LIMIT {MAX_RANKED}"
    ranked = (
        f"(WITH newest AS MATERIALIZED ({newest}), "
        f"n AS MATERIALIZED (SELECT {RANK} AS rank, number FROM newest) "
        "SELECT rank, number, (SELECT min(number) FROM n) AS low, (SELECT max(number) FROM n) AS high "
        f"FROM n WHERE (rank, number) > (?, ?) ORDER BY rank, number LIMIT {cursors.page_size(limit) + 1}) page"
    )
    found = dialect.fetch_rows(connection, ("rank", "number", "low", "high"), ranked, (*values, rank, number))
    following = None
    if len(found) > limit:
        rank, number, lowest, highest = found[limit - 1]
        low, high = (low, high) if position is not None else (lowest - 1, highest + 1)
        following = cursors.encode(digest, (low, high, rank, number))
    return Page(rows.by_number(connection, [number for _, number, *_ in found[:limit]], bare=bare), following)


def _occurrences(terms: Iterable[str]) -> str:
    """SQL for how often folded words and phrases occur in quotation ``q``."""
    spaced = [f" {term.replace(' ', '  ')} " for term in terms]
    counts = [f"(length({SPACED}) - length(replace({SPACED}, '{term}', ''))) / {len(term)}" for term in spaced]
    return f"({' + '.join(counts)})"


def of_article(reader: Reader, article_id: str) -> Iterator[QuoteView]:
    """Yield all quotations of an article with their evidence, in text order."""
    yield from sorted(rows.load(plain(reader), "q.article_id = ?", (article_id,)), key=attrgetter("position"))
