"""Return types of the store's queries: frozen plain data, never rows bound to a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeVar

from attribution.model import Span, SpeakerKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; ``next_cursor`` is None on the last page.

    ``since``, if requested, is the change feed position at which to continue from the page's snapshot.
    """

    items: tuple[T, ...]
    next_cursor: str | None = None
    since: str | None = None


class Scope(StrEnum):
    """A permission of an API key."""

    READ = "read"
    INGEST = "ingest"
    CURATE = "curate"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class KeyView:
    """An API key's stored data, without the secret."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    revoked_at: datetime | None

    def allows(self, scope: Scope) -> bool:
        """Whether the key has the scope; ``admin`` includes all scopes."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A reference to a source."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with the numbers of its articles and quotations."""

    id: str
    name: str
    articles: int
    quotes: int


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """A reference to a speaker."""

    id: str
    name: str
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker with the printed forms of the name (most frequent first) and the number of quotations.

    ``identified`` is false for a description and for a name that several people may share.
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
    """A reference to an article. ``published_at`` is in UTC."""

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
    """An engine's failure to read an article: the reason, and the engine's version."""

    reason: UnreadReason
    engine: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article without its text, as in lists. All datetimes are in UTC."""

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
    mended: tuple[str, ...]
    byline: str | None


@dataclass(frozen=True, slots=True)
class ArticleDetail(ArticleView):
    """An article with its verbatim text."""

    text: str


class QuoteView(NamedTuple):
    """A quotation and its article, as raw database values.

    ``record`` is the engine's record with the archive's identifiers and names of speakers. ``evidence`` is its
    evidence, or None if not requested. Building objects for everything would take longer than the query, so the
    properties build them on demand.
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
        """The archive's identifier of the quotation, which also depends on the article's identifier."""
        identifier: str = self.record["id"]
        return identifier

    @property
    def type(self) -> str:
        """The type of quotation, as the value of ``QuotationType``."""
        kind: str = self.record["type"]
        return kind

    @property
    def text(self) -> str:
        """The text of the content."""
        text: str = self.record["text"]
        return text

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of the content in the article's text, in code points, end exclusive."""
        return tuple(Span(**span) for span in self.record["spans"])

    @property
    def passages(self) -> list[str]:
        """The words of each span as printed; the text is these, joined by spaces."""
        lengths = [span["end"] - span["start"] for span in self.record["spans"]]
        starts = [0, *accumulate(length + 1 for length in lengths)]
        return [self.text[start : start + length] for start, length in zip(starts, lengths, strict=False)]

    @property
    def speaker(self) -> SpeakerRef | None:
        """The speaker; None if not attributed."""
        return _speaker(self.record["speaker"])

    @property
    def speaker_id(self) -> str | None:
        """The speaker's identifier; None if not attributed."""
        speaker = self.record["speaker"]
        return speaker["id"] if speaker is not None else None

    @property
    def reported_by(self) -> SpeakerRef | None:
        """The outer source of a chain, who reports the speaker's words; None if there is none."""
        return _speaker(self.record["reported_by"])

    @property
    def updated_at(self) -> datetime:
        """When the quotation was last changed, in UTC."""
        return _moment(self.updated)

    @property
    def article(self) -> ArticleRef:
        """The article that contains the quotation."""
        source = SourceRef(self.source_id, self.source_name or "") if self.source_id is not None else None
        published_at = _moment(self.published) if self.published is not None else None
        return ArticleRef(self.article_id, source, self.url, self.title, published_at, self.text_sha256)


def _speaker(record: dict[str, Any] | None) -> SpeakerRef | None:
    return SpeakerRef(record["id"], record["name"], SpeakerKind(record["kind"])) if record is not None else None


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)
