"""Speakers: find and get."""

from __future__ import annotations

from sqlalchemy.orm import Session

from .views import Page, SpeakerView


def get(session: Session, speaker_id: str) -> SpeakerView:
    """One speaker. Raises ``NotFound``."""
    raise NotImplementedError


def find(session: Session, *, q: str | None = None, limit: int = 50, cursor: str | None = None) -> Page[SpeakerView]:
    """Speakers by name; ``q`` is the beginning of a name ("antony bl", "blin"), in any case, without accents.

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    raise NotImplementedError
