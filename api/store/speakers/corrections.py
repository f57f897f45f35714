"""What humans corrected: who, when, why and what. Kept for good, applied to whatever an engine says afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution.model import QuotationType, SpeakerKind

from .. import cursors, filters, forms
from ..errors import InvalidInput
from ..identity.tables import Correction
from ..views import Page
from .views import CorrectionView


@dataclass(frozen=True, slots=True)
class Word:
    """Who says so, and why."""

    by: str
    why: str


def record(
    session: Session, action: str, word: Word, details: dict[str, Any], *, article_id: str | None = None,
    quote_id: str | None = None, moment: datetime | None = None,
) -> Correction:  # fmt: skip
    """Keep a correction. Raises ``InvalidInput`` when nobody says it, without a reason, or with control characters."""
    by = forms.folded(word.by)
    if not by or not word.why.strip():
        raise InvalidInput("a correction needs who says so and why")
    fault = forms.fault_of_name(by) or forms.fault_of_prose(word.why)
    if fault is not None:
        raise InvalidInput(f"who says so, or why, {fault}")
    correction = Correction(
        action=action, made_at=moment or datetime.now(UTC), made_by=by, why=word.why.strip(),
        article_id=article_id, quote_id=quote_id, details=details,
    )  # fmt: skip
    session.add(correction)
    session.flush()
    return correction


def next_number(session: Session) -> int:
    """The number that the next correction will have, or more."""
    return (session.scalar(select(func.max(Correction.number))) or 0) + 1


def find(
    session: Session, *, quote_id: str | None = None, limit: int = 50, cursor: str | None = None
) -> Page[CorrectionView]:
    """Corrections, the oldest first, of everything or of one quotation. Raises ``InvalidCursor``."""
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
    """The correction as plain data; what only the store needs of it is left out."""
    told = row.details
    return CorrectionView(
        number=row.number, action=row.action, made_at=row.made_at, by=row.made_by, why=row.why,
        article_id=row.article_id, quote_id=row.quote_id, speaker=_typed(told.get("speaker")),
        other=_typed(next((told[role] for role in ("into", "new", "from") if role in told), None)),
        before=_state(told, "before"), after=_state(told, "after"),
    )  # fmt: skip


def _state(told: dict[str, Any], when: str) -> dict[str, Any] | None:
    """What was or is, in types rather than in words."""
    state: dict[str, Any] | None = told.get(when)
    if state is None:
        return None
    typed = {"type": QuotationType(state["type"])} if "type" in state else {}
    return {**state, **typed, **({"speaker": _typed(state["speaker"])} if "speaker" in state else {})}


def _typed(speaker: dict[str, Any] | None) -> dict[str, Any] | None:
    return {**speaker, "kind": SpeakerKind(speaker["kind"])} if speaker else None
