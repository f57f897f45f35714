"""What revisions, deletions and counts come back as: frozen plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from attribution.model import Factuality, QuotationType

from .revision_differences import Change
from .views import QuoteView, SourceRef, SpeakerRef


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One text that an article had, and what changed in its quotations from the one before."""

    revision: int
    title: str | None
    published_at: datetime | None
    text_sha256: str
    revised_at: datetime
    added: tuple[QuoteView, ...]
    changed: tuple[Change, ...]
    removed: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class RevisionDetail:
    """One text that an article had, with its quotations."""

    revision: int
    title: str | None
    published_at: datetime | None
    text_sha256: str
    revised_at: datetime
    article_id: str
    text: str
    quotations: tuple[QuoteView, ...]


class DeletedKind(StrEnum):
    """What was deleted."""

    ARTICLE = "article"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class DeletionView:
    """The mark of something that is gone."""

    kind: DeletedKind
    id: str
    deleted_at: datetime


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """How often a speaker is quoted."""

    speaker: SpeakerRef
    count: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many quotations a source has."""

    source: SourceRef
    count: int


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many quotations are of a type."""

    type: QuotationType
    count: int


@dataclass(frozen=True, slots=True)
class FactualityCount:
    """How many quotations are of a factuality; ``None`` where it is not known."""

    factuality: Factuality | None
    count: int


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many quotations were published in the period that begins on a day, in UTC."""

    begin: date
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the quotations that a filter finds."""

    total: int
    speakers: tuple[SpeakerCount, ...]
    sources: tuple[SourceCount, ...]
    types: tuple[TypeCount, ...]
    factualities: tuple[FactualityCount, ...]
    periods: tuple[PeriodCount, ...]
