"""What callers hand to the store: an article to keep, and the filters of the lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from attribution.model import Factuality, QuotationType, SpeakerKind

LISTED_TYPES = (QuotationType.DIRECT, QuotationType.MIXED, QuotationType.INDIRECT)  # what lists show unless asked


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """An article as it arrives. ``published_at`` carries a time zone; the text is kept to the letter."""

    text: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles to list; ``None`` leaves a filter out.

    ``source`` is a source's whole name in any case. ``published_from`` is inclusive,
    ``published_before`` exclusive; either leaves out articles without a date. ``url`` is the exact address.
    ``unread`` is whether the engine could not read it.
    """

    source: str | None = None
    published_from: datetime | None = None
    published_before: datetime | None = None
    url: str | None = None
    unread: bool | None = None


class Sort(StrEnum):
    """The order of a list of quotations."""

    NEWEST = "-published_at"
    OLDEST = "published_at"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotations to list; ``None`` or nothing leaves a filter out, several values mean any of them.

    ``speaker`` is an id, or a name in any case and any form that the archive knows ("blinken", "Mr Blinken" and
    "Antony Blinken" all find Antony Blinken; "ant" does not). ``source`` is an id or a whole name in any case,
    ``article`` an id, ``cue`` the dictionary form of the cue, ``kind`` the speaker's. No ``type`` means all types.
    ``factuality`` leaves out quotations whose factuality is not known. ``attributed`` is whether there is a speaker.
    ``published_from`` is inclusive, ``published_before`` exclusive; either leaves out quotations of articles without a
    date. ``updated_since`` is inclusive. ``q`` is words (all of them) and "phrases in double quotes" of the quotation's
    text, folded as ``search_folding.py`` says: without regard to case, accents and ligatures, and within runs of
    letters of scripts that have no spaces.
    """

    speaker: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    type: tuple[QuotationType, ...] = LISTED_TYPES
    factuality: tuple[Factuality, ...] = ()
    cue: tuple[str, ...] = ()
    kind: tuple[SpeakerKind, ...] = ()
    attributed: bool | None = None
    min_confidence: float | None = None
    published_from: datetime | None = None
    published_before: datetime | None = None
    updated_since: datetime | None = None
    q: str | None = None
