"""The tables of jobs and of their submissions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..models import Base, UtcDateTime


class Job(Base):
    """Articles that were submitted together. ``received`` is false while they arrive, or if they never all did."""

    __tablename__ = "job"
    __table_args__ = (Index(None, "created_at"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received: Mapped[bool] = mapped_column(Boolean)


class Submission(Base):
    """One submitted article. ``number`` is the order of the queue, ``record`` the position in the job, from 1.

    ``article`` is the article as it was submitted, kept until it is stored. ``article_id`` is its identifier in the
    archive, so that two submissions of one article are stored in order. ``claim`` is the token of the worker that has
    it, ``claimed_until`` when another one may take it, ``attempts`` how often it was claimed.
    """

    __tablename__ = "submission"
    __table_args__ = (
        Index(None, "job_id", "status", "record"),
        Index(None, "status", "priority", "number"),
        Index(None, "article_id", "status"),
        Index(None, "status", "claimed_until"),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    record: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(Text)
    priority: Mapped[int] = mapped_column(Integer)
    article_id: Mapped[str | None] = mapped_column(Text)
    article: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created: Mapped[bool | None] = mapped_column(Boolean)
    reason: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(Integer)
    claim: Mapped[str | None] = mapped_column(Text)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
