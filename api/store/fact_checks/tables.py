"""The tables of reviews and of kept reports."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..models import Base, UtcDateTime


class Review(Base):
    """A fact-checker's review of a quotation. ``folded`` is what it is searched by: the claim, the speaker, the title.

    ``quote_id`` is no foreign key: the review stays while its quotation is away.
    """

    __tablename__ = "review"
    __table_args__ = (Index(None, "quote_id"), Index(None, "site"))

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    quote_id: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    site: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    rating: Mapped[str] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    folded: Mapped[str] = mapped_column(Text)


class KeptReport(Base):
    """A verification or a check that the caller asked to keep, as it was answered."""

    __tablename__ = "kept_report"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
