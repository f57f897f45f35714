"""Marks of articles and quotations that are gone, for those who keep a copy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from . import cursors, filters
from .models import Deletion
from .reports import DeletedKind, DeletionView
from .views import Page


def mark(session: Session, kind: DeletedKind, identifiers: Iterable[str], now: datetime) -> None:
    """Remember that these are gone."""
    session.add_all(Deletion(kind=kind.value, identifier=identifier, deleted_at=now) for identifier in identifiers)
    session.flush()


def find(
    session: Session, since: datetime | None = None, *, limit: int = 50, cursor: str | None = None
) -> Page[DeletionView]:
    """What was deleted since a moment (inclusive), in the order in which it was. Raises ``InvalidFilter``."""
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
