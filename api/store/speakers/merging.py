"""Merges one speaker record into another: moves its data and redirects its identifier."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from ..identity import records
from ..identity.tables import AliasArticle, Appearance, Pin, Redirect, SpeakerKey, Suggestion
from ..models import Quotation, QuotationMember, Speaker, SpeakerAlias

_NO_SYNC = {"synchronize_session": False}


def merge(session: Session, old: Speaker, into: Speaker, moment: datetime) -> None:
    """Merge ``old`` into another speaker. If both appear in the same article, the counts of both names are kept."""
    session.flush()
    for column in (Quotation.speaker_id, Quotation.reported_by_id):
        session.execute(
            update(Quotation).where(column == old.id).values({column: into.id, Quotation.updated_at: moment}),
            execution_options=_NO_SYNC,
        )
    shared = select(QuotationMember.quote_id).where(QuotationMember.speaker_id == old.id)
    session.execute(
        update(Quotation).where(Quotation.id.in_(shared)).values(updated_at=moment), execution_options=_NO_SYNC
    )
    both = aliased(QuotationMember)
    together = exists().where(both.quote_id == QuotationMember.quote_id, both.speaker_id == into.id)
    session.execute(
        delete(QuotationMember).where(QuotationMember.speaker_id == old.id, together), execution_options=_NO_SYNC
    )
    for table in (QuotationMember, Appearance, Pin, Redirect):
        session.execute(
            update(table).where(table.speaker_id == old.id).values(speaker_id=into.id), execution_options=_NO_SYNC
        )
    own = aliased(SpeakerKey)
    known = exists().where(own.speaker_id == into.id, own.key == SpeakerKey.key, own.name == SpeakerKey.name)
    session.execute(
        update(SpeakerKey).where(SpeakerKey.speaker_id == old.id, ~known).values(speaker_id=into.id),
        execution_options=_NO_SYNC,
    )
    _move_aliases(session, old.id, into.id)
    about = or_(Suggestion.other_id == old.id, Suggestion.speaker_id == old.id)
    session.execute(delete(Suggestion).where(about), execution_options=_NO_SYNC)
    session.execute(insert(Redirect).values(old_id=old.id, speaker_id=into.id))
    into.same_as, into.identified = into.same_as or old.same_as, into.identified or old.identified
    session.flush()
    session.expire_all()
    session.execute(delete(Speaker).where(Speaker.id == old.id), execution_options=_NO_SYNC)
    session.expunge(old)
    records.update_display_name(session, into)


def _move_aliases(session: Session, old_id: str, new_id: str) -> None:
    theirs = {a.form: a for a in session.scalars(select(SpeakerAlias).where(SpeakerAlias.speaker_id == new_id))}
    for alias in session.scalars(select(SpeakerAlias).where(SpeakerAlias.speaker_id == old_id)).all():
        known = theirs.get(alias.form)
        if known is None:
            alias.speaker_id = new_id
            continue
        for seen in session.scalars(select(AliasArticle).where(AliasArticle.alias_id == alias.id)).all():
            other = session.get(AliasArticle, (known.id, seen.article_id))
            if other is None:
                session.execute(
                    insert(AliasArticle).values(alias_id=known.id, article_id=seen.article_id, count=seen.count)
                )
            else:
                other.count += seen.count
        known.count += alias.count
        session.delete(alias)
    session.flush()


def current_id(session: Session, speaker_id: str) -> str:
    """Return the identifier that this one redirects to after merges, or the identifier itself."""
    redirect = session.get(Redirect, speaker_id)
    return redirect.speaker_id if redirect is not None else speaker_id
