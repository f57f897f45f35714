"""What the store's queries return: frozen plain data, never a row that still hangs on a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from attribution.model import Cue, Evidence, Mention, QuotationType, Span, SpeakerKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; ``next_cursor`` is ``None`` on the last."""

    items: tuple[T, ...]
    next_cursor: str | None = None


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


@dataclass(frozen=True, slots=True)
class ArticleDetail(ArticleView):
    """An article with its text, to the letter."""

    text: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quotation, its speaker, where it stands, and why. Offsets are code points into the article's text.

    ``id`` is the archive's: derived from the article's id and the engine's own id, which two articles
    with the same text share. ``speaker`` and ``reported_by`` carry the archive's canonical name.
    """

    id: str
    article: ArticleRef
    position: int
    type: QuotationType
    text: str
    spans: tuple[Span, ...]
    quoted: tuple[Span, ...]
    cue: Cue | None
    mention: Mention | None
    speaker: SpeakerRef | None
    reported_by: SpeakerRef | None
    confidence: float
    evidence: Evidence
    updated_at: datetime
