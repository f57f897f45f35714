"""Parameters of the store: articles to store, filters and sort orders of lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from attribution.model import Factuality, QuotationType, SpeakerKind

if TYPE_CHECKING:
    from .articles.validation import ValidArticle

LISTED_TYPES = (
    QuotationType.DIRECT,
    QuotationType.MIXED,
    QuotationType.INDIRECT,
)  # listed by default


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """An article to store. ``published_at`` must have a time zone; the text is stored verbatim.

    ``mended`` says what was changed in the text before it arrived here, ``byline`` who wrote it, as printed.
    """

    text: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    published_at: datetime | None = None
    mended: tuple[str, ...] = ()
    byline: str | None = None


def article_members(article: ArticleInput | ValidArticle) -> dict[str, str | list[str] | None]:
    """The fields of an article that are submitted, in JSON; the date with its time zone, after RFC 3339."""
    return {
        "text": article.text,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "published_at": article.published_at.isoformat() if article.published_at is not None else None,
        "mended": list(article.mended) or None,
    }


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """The filters of the list of articles; None disables a filter.

    ``source`` is a source's full name, ignoring case. ``published_from`` is inclusive, ``published_before`` exclusive;
    either excludes undated articles. ``url`` must match exactly. ``unread`` selects the articles that the engine could
    not read, or those that it could.
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
    """The filters of the list of quotations; None or an empty tuple disables a filter, several values are alternatives.

    ``speaker`` is an identifier, or a name in any known form, ignoring case ("blinken", "Mr Blinken" and "Antony
    Blinken" all find Antony Blinken; "ant" does not). ``source`` is an identifier or a full name, ignoring case;
    ``article`` an identifier; ``cue`` the lemma of the cue; ``kind`` the kind of speaker. ``factuality`` excludes
    quotations whose factuality is unknown. ``attributed`` is whether the quotation has a speaker. ``min_confidence`` is
    a probability from 0 to 1. ``published_from`` is inclusive, ``published_before`` exclusive; either excludes
    quotations of undated articles. ``updated_since`` is inclusive. ``q`` is words, all of which must occur in the
    quotation's text, and "phrases in double quotes", folded by ``search_folding.py``: case, accents and ligatures are
    ignored, and in scripts without spaces any run of letters matches.
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


@dataclass(frozen=True, slots=True)
class ReviewInput:
    """A review as it arrives: where it is, who published it, and how it rates the claim, in the publisher's words."""

    url: str
    publisher: str
    rating: str
    title: str | None = None
    language: str | None = None
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to find; ``None`` leaves a filter out. A claim is a quotation with at least one review.

    ``words``: half of them are enough. ``site``: of the publisher, with or without "www.". ``language``: a tag, or the
    beginning of one. ``reviewed_from``: the date of a review, or of its arrival if it has none.
    """

    words: str | None = None
    site: str | None = None
    language: str | None = None
    reviewed_from: datetime | None = None
