"""Tombstones of deleted articles and quotations, for clients that keep a copy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from . import cursors, filters
from .models import Deletion
from .reports import DeletedKind, DeletionView
from .views import Page


def record(session: Session, kind: DeletedKind, identifiers: Iterable[str], now: datetime) -> None:
    """Record the deletion of articles or quotations at the time ``now``."""
    session.add_all(Deletion(kind=kind.value, identifier=identifier, deleted_at=now) for identifier in identifiers)
    session.flush()


def find(
    session: Session, since: datetime | None = None, *, limit: int = 50, cursor: str | None = None
) -> Page[DeletionView]:
    """Return a page of deletions since a datetime (inclusive), oldest first.

    Raises ``InvalidFilter`` if ``since`` has no time zone, or ``InvalidCursor``.
    """
    filters.require_zones(since)
    digest = cursors.filter_digest("deletions", since.isoformat() if since else None)
    position = cursors.decode(cursor, digest, (int,))
    query = select(Deletion).where(*filters.after((Deletion.number,), position))
    if since is not None:
        query = query.where(Deletion.deleted_at >= since)
    rows = session.scalars(query.order_by(Deletion.number).limit(cursors.page_size(limit) + 1)).all()
    return Page(
        tuple(DeletionView(DeletedKind(row.kind), row.identifier, row.deleted_at) for row in rows[:limit]),
        cursors.encode(digest, (rows[limit - 1].number,)) if len(rows) > limit else None,
    )
