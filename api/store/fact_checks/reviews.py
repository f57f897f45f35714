"""Fact-checkers' reviews of quotations: stored as they were published, and found by words, site, language and age.

A review belongs to a quotation by its identifier, which is derived from content: it stays when an article is read
again, and comes back with a quotation that comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import Reader, plain
from ..errors import InvalidInput
from ..inputs import ClaimFilter, ReviewInput
from ..mapping import derived_id
from ..quotes import quotes
from ..quotes.rows import by_number
from ..search_folding import fold
from ..views import QuoteView
from .tables import Review

SHARED = 0.5  # of the words of a search that a claim has to have
MOST_WORDS = 32  # of a search that are used
MOST_REVIEWS = 100  # of one quotation


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as it is stored. ``site`` is the host of its address, without "www."."""

    id: str
    quote_id: str
    url: str
    site: str
    publisher: str
    rating: str
    title: str | None
    language: str | None
    reviewed_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation with the reviews that a search asks for, the newest first."""

    quote: QuoteView
    reviews: tuple[ReviewView, ...]


def add(session: Session, quote_id: str, review: ReviewInput) -> tuple[ReviewView, bool]:
    """Store a review of a quotation, or replace that of the same address; also says whether it is new.

    Raises ``NotFound`` for an unknown quotation, and ``InvalidInput`` for one that has too many reviews.
    """
    quote = quotes.get(session, quote_id)
    identifier = derived_id("review", quote_id, review.url)
    row = session.get(Review, identifier)
    created = row is None
    if row is None:
        if len(of_quote(session, quote_id)) >= MOST_REVIEWS:
            raise InvalidInput(f"a quotation can have {MOST_REVIEWS} reviews")
        row = Review(id=identifier, quote_id=quote_id, url=review.url, created_at=datetime.now(UTC))
        session.add(row)
    row.site, row.publisher, row.rating = site_of(review.url), review.publisher, review.rating
    row.title, row.language, row.reviewed_at = review.title, review.language, review.reviewed_at
    speaker = quote.speaker.name if quote.speaker is not None else ""
    row.folded = fold(" ".join((quote.text, speaker, review.title or "")))
    session.flush()
    return _view(row), created


def of_quote(session: Session, quote_id: str) -> tuple[ReviewView, ...]:
    """The reviews of a quotation, the newest first."""
    return _newest_first([_view(row) for row in session.scalars(select(Review).where(Review.quote_id == quote_id))])


def find(session: Session, where: ClaimFilter, limit: int, offset: int) -> tuple[list[Claim], bool]:
    """Claims by how many of the words they have, then the newest review first; and whether there are more."""
    numbers = _numbers(session, where, limit + 1, offset)
    views = by_number(plain(session), numbers[:limit])
    found = [Claim(view, _matching(of_quote(session, view.id), where)) for view in views]
    return found, len(numbers) > limit


def _numbers(reader: Reader, where: ClaimFilter, limit: int, offset: int) -> list[int]:
    """The numbers of the reviewed quotations that a filter selects, in order."""
    words = list(dict.fromkeys(fold(where.words).split()))[:MOST_WORDS] if where.words is not None else []
    has_word = "CASE WHEN ' ' || r.folded || ' ' LIKE ? THEN 1 ELSE 0 END"
    shared = " + ".join([has_word] * len(words)) or "0"
    conditions, values = ["1 = 1"], list[object](f"% {word} %" for word in words)
    if where.site is not None:
        conditions.append("r.site = ?")
        values.append(_without_www(where.site.lower()))
    if where.language is not None:
        conditions.append("(r.language = ? OR r.language LIKE ? ESCAPE '\\')")
        tag = where.language.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values += [where.language.lower(), f"{tag}-%"]
    if where.reviewed_from is not None:
        conditions.append("coalesce(r.reviewed_at, r.created_at) >= ?")
        values.append(where.reviewed_from.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))
    newest = "max(coalesce(r.reviewed_at, r.created_at))"
    claims = f"""SELECT q.number AS number, max({shared}) AS shared, {newest} AS newest
        FROM review r JOIN quotation q ON q.id = r.quote_id WHERE {" AND ".join(conditions)} GROUP BY q.number"""
    sql = f"""SELECT number FROM ({claims}) c WHERE shared >= {SHARED * len(words)}
        ORDER BY shared DESC, newest DESC, number LIMIT {limit} OFFSET {offset}"""
    return [row[0] for row in plain(reader).execute(sql, values)]


def _matching(reviews: Sequence[ReviewView], where: ClaimFilter) -> tuple[ReviewView, ...]:
    """The reviews that a search asks for, whatever its words."""
    site = _without_www(where.site.lower()) if where.site is not None else None
    language = where.language.lower() if where.language is not None else None
    return tuple(
        review
        for review in reviews
        if site in (None, review.site)
        and (language is None or f"{review.language or ''}-".startswith(f"{language}-"))
        and (where.reviewed_from is None or (review.reviewed_at or review.created_at) >= where.reviewed_from)
    )


def site_of(url: str) -> str:
    """The host of an address, without "www."; empty if it has none."""
    try:
        return _without_www((urlsplit(url).hostname or "").lower())
    except ValueError:
        return ""


def _without_www(host: str) -> str:
    return host.removeprefix("www.")


def _newest_first(reviews: list[ReviewView]) -> tuple[ReviewView, ...]:
    return tuple(sorted(reviews, key=lambda r: (r.reviewed_at or r.created_at, r.id), reverse=True))


def _view(row: Review) -> ReviewView:
    return ReviewView(
        row.id, row.quote_id, row.url, row.site, row.publisher, row.rating, row.title, row.language, row.reviewed_at,
        row.created_at,
    )  # fmt: skip
