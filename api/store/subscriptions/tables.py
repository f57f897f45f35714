"""The tables of subscriptions and of their dead letters."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..models import Base, UtcDateTime


class Subscription(Base):
    """A saved query and the receiver of its new quotations.

    ``position`` in the change feed is that of the last event which was delivered. ``attempts`` counts the failures of
    the next event, and ``due_at`` is when it is tried again. ``claim`` and ``claimed_until`` are as in ``submission``.
    """

    __tablename__ = "subscription"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    query: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(Text)
    position: Mapped[str] = mapped_column(Text)
    enabled: Mapped[bool] = mapped_column(Boolean)
    attempts: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(Text)
    claim: Mapped[str | None] = mapped_column(Text)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DeadLetter(Base):
    """An event that could not be delivered, as it was to be sent, and the last reason."""

    __tablename__ = "dead_letter"
    __table_args__ = (Index(None, "subscription_id", "number"),)

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    subscription_id: Mapped[str] = mapped_column(ForeignKey("subscription.id", ondelete="CASCADE"))
    event_id: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
