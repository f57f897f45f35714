"""Relinks the whole archive in an order independent of the order of arrival, and reapplies corrections of speakers."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from sqlalchemy import delete, exists, insert, null, select, update
from sqlalchemy.orm import Session

from attribution.language.name_key import name_key

from ..identity.tables import AliasArticle, Appearance, Pin, Redirect, SpeakerKey, Suggestion
from ..models import AliasToken, Article, Quotation, QuotationMember, Speaker, SpeakerAlias
from . import curation, linking, merging, suggestions

_BATCH = 200
_NO_SYNC = {"synchronize_session": False}


def relink(session: Session) -> tuple[int, int]:
    """Relink all quotations; returns the number of articles, and of quotations whose speaker changed.

    Articles with pinned names are linked first, then those that describe a speaker, then the rest, each oldest first.
    Speakers keep their identifiers as long as their names are unchanged. An identifier that disappears redirects to
    the speaker who got most of its quotations.
    """
    session.flush()
    numbered = select(Quotation.number, Quotation.speaker_id, Quotation.reported_by_id)
    before = {number: (speaker, reporter) for number, speaker, reporter in session.execute(numbered)}
    redirects = {row.old_id: row.speaker_id for row in session.scalars(select(Redirect))}
    same_as = dict(session.execute(select(Speaker.id, Speaker.same_as).where(Speaker.same_as.is_not(None))).all())
    refused = [(s.other_id, s.speaker_id) for s in session.scalars(select(Suggestion).where(Suggestion.refused))]
    known = set(session.scalars(select(Speaker.id)))
    articles = _ordered(session)
    _clear(session)
    for start in range(0, len(articles), _BATCH):
        for article_id in articles[start : start + _BATCH]:
            article = session.get_one(Article, article_id)
            rows = select(Quotation).where(Quotation.article_id == article_id).order_by(Quotation.position)
            linking.link(session, article, session.scalars(rows).all())
        session.flush()
        session.expunge_all()
    curation.replay(session)
    session.flush()
    session.expunge_all()
    moved, changed = _compare(session, before)
    _redirect(session, known, redirects, moved)
    for pair in refused:
        suggestions.refuse(session, *(merging.current_id(session, speaker_id) for speaker_id in pair))
    for speaker_id, uri in same_as.items():
        curation.restore_same_as(session, speaker_id, uri)
    return len(articles), changed


def has_outdated_keys(session: Session) -> bool:
    """Whether some name keys differ from those that this version computes, so that relinking is needed."""
    for names in (select(Speaker.name, Speaker.key), select(SpeakerAlias.form, SpeakerAlias.key)):
        if any(name_key(name) != key for name, key in session.execute(names.execution_options(yield_per=1000))):
            return True
    return False


def article_ids(session: Session) -> list[str]:
    """Return the identifiers of all articles, sorted."""
    return list(session.scalars(select(Article.id).order_by(Article.id)))


def _ordered(session: Session) -> list[str]:
    pinned = exists().where(Pin.article_id == Article.id)
    described = exists().where(Appearance.article_id == Article.id, Appearance.description != "")
    return list(
        session.scalars(
            select(Article.id).order_by(pinned.desc(), described.desc(), Article.order_key.desc(), Article.id)
        )
    )


def _clear(session: Session) -> None:
    """Unlink all quotations and delete all speakers except those with pins."""
    session.execute(update(Quotation).values(speaker_id=null(), reported_by_id=null()), execution_options=_NO_SYNC)
    for table in (
        QuotationMember,
        Appearance,
        AliasArticle,
        AliasToken,
        SpeakerAlias,
        SpeakerKey,
        Redirect,
        Suggestion,
    ):
        session.execute(delete(table), execution_options=_NO_SYNC)
    pinned = exists().where(Pin.speaker_id == Speaker.id)
    session.execute(delete(Speaker).where(~pinned), execution_options=_NO_SYNC)
    session.expunge_all()


def _compare(session: Session, before: dict[int, tuple[str | None, str | None]]) -> tuple[dict[str, str], int]:
    """Return who got most of each previous speaker's quotations, and how many quotations changed speaker.

    Sets ``updated_at`` of the changed quotations.
    """
    went: dict[str, Counter[str]] = {}
    changed = []
    numbered = select(Quotation.number, Quotation.speaker_id, Quotation.reported_by_id)
    for number, *after in session.execute(numbered):
        for old, new in zip(before[number], after, strict=True):
            if old is not None and new is not None:
                went.setdefault(old, Counter())[new] += 1
        if before[number] != tuple(after):
            changed.append(number)
    now = datetime.now(UTC)
    for start in range(0, len(changed), 500):
        some = Quotation.number.in_(changed[start : start + 500])
        session.execute(update(Quotation).where(some).values(updated_at=now), execution_options=_NO_SYNC)
    return {old: max(sorted(new), key=new.__getitem__) for old, new in went.items()}, len(changed)


def _redirect(session: Session, known: set[str], redirects: dict[str, str], moved: dict[str, str]) -> None:
    """Redirect identifiers that no longer exist to the speakers that replaced them."""
    alive = set(session.scalars(select(Speaker.id)))
    made = set(session.scalars(select(Redirect.old_id)))
    wanted = {old: moved.get(old) for old in known} | {old: moved.get(to, to) for old, to in redirects.items()}
    rows = [
        {"old_id": old, "speaker_id": to}
        for old, to in sorted(wanted.items())
        if to in alive and old not in alive and old not in made
    ]
    if rows:
        session.execute(insert(Redirect), rows)
