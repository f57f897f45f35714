"""What the store says of speakers: one in full, what may be merged, and what was corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from attribution.model import SpeakerKind

from ..identity.comparison import Difference
from ..views import SourceRef, SpeakerRef


@dataclass(frozen=True, slots=True)
class AliasView:
    """One form of a name: how many quotations show it, in how many articles, and the identifiers of some of these."""

    form: str
    quotes: int
    articles: int
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DescriptionView:
    """What a speaker is called beside the name, and in how many articles."""

    text: str
    articles: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many quotations a source has; ``None`` for articles without one."""

    source: SourceRef | None
    quotes: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many quotations a month has ("2023-06", in UTC); ``None`` for articles without a date."""

    month: str | None
    quotes: int


@dataclass(frozen=True, slots=True)
class SpeakerDetail:
    """All that the archive holds of a speaker. ``former_ids`` are those that lead here."""

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
    """Two speakers that may be one, how their names differ, and the probability that they are one."""

    speaker: SpeakerRef
    known: SpeakerRef
    confidence: float
    difference: Difference


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What a human corrected, who, when and why.

    ``speaker`` was merged into ``other``, is not ``other``, or ``other`` was split off; ``before`` and
    ``after`` have what changed.
    Speakers are as they were called then, with ``id``, ``name`` and ``kind``.
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
