"""The tables of the change feed, filled by triggers (migration 0010)."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..models import Base, Number


class ChangeCommit(Base):
    """A commit that changed quotations. Numbers are consecutive and never reused.

    ``mark`` is random: after an older archive was restored and written to, the same number has another mark.
    ``last`` is the ``seq`` of the commit's last change.
    """

    __tablename__ = "change_commit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(Text)
    last: Mapped[int] = mapped_column(Number)


class Change(Base):
    """What a commit did to one quotation; ``seq`` orders changes across commits.

    ``before`` is the image of the quotation before the commit (``images.py``), ``None`` if it did not exist. The state
    after the commit is the ``before`` of the quotation's next change, or its current state.
    """

    __tablename__ = "change"
    __table_args__ = (Index(None, "quote_id", "number", unique=True), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Number)
    quote_id: Mapped[str] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)
