"""What the store's queries return: frozen plain data, never a row that still hangs on a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from orjson import loads

from attribution.model import Cue, Evidence, Factor, Mention, Reason, Span, SpeakerKind

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
    """One quotation, its speaker, where it stands, and why, in the values that the database keeps.

    Lists are read most, and to make objects of all of it would take longer than to find it: the properties make
    them for who wants them. ``id`` is the archive's: derived from the article's id and the engine's own id, which two
    articles with the same text share. Speakers carry the archive's canonical name. Offsets are code points into the
    article's text.
    """

    number: int
    id: str
    position: int
    type: str
    text: str
    spans_json: str
    quoted_json: str
    cue_text: str | None
    cue_lemma: str
    cue_start: int
    cue_end: int
    mention_text: str | None
    mention_start: int
    mention_end: int
    confidence: float
    rule: str
    chain_json: str
    reason: str | None
    factors_json: str
    updated: str
    speaker_id: str | None
    speaker_name: str
    speaker_kind: str
    speaker_description: str | None
    speaks_for: str | None
    reporter_id: str | None
    reporter_name: str
    reporter_kind: str
    article_id: str
    source_id: str | None
    source_name: str | None
    url: str | None
    title: str | None
    published: str | None
    text_sha256: str

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the content stands."""
        return _spans(self.spans_json)

    @property
    def quoted(self) -> tuple[Span, ...]:
        """The parts inside quotation marks."""
        return _spans(self.quoted_json)

    @property
    def cue(self) -> Cue | None:
        """The words that report."""
        return Cue(self.cue_text, self.cue_lemma, self.cue_start, self.cue_end) if self.cue_text is not None else None

    @property
    def mention(self) -> Mention | None:
        """The speaker as printed beside the cue."""
        text = self.mention_text
        return Mention(text, self.mention_start, self.mention_end) if text is not None else None

    @property
    def speaker(self) -> SpeakerRef | None:
        """Who said it."""
        found = self.speaker_id
        return SpeakerRef(found, self.speaker_name, SpeakerKind(self.speaker_kind)) if found is not None else None

    @property
    def reported_by(self) -> SpeakerRef | None:
        """Who passed it on."""
        found = self.reporter_id
        return SpeakerRef(found, self.reporter_name, SpeakerKind(self.reporter_kind)) if found is not None else None

    @property
    def evidence(self) -> Evidence:
        """Why."""
        factors = tuple(Factor(*pair) for pair in loads(self.factors_json))
        return Evidence(self.rule, tuple(loads(self.chain_json)), Reason(self.reason) if self.reason else None, factors)

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


def _spans(kept: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in loads(kept))


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)
