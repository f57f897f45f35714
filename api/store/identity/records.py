"""Speaker records: create them, count their name forms, choose their display name, and remove unused ones."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, insert, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from attribution.language.name_key import name_key

from ..dialects.upserts import upsert
from ..mapping import derived_id
from ..models import AliasToken, Quotation, QuotationMember, Speaker, SpeakerAlias
from . import blocking
from .article_mentions import NamedSpeaker, family_of
from .spelling import given_name
from .tables import AliasArticle, Appearance, Pin, Redirect, SpeakerKey


def first_id(family: str, key: str) -> str:
    """The identifier of the first speaker with a name; the same for all forms of a given name."""
    words = key.split()
    if family == "person" and len(words) > 1:
        key = f"{given_name(words[0])} {words[-1]}"
    return derived_id("speaker", family, key)


def create(session: Session, entity: NamedSpeaker, article_id: str, *, identified: bool) -> Speaker:
    """Create a record for a speaker of an article, with an identifier that is not and was never in use."""
    choices = [
        first_id(entity.family, entity.key),
        derived_id("speaker", entity.family, entity.key, "name"),
        derived_id("speaker", entity.family, entity.key, "role", name_key(entity.description)),
        derived_id("speaker", entity.family, entity.key, "article", article_id),
    ]
    further = (derived_id("speaker", entity.family, entity.key, "further", str(n)) for n in itertools.count())
    free = next(choice for choice in itertools.chain(choices, further) if not _taken(session, choice))
    return insert_speaker(session, free, entity.name, entity.kind, identified)


def insert_speaker(session: Session, identifier: str, name: str, kind: str, identified: bool) -> Speaker:
    """Insert a record with this identifier, and flush it."""
    speaker = Speaker(id=identifier, name=name, kind=kind, key=name_key(name), identified=identified)
    session.add(speaker)
    session.flush()
    return speaker


def _taken(session: Session, identifier: str) -> bool:
    return session.get(Speaker, identifier) is not None or session.get(Redirect, identifier) is not None


def for_description(session: Session, entity: NamedSpeaker) -> Speaker:
    """The shared record of a description such as "a senior US official"; it is not an identity."""
    identifier = derived_id("speaker", entity.family, entity.key, "description")
    found = session.get(Speaker, identifier)
    return found or insert_speaker(session, identifier, entity.name, entity.kind, False)


def for_ambiguous_name(session: Session, entity: NamedSpeaker) -> Speaker:
    """The shared record of a name that may refer to several speakers; it is not an identity."""
    identifier = derived_id("speaker", entity.family, entity.key, "unresolved")
    found = session.get(Speaker, identifier)
    return found or insert_speaker(session, identifier, entity.name, entity.kind, False)


def add_appearance(
    session: Session, article_id: str, entity: NamedSpeaker, speaker: Speaker, confidence: float
) -> None:
    """Record that a speaker appears in an article: link the rows and count the name forms."""
    session.execute(
        insert(Appearance).values(
            article_id=article_id, family=entity.family, key=entity.key, name=entity.name,
            description=entity.description, speaker_id=speaker.id, confidence=round(confidence, 4),
        )
    )  # fmt: skip
    for row in entity.said:
        row.speaker_id = speaker.id
    for row in entity.reported:
        row.reported_by_id = speaker.id
    for row, position in entity.shared:
        if all(other.speaker_id != speaker.id for other in row.members):
            row.members.append(QuotationMember(position=position, speaker_id=speaker.id))
    for form, count in entity.forms.items():
        _count(session, speaker.id, form, article_id, count)


def add_name(session: Session, speaker: Speaker, family: str, key: str) -> None:
    """Index a speaker under a name; a record that is not an identity is indexed under the exact name only."""
    exact = blocking.exact(family, key)
    if session.get(SpeakerKey, (exact, speaker.id, key)) is None:
        found = blocking.keys_of(family, key) if speaker.identified else [exact]
        session.execute(insert(SpeakerKey), [{"key": k, "speaker_id": speaker.id, "name": key} for k in found])


def _count(session: Session, speaker_id: str, form: str, article_id: str, count: int) -> None:
    alias = session.scalar(select(SpeakerAlias).filter_by(speaker_id=speaker_id, form=form))
    if alias is None:
        alias = SpeakerAlias(speaker_id=speaker_id, form=form, key=name_key(form), count=0)
        session.add(alias)
        session.flush()
        tokens = [{"token": token, "alias_id": alias.id} for token in sorted(set(alias.key.split()))]
        if tokens:
            session.execute(insert(AliasToken), tokens)
    put = upsert(session, AliasArticle).values(alias_id=alias.id, article_id=article_id, count=count)
    more = {"count": AliasArticle.count + put.excluded.count}
    session.execute(put.on_conflict_do_update(index_elements=["alias_id", "article_id"], set_=more))
    alias.count += count


def update_display_name(session: Session, speaker: Speaker) -> None:
    """Set the display name to the full name used most often; ties go to the longest, then the alphabetically first."""
    session.flush()
    exact = f"{blocking.exact(family_of(speaker.kind), '')}%"
    known = select(SpeakerKey.name).where(SpeakerKey.speaker_id == speaker.id, SpeakerKey.key.like(exact))
    names = set(session.scalars(known))
    names = {name for name in names if blocking.is_full(family_of(speaker.kind), name)} or names
    forms = session.scalars(select(SpeakerAlias).where(SpeakerAlias.speaker_id == speaker.id)).all()
    full = [form for form in forms if form.key in names] or list(forms)
    if full:
        best = min(full, key=lambda form: (-form.count, form.form.isupper(), -len(form.form), form.form))
        speaker.name, speaker.key = best.form, best.key


def remove_article(session: Session, article_id: str) -> set[str]:
    """Remove an article's appearances and counts; returns the identifiers of speakers that may now be unused."""
    gone = session.execute(
        select(Appearance.speaker_id, Appearance.key).where(Appearance.article_id == article_id)
    ).all()
    counted = select(AliasArticle).where(AliasArticle.article_id == article_id)
    for seen in session.scalars(counted).all():
        alias = session.get_one(SpeakerAlias, seen.alias_id)
        alias.count -= seen.count
        session.delete(seen)
        if alias.count <= 0:
            session.flush()
            session.delete(alias)
    session.flush()
    session.execute(delete(Appearance).where(Appearance.article_id == article_id))
    for speaker_id, key in gone:
        left = exists().where(Appearance.speaker_id == speaker_id, Appearance.key == key)
        session.execute(
            delete(SpeakerKey).where(
                SpeakerKey.speaker_id == speaker_id, SpeakerKey.name == key, ~left, ~_curated(SpeakerKey.speaker_id)
            )
        )  # fmt: skip
    return {speaker_id for speaker_id, _ in gone}


def delete_unused(session: Session, speaker_ids: Iterable[str]) -> None:
    """Delete the speakers that are no longer referenced, except curated ones; update the others' display names."""
    named = or_(
        exists().where(Appearance.speaker_id == Speaker.id),
        exists().where(Quotation.speaker_id == Speaker.id),
        exists().where(Quotation.reported_by_id == Speaker.id),
        exists().where(QuotationMember.speaker_id == Speaker.id),
    )
    ids = list(speaker_ids)
    session.flush()
    session.execute(
        delete(Speaker).where(Speaker.id.in_(ids), ~named, ~_curated(Speaker.id)),
        execution_options={"synchronize_session": "fetch"},
    )
    for speaker_id in ids:
        speaker = session.get(Speaker, speaker_id)
        if speaker is not None:
            update_display_name(session, speaker)


def _curated(speaker_id: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
    kept = aliased(Speaker)
    return or_(
        exists().where(kept.id == speaker_id, kept.same_as.is_not(None)),
        exists().where(Redirect.speaker_id == speaker_id),
        exists().where(Pin.speaker_id == speaker_id),
    )


def touch(session: Session, speaker_id: str, moment: datetime) -> None:
    """Set the modification time of all quotations of a speaker to ``moment``, which has a time zone."""
    shared = select(QuotationMember.quote_id).where(QuotationMember.speaker_id == speaker_id)
    about = or_(Quotation.speaker_id == speaker_id, Quotation.reported_by_id == speaker_id, Quotation.id.in_(shared))
    session.execute(
        update(Quotation).where(about).values(updated_at=moment), execution_options={"synchronize_session": False}
    )
