"""What the store's queries return: frozen plain data, never a row that still hangs on a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from attribution.model import Span, SpeakerKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; ``next_cursor`` is ``None`` on the last.

    ``since`` is where the change feed goes on from the snapshot that the page was read in, where that was asked for.
    """

    items: tuple[T, ...]
    next_cursor: str | None = None
    since: str | None = None


class Scope(StrEnum):
    """What a key may do."""

    READ = "read"
    INGEST = "ingest"
    CURATE = "curate"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class KeyView:
    """An API key as it is kept, without the key itself."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    revoked_at: datetime | None

    def allows(self, scope: Scope) -> bool:
        """Whether the key has the scope; ``admin`` has all."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source, as an article names it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with what the archive holds of it."""

    id: str
    name: str
    articles: int
    quotes: int


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """A speaker, as a quotation names them."""

    id: str
    name: str
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker with the name forms seen (most frequent first) and the number of quotations attributed to them.

    ``identified`` is false for a description and for a name that may be several people's.
    """

    id: str
    name: str
    kind: SpeakerKind
    identified: bool
    same_as: str | None
    aliases: tuple[str, ...]
    quotes: int


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article, as a quotation names it. ``published_at`` is in UTC."""

    id: str
    source: SourceRef | None
    url: str | None
    title: str | None
    published_at: datetime | None
    text_sha256: str


class UnreadReason(StrEnum):
    """Why the engine could not read a text."""

    FAILED = "failed"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"


@dataclass(frozen=True, slots=True)
class Unread:
    """The engine of this version could not read an article."""

    reason: UnreadReason
    engine: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article without its text, as in a list. All dates are in UTC."""

    id: str
    source: SourceRef | None
    url: str | None
    title: str | None
    published_at: datetime | None
    text_sha256: str
    created_at: datetime
    updated_at: datetime
    revision: int
    quotes: int
    unread: Unread | None


@dataclass(frozen=True, slots=True)
class ArticleDetail(ArticleView):
    """An article with its text, to the letter."""

    text: str


class QuoteView(NamedTuple):
    """One quotation and the article in which it stands, in the values that the database keeps.

    ``record`` is what the API shows of the quotation itself: the engine's record with the archive's identifiers and
    names of speakers. ``evidence`` belongs to it, and is None where nobody asked for it. Lists are read
    most, and building objects of all of it would take longer than finding it: the properties build what is wanted.
    """

    number: int
    position: int
    updated: str
    article_id: str
    source_id: str | None
    source_name: str | None
    url: str | None
    title: str | None
    published: str | None
    text_sha256: str
    record: dict[str, Any]
    evidence: dict[str, Any] | None

    @property
    def id(self) -> str:
        """The archive's identifier: two articles with the same text have different ones."""
        identifier: str = self.record["id"]
        return identifier

    @property
    def type(self) -> str:
        """How the content is reported."""
        kind: str = self.record["type"]
        return kind

    @property
    def text(self) -> str:
        """The content."""
        text: str = self.record["text"]
        return text

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the content stands."""
        return tuple(Span(**span) for span in self.record["spans"])

    @property
    def speaker(self) -> SpeakerRef | None:
        """Who said it."""
        return _speaker(self.record["speaker"])

    @property
    def speaker_id(self) -> str | None:
        """The identifier of who said it."""
        speaker = self.record["speaker"]
        return speaker["id"] if speaker is not None else None

    @property
    def reported_by(self) -> SpeakerRef | None:
        """Who passed it on."""
        return _speaker(self.record["reported_by"])

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""
        return _moment(self.updated)

    @property
    def article(self) -> ArticleRef:
        """The article in which it stands."""
        source = SourceRef(self.source_id, self.source_name or "") if self.source_id is not None else None
        published_at = _moment(self.published) if self.published is not None else None
        return ArticleRef(self.article_id, source, self.url, self.title, published_at, self.text_sha256)


def _speaker(record: dict[str, Any] | None) -> SpeakerRef | None:
    return SpeakerRef(record["id"], record["name"], SpeakerKind(record["kind"])) if record is not None else None


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)
