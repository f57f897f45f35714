"""The tables of the change feed; triggers fill them (migration 0010), whoever writes."""

from __future__ import annotations

from sqlalchemy import Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..models import Base


class ChangeCommit(Base):
    """A commit that changed quotations. Numbers rise by one and are never given out again.

    ``mark`` is random: an archive that was set back and written to again has another one under the same number.
    ``last`` is the ``seq`` of the commit's last change.
    """

    __tablename__ = "change_commit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(Text)
    last: Mapped[int] = mapped_column(Integer)


class Change(Base):
    """What a commit did to one quotation; ``seq`` is the order of changes across commits.

    ``before`` is the quotation's record as the commit found it (``images.py``), ``None`` where there was none. What
    the commit left is the ``before`` of the next change of the same quotation, or the quotation as it is now.
    """

    __tablename__ = "change"
    __table_args__ = (Index(None, "quote_id", "number", unique=True), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    quote_id: Mapped[str] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)
