"""Speakers: find and get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution.model import SpeakerKind

from . import cursors, filters
from .errors import NotFound
from .models import Quotation, Speaker, SpeakerAlias
from .views import Page, SpeakerView

_quotes = select(func.count()).where(Quotation.speaker_id == Speaker.id).correlate(Speaker).scalar_subquery()


def get(session: Session, speaker_id: str) -> SpeakerView:
    """One speaker. Raises ``NotFound``."""
    found = session.execute(select(Speaker, _quotes).where(Speaker.id == speaker_id)).one_or_none()
    if found is None:
        raise NotFound("speaker", speaker_id)
    row, quotes = found
    return _view(row, quotes, _aliases(session, [row.id]).get(row.id, ()))


def find(session: Session, *, q: str | None = None, limit: int = 50, cursor: str | None = None) -> Page[SpeakerView]:
    """Speakers by name; ``q`` is the beginning of a name ("antony bl", "blin"), in any case, without accents.

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    digest = cursors.filter_digest("speakers", q)
    position = cursors.decode(cursor, digest, (str, str))
    query = select(Speaker, _quotes).where(*filters.after((Speaker.key, Speaker.id), position))
    if q is not None:
        query = query.where(Speaker.id.in_(filters.speakers_beginning(q)))
    rows = session.execute(query.order_by(Speaker.key, Speaker.id).limit(cursors.page_size(limit) + 1)).all()
    aliases = _aliases(session, [row.id for row, _ in rows[:limit]])
    last = rows[limit - 1][0] if len(rows) > limit else None
    return Page(
        tuple(_view(row, quotes, aliases.get(row.id, ())) for row, quotes in rows[:limit]),
        cursors.encode(digest, (last.key, last.id)) if last is not None else None,
    )


def _aliases(session: Session, speaker_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    query = select(SpeakerAlias.speaker_id, SpeakerAlias.form).where(SpeakerAlias.speaker_id.in_(speaker_ids))
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for speaker_id, form in session.execute(query.order_by(SpeakerAlias.count.desc(), SpeakerAlias.form)):
        found[speaker_id] += (form,)
    return found


def _view(row: Speaker, quotes: int, aliases: tuple[str, ...]) -> SpeakerView:
    return SpeakerView(id=row.id, name=row.name, kind=SpeakerKind(row.kind), aliases=aliases, quotes=quotes)
