"""Links the names in an article to the archive's speakers.

A short name refers to the speaker whose full name is in the article. A full name is linked to an existing speaker if
name, description, co-occurring names and source make the match probable enough (``identity/match_scoring.py``).
Otherwise a new speaker is created, or an unidentified record for an ambiguous name. Less probable matches become merge
suggestions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..identity import blocking, candidate_search, records
from ..identity.article_mentions import NamedSpeaker, contains_name, identity_key, named_speakers, referent
from ..identity.match_scoring import LINK_THRESHOLD, Verdict
from ..identity.naming import full_name_in
from ..identity.tables import Pin, SpeakerKey
from ..models import Article, Quotation, Speaker
from . import suggestions

MAX_BEARERS = 100  # speakers with a family name that are examined


def link(session: Session, article: Article, rows: Sequence[Quotation]) -> None:
    """Link the unlinked rows of an article to speakers and count the name forms in them."""
    members = named_speakers(rows)
    if not members:
        return
    _expand_names(article, members)
    session.flush()
    pins = {(p.family, p.key): p.speaker_id for p in session.scalars(select(Pin).where(Pin.article_id == article.id))}
    exact = {id(m): candidate_search.with_exact_name(session, m.family, m.key) for m in members if m.full}
    found: dict[int, Speaker] = {}
    full = sorted((m for m in members if m.full), key=lambda m: (not exact[id(m)], m.key))
    for member in (*full, *(m for m in members if not m.full)):
        pinned = pins.get((member.family, member.key))
        namesake = referent(member, members)
        if pinned is not None:
            speaker, confidence = session.get_one(Speaker, pinned), 1.0
        elif namesake is not None:
            speaker, confidence = found[id(namesake)], LINK_THRESHOLD
        elif member.full:
            taken = {s.id for s in found.values()}
            speaker, confidence = _link_full_name(session, article, member, members, exact[id(member)], taken)
        else:
            speaker, confidence = _link_family_name(session, member)
        found[id(member)] = speaker
        _record_appearance(session, article.id, member, speaker, confidence)
    renamed = {found[id(m)].id: found[id(m)] for m in members if m.name != found[id(m)].name}
    for speaker in renamed.values():  # speakers that already have the printed name keep it
        records.update_display_name(session, speaker)
    session.flush()


def unlink(session: Session, article_id: str, rows: Iterable[Quotation]) -> set[str]:
    """Delete the rows and their counts; returns the speakers to pass to ``sweep`` after linking the new rows."""
    for row in rows:
        session.delete(row)
    session.flush()
    return records.remove_article(session, article_id)


def relink_article(session: Session, article: Article) -> None:
    """Unlink and link an article's quotations again, for example after a correction."""
    rows = session.scalars(
        select(Quotation).where(Quotation.article_id == article.id).order_by(Quotation.position)
    ).all()
    before = {row.number: _links(row) for row in rows}
    for row in rows:
        row.speaker_id = row.reported_by_id = None
        row.members = []
    session.flush()
    left = records.remove_article(session, article.id)
    link(session, article, rows)
    for row in rows:
        if before[row.number] != _links(row):
            row.updated_at = datetime.now(UTC)
    sweep(session, left)


def _links(row: Quotation) -> tuple[str | None, ...]:
    """Return the identifiers of the speakers that a quotation is linked to."""
    members = sorted(row.members, key=lambda member: member.position)
    return row.speaker_id, row.reported_by_id, *(member.speaker_id for member in members)


def sweep(session: Session, speaker_ids: Iterable[str]) -> None:
    """Delete those of the speakers that are no longer referenced."""
    ids = list(speaker_ids)
    if ids:
        records.delete_unused(session, ids)


def _expand_names(article: Article, members: Sequence[NamedSpeaker]) -> None:
    """Replace family names by the full name from the article's text, if it has exactly one that fits."""
    for member in members:
        if member.full or any(contains_name(other.key, member.key) for other in members):
            continue
        full = full_name_in(article.text, member.name)
        if full is not None:
            member.name, member.key = full, identity_key(member.family, full)
            member.forms[full] += len(member.said) or 1


def _link_full_name(
    session: Session,
    article: Article,
    member: NamedSpeaker,
    members: Sequence[NamedSpeaker],
    exact: list[str],
    taken: set[str],
) -> tuple[Speaker, float]:
    """Return the speaker for a full name, creating one if no match is probable enough, and the link's confidence."""
    if not member.named:
        return records.for_description(session, member), 1.0
    here = candidate_search.context_in(member, members, article.source_id)
    result = candidate_search.resolve(session, member, here, exact, taken)
    if result.verdict == Verdict.KNOWN and result.best is not None:
        return session.get_one(Speaker, result.best.speaker_id), result.confidence
    if result.verdict == Verdict.UNDECIDED:
        speaker = records.for_ambiguous_name(session, member)
    else:
        speaker = records.create(session, member, article.id, identified=True)
        if member.family == "person":
            suggestions.suggest_names(session, speaker, member.key)
    suggestions.suggest(session, speaker.id, result.probabilities)
    return speaker, 1.0 - result.confidence


def _link_family_name(session: Session, member: NamedSpeaker) -> tuple[Speaker, float]:
    """Return the unidentified record for a bare family name, or the speaker that it was merged into.

    The merged speaker is used only while no other speaker has the family name.
    """
    merged = candidate_search.with_exact_name(session, member.family, member.key)
    if len(merged) == 1 and not _has_other_bearers(session, member.key, merged[0]):
        return session.get_one(Speaker, merged[0]), LINK_THRESHOLD
    alone = candidate_search.with_exact_name(session, member.family, member.key, identified=False)
    if alone:
        return session.get_one(Speaker, alone[0]), 1.0
    speaker = records.create(session, member, "", identified=False)
    suggestions.suggest_bearers(session, speaker, member.key)
    return speaker, 1.0


def _has_other_bearers(session: Session, alone: str, speaker_id: str) -> bool:
    others = select(SpeakerKey.name).where(SpeakerKey.key == blocking.word(alone.split()[-1]))
    others = others.where(SpeakerKey.speaker_id != speaker_id).distinct().limit(MAX_BEARERS)
    return any(contains_name(name, alone) for name in session.scalars(others))


def _record_appearance(
    session: Session, article_id: str, member: NamedSpeaker, speaker: Speaker, confidence: float
) -> None:
    if member.kind == "organization" and speaker.kind == "group":
        speaker.kind = member.kind
    records.add_appearance(session, article_id, member, speaker, confidence)
    if not (member.family == "person" and not member.full and speaker.identified):
        records.add_name(session, speaker, member.family, member.key)
