"""What changed since a position, in order: after each commit's changes a copy is the archive as it was then."""

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

LOOKED_AT = 2000  # changes that one page looks at, whatever the filter finds among them
# What a change left is what the quotation's next change found, or the quotation as it is now.
_CHANGES = """SELECT c.seq, c.number, c.quote_id, c.before,
        CASE WHEN n.seq IS NULL THEN (SELECT image FROM quotation_image WHERE id = c.quote_id) ELSE n.before END
    FROM change c LEFT JOIN change n ON n.quote_id = c.quote_id AND n.number =
        (SELECT min(m.number) FROM change m WHERE m.quote_id = c.quote_id AND m.number > c.number)
    WHERE c.seq > ? AND c.seq <= ? ORDER BY c.seq LIMIT ?"""


class ChangeKind(StrEnum):
    """What a commit did to a quotation, as seen through a filter: one that does not match is not there."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One quotation as a commit found and left it, ``None`` where the archive did not have it.

    ``before`` or ``after`` may fall outside the filter: then the quotation came from or went to elsewhere.
    """

    number: int
    kind: ChangeKind
    id: str
    before: QuoteView | None
    after: QuoteView | None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Changes in order; ``next_since`` is where they go on, ``more`` whether there are any as yet."""

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
    """The changes after a position that the filter sees. A page may hold none of them and yet have ``more``.

    Raises ``InvalidFilter``, and ``ChangesGone`` for a position that this archive did not give out or has forgotten.
    """
    connection = plain(reader)
    matches = matcher(connection, where)
    begin, newest = positions.read(connection, since), positions.latest(connection)
    most = LOOKED_AT if where != QuoteFilter() else limit
    rows = connection.execute(_CHANGES, (begin, newest.last, max(most, cursors.page_size(limit))))
    found: list[ChangeView] = []
    last = None
    for last in map(_Row._make, rows):
        change = _seen(last, matches)
        if change is not None:
            found.append(change)
        if len(found) == limit:
            break
    if last is None:
        return ChangePage((), positions.after(newest), False, newest.number)
    position = positions.after(positions.commit(connection, last.number), last.seq)
    return ChangePage(tuple(found), position, last.seq < newest.last, newest.number)


def _seen(row: _Row, matches: Callable[[QuoteView], bool]) -> ChangeView | None:
    """The change through a filter, ``None`` where neither side matches."""
    before = images.view(row.before) if row.before is not None else None
    after = images.view(row.after) if row.after is not None else None
    was, is_ = (quote is not None and matches(quote) for quote in (before, after))
    if not was and not is_:
        return None
    kind = ChangeKind.CHANGED if was and is_ else ChangeKind.ADDED if is_ else ChangeKind.DELETED
    return ChangeView(row.number, kind, row.quote_id, before, after)
