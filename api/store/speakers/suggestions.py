"""Suggested merges: pairs of speakers that may be the same, but not probably enough to be linked automatically."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from attribution.model import SpeakerKind

from .. import cursors, filters
from ..identity import blocking
from ..identity.article_mentions import contains_name
from ..identity.comparison import Difference
from ..identity.match_scoring import SUGGESTION_THRESHOLD, VARIANT_FLOOR, Candidate
from ..identity.tables import SpeakerKey, Suggestion
from ..models import Speaker
from ..views import Page, SpeakerRef
from .views import SuggestionView

MAX_BEARERS = 20  # suggested people per bare family name
FAMILY_NAME_WEIGHT = 0.01  # weight of a bare family name for each bearer, relative to ``VARIANT_FLOOR``


def find(
    session: Session, *, speaker_id: str | None = None, limit: int = 50, cursor: str | None = None
) -> Page[SuggestionView]:
    """Return a page of all suggestions or those with one speaker, most probable first.

    Raises ``InvalidFilter`` or ``InvalidCursor``.
    """
    digest = cursors.filter_digest("suggestions", speaker_id)
    position = cursors.decode(cursor, digest, (int, str, str))
    other, speaker = aliased(Speaker), aliased(Speaker)
    order = (Suggestion.rank, Suggestion.other_id, Suggestion.speaker_id)
    query = select(Suggestion, other, speaker).where(~Suggestion.refused, *filters.after(order, position))
    query = query.join(other, other.id == Suggestion.other_id).join(speaker, speaker.id == Suggestion.speaker_id)
    if speaker_id is not None:
        query = query.where(or_(Suggestion.other_id == speaker_id, Suggestion.speaker_id == speaker_id))
    rows = session.execute(query.order_by(*order).limit(cursors.page_size(limit) + 1)).all()
    last = rows[limit - 1][0] if len(rows) > limit else None
    return Page(
        tuple(_view(*row) for row in rows[:limit]),
        cursors.encode(digest, (last.rank, last.other_id, last.speaker_id)) if last is not None else None,
    )


def _view(row: Suggestion, other: Speaker, speaker: Speaker) -> SuggestionView:
    mine, theirs = (SpeakerRef(who.id, who.name, SpeakerKind(who.kind)) for who in (other, speaker))
    return SuggestionView(mine, theirs, row.confidence, Difference(row.difference))


def suggest(session: Session, speaker_id: str, candidates: Iterable[tuple[Candidate, float]]) -> None:
    """Suggest merging a speaker with each candidate whose confidence, a probability, is high enough."""
    for candidate, confidence in candidates:
        if confidence >= SUGGESTION_THRESHOLD and candidate.speaker_id != speaker_id:
            difference = candidate.comparison.difference
            known = Difference.SAME_NAME if difference == Difference.NONE else difference
            one, other = speaker_id, candidate.speaker_id
            if difference != Difference.NONE:  # which of the two is new is arbitrary, so order them by identifier
                one, other = min(one, other), max(one, other)
            _add(session, one, other, known, confidence)


def suggest_bearers(session: Session, speaker: Speaker, key: str) -> None:
    """Suggest merging the record of a bare family name into each person with that family name."""
    bearers = select(SpeakerKey.speaker_id, SpeakerKey.name).where(SpeakerKey.key == blocking.word(key.split()[-1]))
    rows = session.execute(bearers.order_by(SpeakerKey.speaker_id).limit(5 * MAX_BEARERS)).all()
    matching = list(dict.fromkeys(bearer for bearer, name in rows if contains_name(name, key)))
    for bearer in matching[:MAX_BEARERS]:
        _add(session, speaker.id, bearer, Difference.FAMILY_NAME, 0.5)
    _update_confidences(session, speaker.id)


def suggest_names(session: Session, speaker: Speaker, key: str) -> None:
    """Suggest merging the records of the first or last part of a full name alone into its new bearer."""
    words = key.split()
    for word in {words[0], words[-1], *([" ".join(words[-2:])] if len(words) > 2 else [])}:
        alone = select(SpeakerKey.speaker_id).join(Speaker, Speaker.id == SpeakerKey.speaker_id)
        alone = alone.where(SpeakerKey.key == blocking.exact("person", word), ~Speaker.identified)
        for name_id in session.scalars(alone).all():
            if _count_bearers(session, name_id) < MAX_BEARERS:
                _add(session, name_id, speaker.id, Difference.FAMILY_NAME, 0.5)
                _update_confidences(session, name_id)


def _count_bearers(session: Session, name_id: str) -> int:
    query = select(func.count()).where(
        Suggestion.other_id == name_id, Suggestion.difference == Difference.FAMILY_NAME.value, ~Suggestion.refused
    )
    return session.scalar(query) or 0


def _update_confidences(session: Session, name_id: str) -> None:
    """Divide the confidence among all people that a bare family name may refer to."""
    confidence = FAMILY_NAME_WEIGHT / (VARIANT_FLOOR + FAMILY_NAME_WEIGHT * max(_count_bearers(session, name_id), 1))
    session.execute(
        update(Suggestion)
        .where(Suggestion.other_id == name_id, Suggestion.difference == Difference.FAMILY_NAME.value)
        .values(confidence=round(confidence, 3), rank=_rank(confidence))
        .execution_options(synchronize_session=False)
    )


def _add(session: Session, one: str, other: str, difference: Difference, confidence: float) -> None:
    """Add a suggestion unless the pair already has one in either direction."""
    both = or_(
        (Suggestion.other_id == one) & (Suggestion.speaker_id == other),
        (Suggestion.other_id == other) & (Suggestion.speaker_id == one),
    )
    if session.scalar(select(Suggestion.other_id).where(both)) is None:
        values = {"difference": difference.value, "confidence": round(confidence, 3), "rank": _rank(confidence)}
        session.execute(insert(Suggestion).values(other_id=one, speaker_id=other, refused=False, **values))


def _rank(confidence: float) -> int:
    return -round(round(confidence, 3) * 1_000_000)


def refuse(session: Session, one: str, other: str) -> None:
    """Mark a pair as different so that merging it is not suggested again; does nothing if one does not exist."""
    if one == other or not all(session.get(Speaker, speaker_id) for speaker_id in (one, other)):
        return
    both = or_(
        (Suggestion.other_id == one) & (Suggestion.speaker_id == other),
        (Suggestion.other_id == other) & (Suggestion.speaker_id == one),
    )
    session.execute(delete(Suggestion).where(both).execution_options(synchronize_session=False))
    values = {"difference": Difference.OTHER.value, "confidence": 0.0, "rank": 0, "refused": True}
    session.execute(insert(Suggestion).values(other_id=one, speaker_id=other, **values))
