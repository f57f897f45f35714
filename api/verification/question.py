"""A question about a quotation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A quotation to verify, who is said to have said it, and which articles to search."""

    quote: str
    speaker: str | None = None
    source: str | None = None
    published_from: datetime | None = None
    published_before: datetime | None = None

    def within(self, published_from: datetime | None, published_before: datetime | None) -> Question:
        """The same question about a time."""
        return replace(self, published_from=published_from, published_before=published_before)
