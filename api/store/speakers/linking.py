"""From the names in one article to the archive's speakers.

A name means whom the article calls so in full; failing that, the one known speaker whom name, description, company
and source make probable enough (``identity/judging.py``); failing that, somebody new, or a record that is a name
and nobody's identity. What is nearly probable enough is suggested.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..identity import blocking, candidate_search, records
from ..identity.article_mentions import Member, bears, cast, identity_key, meant_by
from ..identity.match_scoring import LINKED, Verdict
from ..identity.naming import named_in
from ..identity.tables import Pin, SpeakerKey
from ..models import Article, Quotation, Speaker
from . import suggestions

MOST_BEARERS = 100  # of a family name that are looked at


def link(session: Session, article: Article, rows: Sequence[Quotation]) -> None:
    """Link the rows of an article, which are not linked yet, and count the name forms in them."""
    members = cast(rows)
    if not members:
        return
    _complete(article, members)
    session.flush()
    pins = {(p.family, p.key): p.speaker_id for p in session.scalars(select(Pin).where(Pin.article_id == article.id))}
    exact = {id(m): candidate_search.exactly(session, m.family, m.key) for m in members if m.full}
    found: dict[int, Speaker] = {}
    full = sorted((m for m in members if m.full), key=lambda m: (not exact[id(m)], m.key))
    for member in (*full, *(m for m in members if not m.full)):
        pinned = pins.get((member.family, member.key))
        namesake = meant_by(member, members)
        if pinned is not None:
            speaker, confidence = session.get_one(Speaker, pinned), 1.0
        elif namesake is not None:
            speaker, confidence = found[id(namesake)], LINKED
        elif member.full:
            taken = {s.id for s in found.values()}
            speaker, confidence = _full(session, article, member, members, exact[id(member)], taken)
        else:
            speaker, confidence = _alone(session, member)
        found[id(member)] = speaker
        _appear(session, article.id, member, speaker, confidence)
    renamed = {found[id(m)].id: found[id(m)] for m in members if m.name != found[id(m)].name}
    for speaker in renamed.values():  # who is called as they are called keeps that name
        records.settle(session, speaker)
    session.flush()


def unlink(session: Session, article_id: str, rows: Iterable[Quotation]) -> set[str]:
    """Remove the rows and what they count for; returns the speakers to ``sweep`` once all is linked again."""
    for row in rows:
        session.delete(row)
    session.flush()
    return records.vanish(session, article_id)


def link_again(session: Session, article: Article) -> None:
    """Link an article's quotations anew, as after a correction."""
    rows = session.scalars(
        select(Quotation).where(Quotation.article_id == article.id).order_by(Quotation.position)
    ).all()
    before = {row.number: _links(row) for row in rows}
    for row in rows:
        row.speaker_id = row.reported_by_id = None
        row.members = []
    session.flush()
    left = records.vanish(session, article.id)
    link(session, article, rows)
    for row in rows:
        if before[row.number] != _links(row):
            row.updated_at = datetime.now(UTC)
    sweep(session, left)


def _links(row: Quotation) -> tuple[str | None, ...]:
    """The speakers that a quotation is linked to."""
    members = sorted(row.members, key=lambda member: member.position)
    return row.speaker_id, row.reported_by_id, *(member.speaker_id for member in members)


def sweep(session: Session, speaker_ids: Iterable[str]) -> None:
    """Remove those of the speakers that nothing names any more."""
    ids = list(speaker_ids)
    if ids:
        records.sweep(session, ids)


def _complete(article: Article, members: Sequence[Member]) -> None:
    """Call those whom no quotation names in full as the article's text does, where that is one person."""
    for member in members:
        if member.full or any(bears(other.key, member.key) for other in members):
            continue
        full = named_in(article.text, member.name)
        if full is not None:
            member.name, member.key = full, identity_key(member.family, full)
            member.forms[full] += len(member.said) or 1


def _full(
    session: Session, article: Article, member: Member, members: Sequence[Member], exact: list[str], taken: set[str]
) -> tuple[Speaker, float]:
    """Whom a full name means, or a new record."""
    if not member.named:
        return records.described(session, member), 1.0
    here = candidate_search.context_in(member, members, article.source_id)
    judgement = candidate_search.judged(session, member, here, exact, taken)
    if judgement.verdict == Verdict.KNOWN and judgement.best is not None:
        return session.get_one(Speaker, judgement.best.speaker_id), judgement.confidence
    if judgement.verdict == Verdict.UNDECIDED:
        speaker = records.unresolved(session, member)
    else:
        speaker = records.create(session, member, article.id, identified=True)
        if member.family == "person":
            suggestions.suggest_names(session, speaker, member.key)
    suggestions.suggest(session, speaker.id, judgement.probabilities)
    return speaker, 1.0 - judgement.confidence


def _alone(session: Session, member: Member) -> tuple[Speaker, float]:
    """The record of a family name alone; or of whom a human merged it with, while nobody else bears it."""
    merged = candidate_search.exactly(session, member.family, member.key)
    if len(merged) == 1 and not _borne_by_others(session, member.key, merged[0]):
        return session.get_one(Speaker, merged[0]), LINKED
    alone = candidate_search.exactly(session, member.family, member.key, identified=False)
    if alone:
        return session.get_one(Speaker, alone[0]), 1.0
    speaker = records.create(session, member, "", identified=False)
    suggestions.suggest_bearers(session, speaker, member.key)
    return speaker, 1.0


def _borne_by_others(session: Session, alone: str, speaker_id: str) -> bool:
    others = select(SpeakerKey.name).where(SpeakerKey.key == blocking.word(alone.split()[-1]))
    others = others.where(SpeakerKey.speaker_id != speaker_id).distinct().limit(MOST_BEARERS)
    return any(bears(name, alone) for name in session.scalars(others))


def _appear(session: Session, article_id: str, member: Member, speaker: Speaker, confidence: float) -> None:
    if member.kind == "organization" and speaker.kind == "group":
        speaker.kind = member.kind
    records.appear(session, article_id, member, speaker, confidence)
    if not (member.family == "person" and not member.full and speaker.identified):
        records.find_by(session, speaker, member.family, member.key)
