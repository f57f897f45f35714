"""Return types for revisions, deletions and facets: frozen plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from attribution.model import Factuality, QuotationType

from .revision_differences import Change
from .views import QuoteView, SourceRef, SpeakerRef


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A revision of an article, and how its quotations differ from those of the previous revision."""

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
    """A revision of an article with its text and quotations."""

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
    """The tombstone of a deleted article or quotation."""

    kind: DeletedKind
    id: str
    deleted_at: datetime


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """The number of quotations of a speaker."""

    speaker: SpeakerRef
    count: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """The number of quotations in a source."""

    source: SourceRef
    count: int


@dataclass(frozen=True, slots=True)
class TypeCount:
    """The number of quotations of a type."""

    type: QuotationType
    count: int


@dataclass(frozen=True, slots=True)
class FactualityCount:
    """The number of quotations with a factuality; ``factuality`` is None if it is unknown."""

    factuality: Factuality | None
    count: int


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """The number of quotations published in a period. ``begin`` is the period's first day, in UTC."""

    begin: date
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the quotations that match a filter."""

    total: int
    speakers: tuple[SpeakerCount, ...]
    sources: tuple[SourceCount, ...]
    types: tuple[TypeCount, ...]
    factualities: tuple[FactualityCount, ...]
    periods: tuple[PeriodCount, ...]
