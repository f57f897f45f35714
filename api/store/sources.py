"""Sources: find and get."""

from __future__ import annotations

from sqlalchemy.orm import Session

from .views import Page, SourceView


def get(session: Session, source_id: str) -> SourceView:
    """One source. Raises ``NotFound``."""
    raise NotImplementedError


def find(session: Session, *, limit: int = 50, cursor: str | None = None) -> Page[SourceView]:
    """Sources by name. Raises ``InvalidFilter`` or ``InvalidCursor``."""
    raise NotImplementedError
