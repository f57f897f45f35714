"""Inserts that update the row that is already there, in the dialect of a session."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def upsert(session: Session, table: Any) -> sqlite.Insert:
    """An insert into a table with ``on_conflict_do_update``, which both systems spell alike."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)  # type: ignore[return-value]  # the same methods
    return sqlite.insert(table)
