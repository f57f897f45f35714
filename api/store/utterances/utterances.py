"""Utterances: find them, and get one with all its wordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from api.wording.variants import Loss, Variant, variant
from attribution.model import SpeakerKind

from .. import cursors, filters
from ..database import plain
from ..dialects import PlainConnection
from ..errors import NotFound
from ..mapping import UNDATED, moment_of
from ..models import Source, Speaker
from ..quotes import quotes, rows
from ..views import Page, QuoteView, SourceRef, SpeakerRef
from .members import text_of
from .tables import Utterance, UtteranceMember

MOST_WORDINGS = 100  # of an utterance that are shown
MOST_QUOTES = 20  # of a wording that are shown


@dataclass(frozen=True, slots=True)
class UtteranceFilter:
    """Which utterances to list: whose, reported by which sources, first seen when, in how many wordings at least.

    Speakers and sources are identifiers or names, as in ``QuoteFilter``. ``published_from`` is inclusive,
    ``published_before`` exclusive; either leaves out utterances without a date.
    """

    speaker: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    published_from: datetime | None = None
    published_before: datetime | None = None
    min_wordings: int = 1


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """What was said once: the fullest wording, and what all quotations of it add up to."""

    id: str
    speaker: SpeakerRef
    text: str
    first_seen: datetime | None
    sources: tuple[SourceRef, ...]
    quotations: int
    wordings: int
    losses: Loss


@dataclass(frozen=True, slots=True)
class WordingView:
    """One wording of an utterance, compared with the fullest; the ``quotes`` that have it, the first seen first."""

    text: str
    variant: Variant
    quotations: int
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class UtteranceDetail:
    """An utterance with its wordings: the fullest, then the others in the order in which they were seen."""

    utterance: UtteranceView
    wordings: tuple[WordingView, ...]


def find(
    session: Session, where: UtteranceFilter, *, limit: int = 50, cursor: str | None = None
) -> Page[UtteranceView]:
    """Utterances, those that were first seen last at the top, and those without a date at the end.

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    digest = cursors.filter_digest("utterances", where)
    position = cursors.decode(cursor, digest, (int, str))
    query = _matching(session, where).where(*filters.after((Utterance.order_key, Utterance.id), position))
    ordered = query.order_by(Utterance.order_key, Utterance.id).limit(cursors.page_size(limit) + 1)
    found: Sequence[Utterance] = session.scalars(ordered).all()
    last = found[limit - 1] if len(found) > limit else None
    following = cursors.encode(digest, (last.order_key, last.id)) if last is not None else None
    return Page(_views(session, found[:limit]), following)


def get(session: Session, utterance_id: str) -> UtteranceDetail:
    """One utterance with its wordings. Raises ``NotFound``."""
    row = session.scalars(select(Utterance).where(Utterance.id == utterance_id)).one_or_none()
    if row is None:
        raise NotFound("utterance", utterance_id)
    return _detail(session, row)


def of_quote(session: Session, quote_id: str) -> UtteranceDetail | None:
    """The utterance of a quotation; None if it has no words of an identified speaker in quotation marks.

    Raises ``NotFound`` for an unknown quotation.
    """
    quotes.get(session, quote_id)
    number = select(UtteranceMember.utterance).where(UtteranceMember.quote_id == quote_id)
    row = session.scalars(select(Utterance).where(Utterance.number.in_(number))).one_or_none()
    return _detail(session, row) if row is not None else None


def _matching(session: Session, where: UtteranceFilter) -> Select[Any]:
    query = select(Utterance).where(
        *filters.published_between(Utterance.order_key, where.published_from, where.published_before)
    )
    if where.speaker:
        query = query.where(Utterance.speaker_id.in_(filters.speaker_ids(plain(session), where.speaker)))
    if where.source:
        sources = filters.source_ids(plain(session), where.source)
        reported = select(UtteranceMember.utterance).where(UtteranceMember.source_id.in_(sources))
        query = query.where(Utterance.number.in_(reported))
    if where.min_wordings > 1:
        query = query.where(Utterance.wordings > 1, Utterance.wordings >= where.min_wordings)
    return query


def _views(session: Session, found: Sequence[Utterance]) -> tuple[UtteranceView, ...]:
    numbers = [row.number for row in found]
    identifiers = {row.speaker_id for row in found}
    speakers = {row.id: row for row in session.scalars(select(Speaker).where(Speaker.id.in_(identifiers)))}
    fullest = dict(
        session.execute(
            select(UtteranceMember.number, UtteranceMember.quote_id).where(UtteranceMember.number.in_(numbers))
        ).all()
    )
    sources = _sources(session, numbers)
    return tuple(
        UtteranceView(
            id=row.id,
            speaker=_speaker(speakers[row.speaker_id]),
            text=text_of(plain(session), fullest[row.number]),
            first_seen=moment_of(row.order_key) if row.order_key != UNDATED else None,
            sources=tuple(sources.get(row.number, ())),
            quotations=row.quotations,
            wordings=row.wordings,
            losses=Loss(row.losses),
        )
        for row in found
    )


def _speaker(row: Speaker) -> SpeakerRef:
    return SpeakerRef(row.id, row.name, SpeakerKind(row.kind))


def _sources(session: Session, numbers: Sequence[int]) -> dict[int, list[SourceRef]]:
    """The sources that report each utterance, by name."""
    query = (
        select(UtteranceMember.utterance, Source.key, Source.id, Source.name)
        .join(Source, Source.id == UtteranceMember.source_id)
        .where(UtteranceMember.utterance.in_(numbers))
        .distinct()
        .order_by(Source.key)
    )
    found: dict[int, list[SourceRef]] = {}
    for number, _, *source in session.execute(query):
        found.setdefault(number, []).append(SourceRef(*source))
    return found


def _detail(session: Session, row: Utterance) -> UtteranceDetail:
    (view,) = _views(session, [row])
    members = session.execute(
        select(UtteranceMember.wording, UtteranceMember.number, UtteranceMember.quote_id)
        .where(UtteranceMember.utterance == row.number)
        .order_by(UtteranceMember.order_key == UNDATED, UtteranceMember.order_key.desc(), UtteranceMember.quote_id)
    )
    reports: dict[int, list[str]] = {}
    fullest = 0
    for wording, number, quote_id in members:
        reports.setdefault(wording, []).append(quote_id)
        fullest = wording if number == row.number else fullest
    shown = sorted(reports, key=lambda wording: wording != fullest)[:MOST_WORDINGS]
    return UtteranceDetail(view, tuple(_wording(plain(session), view.text, reports[wording]) for wording in shown))


def _wording(connection: PlainConnection, fullest: str, quote_ids: Sequence[str]) -> WordingView:
    text, shown = text_of(connection, quote_ids[0]), quote_ids[:MOST_QUOTES]
    return WordingView(text, variant(text, fullest), len(quote_ids), _quotes(connection, shown))


def _quotes(connection: PlainConnection, quote_ids: Sequence[str]) -> tuple[QuoteView, ...]:
    condition = f"q.id IN ({', '.join('?' * len(quote_ids))})"
    found = {view.id: view for view in rows.load(connection, condition, tuple(quote_ids))}
    return tuple(found[quote_id] for quote_id in quote_ids)
