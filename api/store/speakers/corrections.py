"""The log of manual corrections: author, time, reason and change. Permanent, and reapplied after the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution.model import QuotationType, SpeakerKind

from .. import cursors, filters, formats
from ..errors import InvalidInput
from ..identity.tables import Correction
from ..views import Page
from .views import CorrectionView


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who makes a correction, and why."""

    by: str
    why: str


def record(
    session: Session, action: str, authorship: Authorship, details: dict[str, Any], *, article_id: str | None = None,
    quote_id: str | None = None, moment: datetime | None = None,
) -> Correction:  # fmt: skip
    """Store a correction. Raises ``InvalidInput`` if author or reason is blank or has invalid characters."""
    by = formats.single_line(authorship.by)
    if not by or not authorship.why.strip():
        raise InvalidInput("a correction needs an author and a reason")
    fault = formats.name_error(by) or formats.prose_error(authorship.why)
    if fault is not None:
        raise InvalidInput(f"the author or reason {fault}")
    correction = Correction(
        action=action, made_at=moment or datetime.now(UTC), made_by=by, why=authorship.why.strip(),
        article_id=article_id, quote_id=quote_id, details=details,
    )  # fmt: skip
    session.add(correction)
    session.flush()
    return correction


def next_number(session: Session) -> int:
    """Return a lower bound for the number of the next correction."""
    return (session.scalar(select(func.max(Correction.number))) or 0) + 1


def find(
    session: Session, *, quote_id: str | None = None, limit: int = 50, cursor: str | None = None
) -> Page[CorrectionView]:
    """Return a page of all corrections or those of one quotation, oldest first.

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    filters.require_utf8(quote_id=quote_id)
    digest = cursors.filter_digest("corrections", quote_id)
    position = cursors.decode(cursor, digest, (int,))
    query = select(Correction).where(*filters.after((Correction.number,), position)).order_by(Correction.number)
    if quote_id is not None:
        query = query.where(Correction.quote_id == quote_id)
    rows = session.scalars(query.limit(cursors.page_size(limit) + 1)).all()
    return Page(
        tuple(map(view, rows[:limit])),
        cursors.encode(digest, (rows[limit - 1].number,)) if len(rows) > limit else None,
    )


def view(row: Correction) -> CorrectionView:
    """Convert a correction to plain data, without the details that only the store needs."""
    details = row.details
    return CorrectionView(
        number=row.number, action=row.action, made_at=row.made_at, by=row.made_by, why=row.why,
        article_id=row.article_id, quote_id=row.quote_id, speaker=_with_kind(details.get("speaker")),
        other=_with_kind(next((details[role] for role in ("into", "new", "from") if role in details), None)),
        before=_state(details, "before"), after=_state(details, "after"),
    )  # fmt: skip


def _state(details: dict[str, Any], when: str) -> dict[str, Any] | None:
    """Return the state before or after the correction, with enum members in place of strings."""
    state: dict[str, Any] | None = details.get(when)
    if state is None:
        return None
    typed = {"type": QuotationType(state["type"])} if "type" in state else {}
    return {**state, **typed, **({"speaker": _with_kind(state["speaker"])} if "speaker" in state else {})}


def _with_kind(speaker: dict[str, Any] | None) -> dict[str, Any] | None:
    return {**speaker, "kind": SpeakerKind(speaker["kind"])} if speaker else None
