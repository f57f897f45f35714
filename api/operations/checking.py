"""Checks the quotations of a draft, their words and their speakers, against its sources and the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from api.engine_pool import ANYONE, Requester
from api.store import Database, QuoteFilter, QuoteView
from api.store.articles import articles
from api.store.database import plain
from api.store.filters import speaker_ids
from api.verification.draft import Draft
from api.verification.drafts import Checked, DraftInput, Judgement, SourceInput, asked_text, check
from api.verification.known import Known
from api.verification.marked_passages import unattributed
from api.verification.sources import SPOKEN_KINDS, Passage, SourceKind, statements
from api.verification.statement import Statement
from api.verification.transcripts import InvalidTranscript, Timed, Transcript
from api.verification.transcripts import read as read_transcript
from api.wording.asked import read
from attribution import InvalidText, Quotation, QuotationType, text_digest
from attribution.article.marks import ALL_MARKS
from attribution.model import SpeakerKind

from .attributors import Attributor
from .verification import candidates
from .verification import statement as archived

SPOKEN = 0.5  # of the letters of a text that speakers' turns cover, from which on it is a transcript
Origin = Passage | QuoteView
CHECKED = (QuotationType.DIRECT, QuotationType.MIXED, QuotationType.INDIRECT)


class InvalidSource(ValueError):
    """A source is not a text, or not in its format; ``number`` is its index, from 0."""

    def __init__(self, number: int, name: str, why: object) -> None:
        super().__init__(f"{name}: {why}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it was read: ``transcript.text`` is the text that offsets refer to."""

    name: str
    kind: SourceKind
    transcript: Transcript
    text_sha256: str
    quotations: int


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """The quotations of a draft with the evidence for each, and the judgement on the draft as a whole.

    ``texts`` holds the texts of the archive's articles that the items refer to, by identifier.
    """

    text_sha256: str
    judgement: Judgement
    items: tuple[Checked[Origin], ...]
    sources: tuple[Source, ...]
    texts: dict[str, str]


def check_draft(
    attributor: Attributor,
    database: Database | None,
    draft: DraftInput,
    requester: Requester = ANYONE,
) -> DraftCheck:
    """Check a draft. Nothing is stored; the ``database`` is needed only to search the archive.

    Raises ``InvalidText`` for an invalid draft, ``InvalidSource``, an ``EngineError``, or a ``StoreError``.
    """
    found_in_draft = attributor.attribute(draft.text, requester)
    quotations = [q for q in found_in_draft if q.type in CHECKED]
    unlisted = list(unattributed(draft.text, found_in_draft))
    known: list[Statement[Origin]] = []
    told, casts = [], []
    for number, given in enumerate(draft.sources):
        try:
            source, found = _read(attributor, number, given, requester)
        except (InvalidText, InvalidTranscript) as error:
            raise InvalidSource(number, given.name, error) from error
        told.append(source)
        known += found
        if source.kind in (*SPOKEN_KINDS, SourceKind.NOTES):
            casts.append(_names(found).items())
    with database.reading() if database is not None and draft.archive else nullcontext() as session:
        sources, text = Known(known, _names(known).items(), casts), Draft(draft.text)
        items = _check_each(session, text, quotations, sources)
        items += map(_at_most_look, _check_each(session, text, unlisted, sources))
        texts = articles.texts(session, _referred(items)) if session is not None else {}
    items.sort(key=lambda item: item.quotation.spans)
    worst = max((item.judgement for item in items), key=list(Judgement).index, default=Judgement.OK)
    return DraftCheck(text_digest(draft.text), worst, tuple(items), tuple(told), texts)


def _read(
    attributor: Attributor, number: int, given: SourceInput, requester: Requester
) -> tuple[Source, list[Statement[Origin]]]:
    """A source and its statements."""
    form = _timed(given)
    transcript = Transcript(given.text) if form is None else read_transcript(given.text, form)
    found = attributor.attribute(transcript.text, requester)
    kind = given.kind or (SourceKind(form.value) if form is not None else _kind(transcript.text, found))
    source = Source(given.name, kind, transcript, text_digest(given.text), len(found))
    return source, list(statements(number, kind, transcript.text, found))


def _timed(given: SourceInput) -> Timed | None:
    """The format with times that a source is in, by its kind, its first line, or its name."""
    if given.kind is not None:
        return Timed(given.kind.value) if given.kind.value in set(Timed) else None
    if given.text.lstrip("\ufeff").startswith("WEBVTT"):
        return Timed.VTT
    suffix = given.name.rpartition(".")[2].lower()
    return Timed(suffix) if suffix in set(Timed) else None


def _kind(text: str, found: Sequence[Quotation]) -> SourceKind:
    """Whether a text without a kind is a transcript, most of which is speech without quotation marks, or an article."""
    spans = (span for q in found if q.type is QuotationType.DIRECT for span in q.spans)
    spoken = sum(s.end - s.start for s in spans if text[s.start - 1 : s.start] not in ALL_MARKS)
    return SourceKind.TRANSCRIPT if spoken >= SPOKEN * len(text) else SourceKind.ARTICLE


def _check_each(
    session: Session | None,
    draft: Draft,
    quotations: Sequence[Quotation],
    known: Known[Origin],
) -> list[Checked[Origin]]:
    """Check quotations against what the sources say and, with a ``session``, against the archive."""
    memo: dict[str, tuple[int, ...]] = {}
    items: list[Checked[Origin]] = []
    for quotation in quotations:
        kept = list(_archived(session, quotation, memo)) if session is not None else []
        items.extend(check(quotation, draft, known, kept, _names(kept).items()))
    return items


def _at_most_look(item: Checked[Origin]) -> Checked[Origin]:
    """The check of a passage in quotation marks that may be a title or a way of speaking: no reason to stop."""
    return replace(item, judgement=Judgement.LOOK) if item.judgement is Judgement.STOP else item


def _names(known: Sequence[Statement[Origin]]) -> dict[str, SpeakerKind]:
    """The names of all speakers, with their kinds."""
    kinds: dict[str, SpeakerKind] = {}
    for statement in known:
        for name in statement.speakers:
            kinds.setdefault(name, _speaker_kind(statement.origin))
    return kinds


def _speaker_kind(origin: Origin) -> SpeakerKind:
    if isinstance(origin, Passage):
        return origin.speaker_kind or SpeakerKind.PERSON
    return origin.speaker.kind if origin.speaker is not None else SpeakerKind.PERSON


def _archived(session: Session, quotation: Quotation, memo: dict[str, tuple[int, ...]]) -> Iterator[Statement[Origin]]:
    """The archive's statements that may confirm a quotation, with the names of their speakers.

    ``memo`` saves the postings of words for the draft's other quotations.
    """
    asked = read(asked_text(quotation))
    if not asked.words:
        return
    speaker = quotation.speaker
    ids = speaker_ids(plain(session), [speaker.name]) if speaker is not None and speaker.name.strip() else ()
    for view in candidates(session, asked, QuoteFilter(type=()), ids, memo):
        statement = archived(view)
        names = frozenset({view.speaker.name}) if view.speaker is not None else frozenset()
        yield Statement(statement.text, statement.quoted, statement.factuality, names, view)


def _referred(items: Sequence[Checked[Origin]]) -> set[str]:
    origins = (match.statement.origin for item in items for match in item.verdict.matches)
    return {origin.article_id for origin in origins if isinstance(origin, QuoteView)}
