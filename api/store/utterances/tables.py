"""The tables of utterances; ``clustering.py`` fills them at the end of each write transaction.

They hold nothing that cannot be derived from the quotations again, and name no rows by foreign keys: what a transaction
did to quotations is looked at when it ends.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..models import Base, Number, only_where


class UtteranceMember(Base):
    """A quotation that belongs to an utterance: one with words in quotation marks, of an identified speaker.

    ``stems`` are those of the content words in order, with spaces between; ``length`` is how many words there are in
    all, and ``wording`` their hash.
    ``utterance`` is the ``number`` of the utterance's fullest member, ``via`` that of the member that it was joined to,
    ``losses`` what this wording loses of the fullest (a ``Loss``).
    """

    __tablename__ = "utterance_member"
    __table_args__ = (
        Index(None, "utterance", "wording"),
        Index(None, "source_id", "utterance"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    quote_id: Mapped[str] = mapped_column(Text, unique=True)
    speaker_id: Mapped[str] = mapped_column(Text)
    source_id: Mapped[str | None] = mapped_column(Text)
    order_key: Mapped[int] = mapped_column(BigInteger)
    stems: Mapped[str] = mapped_column(Text)
    length: Mapped[int] = mapped_column(Integer)
    wording: Mapped[int] = mapped_column(BigInteger)
    utterance: Mapped[int] = mapped_column(Number)
    via: Mapped[int] = mapped_column(Number)
    losses: Mapped[int] = mapped_column(Integer)


class UtteranceSketch(Base):
    """A value of a member's sketch, with the member's ``Depth``."""

    __tablename__ = "utterance_sketch"
    __table_args__ = ({"sqlite_with_rowid": False},)

    value: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    depth: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    member: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)


class Utterance(Base):
    """An utterance: its speaker, and what its members add up to.

    ``number`` is that of its fullest member. ``id`` is derived from the quotation that was seen first, ``order_key`` is
    that quotation's.
    """

    __tablename__ = "utterance"
    __table_args__ = (
        Index(None, "order_key", "id"),
        Index(None, "speaker_id", "order_key", "id"),
        Index("ix_utterance_reworded", "order_key", "id", **only_where("wordings > 1")),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(Text, unique=True)
    speaker_id: Mapped[str] = mapped_column(Text)
    order_key: Mapped[int] = mapped_column(BigInteger)
    quotations: Mapped[int] = mapped_column(Integer)
    wordings: Mapped[int] = mapped_column(Integer)
    losses: Mapped[int] = mapped_column(Integer)
