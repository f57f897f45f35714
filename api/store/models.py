"""The database tables. Identifiers are derived from content (``mapping.py``), so that rebuilding preserves them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Computed,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, validates
from sqlalchemy.types import TypeDecorator, TypeEngine

from attribution.model import Quotation as EngineQuotation
from attribution.model import from_record, to_record

from .dialects.json_fields import IsOneOf, JsonField
from .inputs import LISTED_TYPES
from .search_folding import fold

REVISION = "0027"  # the newest migration; a test checks it
Number = BigInteger().with_variant(Integer(), "sqlite")  # SQLite's integers are of 64 bits, and only they number rows
FULL_TEXT = "quotation_fts"  # the full-text index over Quotation.folded: a virtual table, made by the migration


def only_where(condition: str) -> dict[str, Any]:
    """Arguments of an index over the rows alone that meet a condition."""
    return {f"{system}_where": text(condition) for system in ("sqlite", "postgresql")}


class UtcDateTime(TypeDecorator[datetime]):
    """A timezone-aware datetime, stored and returned in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC. Raises ``ValueError`` for a datetime without time zone, which would be ambiguous."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Add the UTC time zone to a stored value."""
        return value.replace(tzinfo=UTC) if value is not None else None


class Base(DeclarativeBase):
    """The base class of all tables."""

    type_annotation_map = {int: Number}  # noqa: RUF012  read by SQLAlchemy
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Source(Base):
    """A publisher of articles."""

    __tablename__ = "source"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text, unique=True)


class Article(Base):
    """An article with its current text.

    ``order_key`` is the sort key of lists: the microseconds from ``published_at`` to the epoch, so that ascending order
    is newest first; the largest 64-bit integer for undated articles, which come last.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index(None, "order_key", "id"),
        Index(None, "source_id", "order_key", "id"),
        Index(None, "url"),
        Index("ix_article_unread", "order_key", "id", **only_where("unread_reason IS NOT NULL")),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    url: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    order_key: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text, deferred=True)
    text_sha256: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(Integer)
    revised_at: Mapped[datetime] = mapped_column(UtcDateTime)  # when the current text was stored
    mended: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))  # what was changed before it was stored
    byline: Mapped[str | None] = mapped_column(Text)  # who wrote it, as printed
    unread_reason: Mapped[str | None] = mapped_column(Text)  # null if the engine could read the text
    unread_engine: Mapped[str | None] = mapped_column(Text)  # the version of the engine that could not read it

    source: Mapped[Source | None] = relationship(lazy="raise_on_sql")


class ArticleRevision(Base):
    """A previous text of an article, with its quotations at that time."""

    __tablename__ = "article_revision"

    article_id: Mapped[str] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text, deferred=True)
    text_sha256: Mapped[str] = mapped_column(Text)
    revised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    quotations: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class Deletion(Base):
    """The tombstone of a deleted article or quotation, for clients that keep a copy."""

    __tablename__ = "deletion"
    __table_args__ = (Index(None, "deleted_at"), {"sqlite_autoincrement": True})

    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    identifier: Mapped[str] = mapped_column(Text)
    deleted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ApiKey(Base):
    """An API key; only its digest is stored, never the key itself."""

    __tablename__ = "api_key"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text, unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Speaker(Base):
    """A speaker: a person or organization, as far as names can identify one, or a description ("a senior US official").

    ``identified`` is false for descriptions and for names that several people may share ("Smith"). ``same_as`` is a URI
    that identifies the same entity elsewhere.
    """

    __tablename__ = "speaker"
    __table_args__ = (Index(None, "key", "id"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    same_as: Mapped[str | None] = mapped_column(Text)
    identified: Mapped[bool] = mapped_column(Boolean)


class SpeakerAlias(Base):
    """One form of a speaker's name, and the number of quotations that print it."""

    __tablename__ = "speaker_alias"
    __table_args__ = (UniqueConstraint("speaker_id", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[str] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"))
    form: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    count: Mapped[int] = mapped_column(Number)


class AliasToken(Base):
    """One word of an alias's key: the index for finding names by their words."""

    __tablename__ = "alias_token"
    __table_args__ = (Index(None, "alias_id"),)

    token: Mapped[str] = mapped_column(Text, primary_key=True)
    alias_id: Mapped[int] = mapped_column(ForeignKey("speaker_alias.id", ondelete="CASCADE"), primary_key=True)


def _generated(path: str, kind: type[TypeEngine[Any]]) -> Any:
    """A column that the database generates from the record, for filters."""
    field = JsonField("record", tuple(path.split(".")), kind())
    return mapped_column(kind, Computed(field, persisted=True), deferred=True)


_LISTED = IsOneOf("type", JsonField("record", ("type",), Text()), tuple(kind.value for kind in LISTED_TYPES))


class Quotation(Base):
    """One quotation of one article.

    ``record`` is the engine's record with the archive's identifier and without the evidence, which lists omit. Its
    speakers have the names that the engine found in the article; ``speaker_id`` and ``reported_by_id`` link them across
    articles and can be recomputed. ``listed`` is whether lists include the quotation by default. ``number`` is the list
    number (``list_order.py``); every index ends with it, so that each list is one range of an index. ``order_key`` and
    ``source_id`` are copies of the article's. Triggers maintain ``linked_kind``, the kind of the linked speaker, and
    the counts (``Tally``).
    """

    __tablename__ = "quotation"
    __table_args__ = (
        UniqueConstraint("article_id", "position"),
        Index(None, "listed"),
        Index(None, "speaker_id", "listed"),
        Index(None, "source_id", "listed"),
        Index(None, "speaker_id", "source_id", "listed"),
        Index(None, "reported_by_id"),
        Index(None, "cue_lemma", "listed"),
        Index(None, "updated_at"),
        Index(None, "linked_kind", "listed"),
        Index(None, "factuality", "listed"),
        Index(None, "type"),
    )
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012  generated columns are not read after a write

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # also the full-text index's rowid
    id: Mapped[str] = mapped_column(Text, unique=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    order_key: Mapped[int] = mapped_column(BigInteger)
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    speaker_id: Mapped[str | None] = mapped_column(ForeignKey("speaker.id"))
    reported_by_id: Mapped[str | None] = mapped_column(ForeignKey("speaker.id"))
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON)
    type: Mapped[str | None] = _generated("type", Text)
    cue_lemma: Mapped[str | None] = _generated("cue.lemma", Text)
    confidence: Mapped[float | None] = _generated("confidence", Float)
    factuality: Mapped[str | None] = _generated("factuality", Text)
    speaks_for: Mapped[str | None] = _generated("speaker.speaks_for", Text)
    listed: Mapped[bool | None] = mapped_column(Boolean, Computed(_LISTED), deferred=True)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    linked_kind: Mapped[str | None] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text, server_default="", deferred=True)  # the text folded for full-text search

    article: Mapped[Article] = relationship(lazy="raise_on_sql")
    speaker: Mapped[Speaker | None] = relationship(foreign_keys=[speaker_id], lazy="raise_on_sql")
    reported_by: Mapped[Speaker | None] = relationship(foreign_keys=[reported_by_id], lazy="raise_on_sql")
    members: Mapped[list[QuotationMember]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def quotation(self) -> EngineQuotation:
        """The engine's quotation with the archive's identifier."""
        return from_record(self.record | {"evidence": self.evidence})

    @quotation.setter
    def quotation(self, value: EngineQuotation) -> None:
        record = to_record(value)
        self.evidence = record.pop("evidence")
        self.record = record

    @validates("record")
    def _fold(self, _name: str, record: dict[str, Any]) -> dict[str, Any]:
        self.folded = fold(record["text"])
        return record


class QuotationMember(Base):
    """A member of the group that said a quotation; ``position`` is the index in the record's ``members``."""

    __tablename__ = "quotation_member"
    __table_args__ = (UniqueConstraint("speaker_id", "quote_id"), {"sqlite_with_rowid": False})

    quote_id: Mapped[str] = mapped_column(ForeignKey("quotation.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    speaker_id: Mapped[str] = mapped_column(ForeignKey("speaker.id"))


class Tally(Base):
    """Triggers' counts by type, factuality, source, speaker and day (an ordinal); of one type as ``source/direct``."""

    __tablename__ = "tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    facet: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int] = mapped_column(Number)
