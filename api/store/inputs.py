"""What callers hand to the store: an article to keep, and the filters of the lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from attribution.model import QuotationType


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
    """

    source: str | None = None
    published_from: datetime | None = None
    published_before: datetime | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotations to list; ``None`` leaves a filter out.

    ``speaker`` is a name in any case and any form that the archive knows ("blinken", "Mr Blinken" and
    "Antony Blinken" all find Antony Blinken; "ant" does not); ``speaker_id`` is one speaker exactly.
    ``source`` is a source's whole name in any case. ``published_from`` is inclusive, ``published_before``
    exclusive; either leaves out quotations of articles without a date. ``q`` is words (all of them) and
    "phrases in double quotes" of the quotation's text, in any case and without regard to accents.
    ``article`` is an article's id.
    """

    speaker: str | None = None
    speaker_id: str | None = None
    source: str | None = None
    published_from: datetime | None = None
    published_before: datetime | None = None
    q: str | None = None
    type: QuotationType | None = None
    article: str | None = None
