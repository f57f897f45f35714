"""Tables of entity resolution: appearances, keys, aliases, suggestions, redirects, pins, corrections, attributes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Float, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..models import Base, UtcDateTime


class Appearance(Base):
    """A speaker in an article, with the name and description used there.

    ``confidence``: the probability that the name refers to this speaker; 1 if a person confirmed it.
    """

    __tablename__ = "appearance"
    __table_args__ = (UniqueConstraint("article_id", "family", "key"), Index(None, "speaker_id", "article_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    family: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    speaker_id: Mapped[str] = mapped_column(ForeignKey("speaker.id"))
    confidence: Mapped[float] = mapped_column(Float)


class AliasArticle(Base):
    """The number of quotations in an article that use an alias."""

    __tablename__ = "alias_article"
    __table_args__ = (Index(None, "article_id"),)

    alias_id: Mapped[int] = mapped_column(ForeignKey("speaker_alias.id", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class SpeakerKey(Base):
    """A blocking key of a speaker (``blocking.py``), and the name it was derived from."""

    __tablename__ = "speaker_key"
    __table_args__ = (Index(None, "speaker_id", "name"), {"sqlite_with_rowid": False})

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    speaker_id: Mapped[str] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)


class Suggestion(Base):
    """A suggested merge of the first speaker into the second.

    ``refused``: a person recorded that they are different, so the merge is not suggested again.
    """

    __tablename__ = "suggestion"
    __table_args__ = (Index(None, "speaker_id"), Index(None, "refused", "rank", "other_id", "speaker_id"))

    other_id: Mapped[str] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True)
    speaker_id: Mapped[str] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True)
    difference: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Float)
    rank: Mapped[int] = mapped_column(Integer)  # sort key, most confident first: minus the confidence, in millionths
    refused: Mapped[bool] = mapped_column(Boolean)


class Redirect(Base):
    """A former identifier of a speaker, after a merge."""

    __tablename__ = "speaker_redirect"
    __table_args__ = (Index(None, "speaker_id"),)

    old_id: Mapped[str] = mapped_column(Text, primary_key=True)
    speaker_id: Mapped[str] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"))


class Pin(Base):
    """A person's decision that a name in an article refers to this speaker."""

    __tablename__ = "speaker_pin"
    __table_args__ = (Index(None, "speaker_id"),)

    article_id: Mapped[str] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    family: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    speaker_id: Mapped[str] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"))


class AttributeImport(Base):
    """A table of attributes of speakers that a person imported, or their removal; the last one is in force.

    ``content`` has the ``names`` of the attributes, and ``lines``, each a speaker as written and the values.
    """

    __tablename__ = "attribute_import"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True)
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    imported_by: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class Correction(Base):
    """A correction by a person: what, who, when and why. Rows are never changed or deleted.

    ``article_id`` and ``quote_id`` are set for corrections of quotations. They are not foreign keys, because the
    correction outlives the quotation.
    """

    __tablename__ = "correction"
    __table_args__ = (Index(None, "article_id"), Index(None, "quote_id"), {"sqlite_autoincrement": True})

    number: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    article_id: Mapped[str | None] = mapped_column(Text)
    quote_id: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
