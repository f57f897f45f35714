"""Converts between the engine's dataclasses, database rows and views, and derives identifiers and order keys."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from attribution import model

from . import unread, views
from .errors import InvalidQuotation
from .list_order import UNDATED_KEY
from .models import Article, Quotation, Source

UNDATED = UNDATED_KEY
_IDENTIFIER = re.compile("[0-9a-f]{20}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def derived_id(*parts: str) -> str:
    """Return an identifier of 20 hexadecimal digits, a hash of the parts alone."""
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:20]


def has_form_of_id(text: str) -> bool:
    """Whether a text has the form of what ``derived_id`` returns."""
    return _IDENTIFIER.fullmatch(text) is not None


def order_key(moment: datetime | None) -> int:
    """Return the sort key of a timezone-aware datetime: the negated Unix time in microseconds, ``UNDATED`` for None.

    Ascending order is newest first, undated last.
    """
    return (_EPOCH - moment) // timedelta(microseconds=1) if moment is not None else UNDATED


def moment_of(key: int) -> datetime:
    """Return the datetime of an order key, in UTC. The key must not be ``UNDATED``."""
    return _EPOCH - timedelta(microseconds=key)


def quotation_row(article: Article, position: int, quotation: model.Quotation) -> Quotation:
    """Create the row for an engine's quotation. It has no list number yet, and is not linked to speakers.

    Raises ``InvalidQuotation`` if an offset is outside the article's text or the confidence is not from 0 to 1.
    """
    _validate(article, quotation)
    identifier = derived_id("quotation", article.id, quotation.id)
    return Quotation(
        id=identifier,
        article_id=article.id,
        position=position,
        order_key=article.order_key,
        source_id=article.source_id,
        quotation=replace(quotation, id=identifier),
        updated_at=article.updated_at,
    )


def _validate(article: Article, quotation: model.Quotation) -> None:
    ranges: list[tuple[int, int]] = [(s.start, s.end) for s in (*quotation.spans, *quotation.quoted)]
    ranges += [(part.start, part.end) for part in (quotation.cue, quotation.mention) if part is not None]
    if not quotation.spans or any(not 0 <= start < end <= len(article.text) for start, end in ranges):
        raise InvalidQuotation(f"quotation {quotation.id} has offsets outside the article's text")
    if not 0 <= quotation.confidence <= 1:
        raise InvalidQuotation(f"quotation {quotation.id} has a confidence outside the range from 0 to 1")


def source_ref(row: Source | None) -> views.SourceRef | None:
    """Return the reference to a source; None for an article without one."""
    return views.SourceRef(row.id, row.name) if row is not None else None


def article_view(row: Article, quotes: int) -> views.ArticleView:
    """Return the view of an article without its text; ``row.source`` must be loaded, ``quotes`` is the count."""
    return views.ArticleView(**_common_fields(row, quotes))


def article_detail(row: Article, quotes: int) -> views.ArticleDetail:
    """Return the view of an article with its text; ``row.source`` and ``row.text`` must be loaded."""
    return views.ArticleDetail(**_common_fields(row, quotes), text=row.text)


def _common_fields(row: Article, quotes: int) -> dict[str, Any]:
    columns = (f.name for f in fields(views.ArticleView) if f.name not in ("source", "quotes", "unread", "mended"))
    mended = tuple(row.mended or ())
    found = {"source": source_ref(row.source), "quotes": quotes, "unread": unread.of(row), "mended": mended}
    return {name: getattr(row, name) for name in columns} | found
