"""Reads the change feed: the changes since a position, in order.

A copy that has applied all changes of a commit equals the archive as of that commit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .. import cursors
from ..database import Reader, plain
from ..inputs import QuoteFilter
from ..views import QuoteView
from . import images, positions
from .matching import matcher

MAX_EXAMINED = 2000  # maximum number of changes examined for one page, however few of them match the filter
# The state after a change is the state before the quotation's next change, or the current one.
_CHANGES = """SELECT c.seq, c.number, c.quote_id, c.before,
        CASE WHEN n.seq IS NULL THEN (SELECT image FROM quotation_image WHERE id = c.quote_id) ELSE n.before END
    FROM change c LEFT JOIN change n ON n.quote_id = c.quote_id AND n.number =
        (SELECT min(m.number) FROM change m WHERE m.quote_id = c.quote_id AND m.number > c.number)
    WHERE c.seq > ? AND c.seq <= ? ORDER BY c.seq LIMIT ?"""


class ChangeKind(StrEnum):
    """What a commit did to a quotation, as seen through a filter: one that does not match counts as absent."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A quotation before and after a commit; ``None`` if it did not exist.

    One of the two may not match the filter: then the quotation started or stopped matching it.
    """

    number: int
    kind: ChangeKind
    id: str
    before: QuoteView | None
    after: QuoteView | None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Changes in order.

    ``next_since``: the position to continue from. ``more``: whether there are further changes already. ``latest``: the
    number of the newest commit, 0 before the first.
    """

    items: tuple[ChangeView, ...]
    next_since: str
    more: bool
    latest: int


class _Row(NamedTuple):
    seq: int
    number: int
    quote_id: str
    before: str | None
    after: str | None


def find(reader: Reader, where: QuoteFilter, since: str = positions.BEGINNING, *, limit: int = 50) -> ChangePage:
    """At most ``limit`` changes after a position that match the filter. A page may be empty and still have ``more``.

    Raises ``InvalidFilter``, and ``ChangesGone`` for a position that this archive does not have or has trimmed.
    """
    connection = plain(reader)
    matches = matcher(connection, where)
    begin, newest = positions.read(connection, since), positions.latest(connection)
    examined = MAX_EXAMINED if where != QuoteFilter() else limit
    rows = connection.execute(_CHANGES, (begin, newest.last, max(examined, cursors.page_size(limit))))
    found: list[ChangeView] = []
    last = None
    for last in map(_Row._make, rows):
        change = _through_filter(last, matches)
        if change is not None:
            found.append(change)
        if len(found) == limit:
            break
    if last is None:
        return ChangePage((), positions.after(newest), False, newest.number)
    position = positions.after(positions.commit(connection, last.number), last.seq)
    return ChangePage(tuple(found), position, last.seq < newest.last, newest.number)


def _through_filter(row: _Row, matches: Callable[[QuoteView], bool]) -> ChangeView | None:
    """The change as seen through a filter; ``None`` if neither state matches."""
    before = images.view(row.before) if row.before is not None else None
    after = images.view(row.after) if row.after is not None else None
    was, is_ = (quote is not None and matches(quote) for quote in (before, after))
    if not was and not is_:
        return None
    kind = ChangeKind.CHANGED if was and is_ else ChangeKind.ADDED if is_ else ChangeKind.DELETED
    return ChangeView(row.number, kind, row.quote_id, before, after)
