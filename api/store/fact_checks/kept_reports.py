"""Reports that callers asked to keep: verifications and checks, exactly as they were answered."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from ..errors import NotFound
from .tables import KeptReport


def keep(session: Session, kind: str, record: dict[str, Any]) -> dict[str, Any]:
    """Store a report under a new identifier that cannot be guessed; returns it with the identifier."""
    identifier = secrets.token_hex(10)
    kept = record | {"id": identifier}
    session.add(KeptReport(id=identifier, kind=kind, created_at=datetime.now(UTC), record=kept))
    session.flush()
    return kept


def get(session: Session, kind: str, identifier: str) -> dict[str, Any]:
    """A report of this kind. Raises ``NotFound``."""
    row = session.get(KeptReport, identifier)
    if row is None or row.kind != kind:
        raise NotFound(kind, identifier)
    return row.record
