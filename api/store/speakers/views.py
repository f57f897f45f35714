"""Return types for speakers: details, suggested merges and corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from attribution.model import SpeakerKind

from ..identity.comparison import Difference
from ..views import SourceRef, SpeakerRef


@dataclass(frozen=True, slots=True)
class AliasView:
    """One form of a name: numbers of quotations and articles that print it, and identifiers of some of the articles."""

    form: str
    quotes: int
    articles: int
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DescriptionView:
    """A description of a speaker, such as an office, and the number of articles that print it."""

    text: str
    articles: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """The number of quotations in one source; ``source`` is None for articles without a source."""

    source: SourceRef | None
    quotes: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """The number of quotations in one month (UTC, as "2023-06"); ``month`` is None for undated articles."""

    month: str | None
    quotes: int


@dataclass(frozen=True, slots=True)
class SpeakerDetail:
    """The details of a speaker. ``former_ids`` are the merged identifiers that redirect here."""

    id: str
    name: str
    kind: SpeakerKind
    identified: bool
    same_as: str | None
    quotes: int
    aliases: tuple[AliasView, ...]
    descriptions: tuple[DescriptionView, ...]
    speaks_for: tuple[DescriptionView, ...]
    first_seen: datetime | None
    last_seen: datetime | None
    by_source: tuple[SourceCount, ...]
    by_month: tuple[MonthCount, ...]
    former_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """Two speakers that may be the same, how their names differ, and the probability that they are the same."""

    speaker: SpeakerRef
    known: SpeakerRef
    confidence: float
    difference: Difference


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A manual correction: author, time, reason and change.

    ``other`` is the speaker that ``speaker`` was merged into or kept apart from, or that was split off. ``before`` and
    ``after`` contain the changed values. Speakers have the ``id``, ``name`` and ``kind`` of that time.
    """

    number: int
    action: str
    made_at: datetime
    by: str
    why: str
    article_id: str | None
    quote_id: str | None
    speaker: dict[str, Any] | None
    other: dict[str, Any] | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
