"""One speaker in full: names with their articles, descriptions, first and last seen, counts by source and month."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Subquery, func, select, union_all
from sqlalchemy.orm import Session

from attribution.model import SpeakerKind

from ..errors import NotFound
from ..identity.tables import AliasArticle, Appearance, Redirect
from ..list_order import base
from ..models import Article, Quotation, QuotationMember, Source, Speaker, SpeakerAlias
from ..views import SourceRef
from . import merging
from .views import AliasView, DescriptionView, MonthCount, SourceCount, SpeakerDetail

MOST_ARTICLES = 100  # of one alias that are named
MOST_DESCRIPTIONS = 50
_UNDATED = base(2**63 - 1)  # the first place without a date


def get(session: Session, speaker_id: str) -> SpeakerDetail:
    """All of a speaker, also by an identifier that leads to them. Raises ``NotFound``."""
    row = session.get(Speaker, merging.current(session, speaker_id))
    if row is None:
        raise NotFound("speaker", speaker_id)
    by_source = _by_source(session, row.id)
    former = select(Redirect.old_id).where(Redirect.speaker_id == row.id).order_by(Redirect.old_id)
    return SpeakerDetail(
        id=row.id,
        name=row.name,
        kind=SpeakerKind(row.kind),
        identified=row.identified,
        same_as=row.same_as,
        quotes=sum(count.quotes for count in by_source),
        aliases=_aliases(session, row.id),
        descriptions=_descriptions(session, row.id),
        speaks_for=_speaks_for(session, row.id),
        first_seen=_seen(session, row.id, first=True),
        last_seen=_seen(session, row.id, first=False),
        by_source=by_source,
        by_month=_by_month(session, row.id),
        former_ids=tuple(session.scalars(former)),
    )


def _aliases(session: Session, speaker_id: str) -> tuple[AliasView, ...]:
    articles = select(func.count()).where(AliasArticle.alias_id == SpeakerAlias.id).correlate(SpeakerAlias)
    query = select(SpeakerAlias, articles.scalar_subquery()).where(SpeakerAlias.speaker_id == speaker_id)
    rows = session.execute(query.order_by(SpeakerAlias.count.desc(), SpeakerAlias.form)).all()
    return tuple(AliasView(alias.form, alias.count, count, _articles(session, alias.id)) for alias, count in rows)


def _articles(session: Session, alias_id: int) -> tuple[str, ...]:
    query = select(AliasArticle.article_id).where(AliasArticle.alias_id == alias_id).order_by(AliasArticle.article_id)
    return tuple(session.scalars(query.limit(MOST_ARTICLES)))


def _descriptions(session: Session, speaker_id: str) -> tuple[DescriptionView, ...]:
    count = func.count()
    query = select(Appearance.description, count).where(
        Appearance.speaker_id == speaker_id, Appearance.description != ""
    )
    query = query.group_by(Appearance.description).order_by(count.desc(), Appearance.description)
    return tuple(DescriptionView(text, articles) for text, articles in session.execute(query.limit(MOST_DESCRIPTIONS)))


def _speaks_for(session: Session, speaker_id: str) -> tuple[DescriptionView, ...]:
    articles = func.count(Quotation.article_id.distinct())
    query = select(Quotation.speaks_for, articles).where(
        Quotation.speaker_id == speaker_id, Quotation.speaks_for.is_not(None)
    )
    query = query.group_by(Quotation.speaks_for).order_by(articles.desc(), Quotation.speaks_for)
    rows = session.execute(query.limit(MOST_DESCRIPTIONS))
    return tuple(DescriptionView(name or "", count) for name, count in rows)


def _said(speaker_id: str) -> Subquery:
    """Place and source of each listed quotation of a speaker, alone or as a member of a group."""
    columns = (Quotation.number, Quotation.source_id)
    alone = select(*columns).where(Quotation.speaker_id == speaker_id, Quotation.listed.is_(True))
    shared = select(*columns).join(QuotationMember, QuotationMember.quote_id == Quotation.id)
    shared = shared.where(QuotationMember.speaker_id == speaker_id, Quotation.listed.is_(True))
    return union_all(alone, shared.where(Quotation.speaker_id != speaker_id)).subquery()


def _seen(session: Session, speaker_id: str, *, first: bool) -> datetime | None:
    """The date of the oldest or newest article, which places tell: they begin with the newest."""
    said = _said(speaker_id)
    end = func.max(said.c.number) if first else func.min(said.c.number)
    place = select(end).where(said.c.number < _UNDATED).scalar_subquery()
    query = select(Article.published_at).join(Quotation, Quotation.article_id == Article.id)
    return session.scalar(query.where(Quotation.number == place))


def _by_source(session: Session, speaker_id: str) -> tuple[SourceCount, ...]:
    count, said = func.count(), _said(speaker_id)
    query = select(said.c.source_id, Source.name, count).outerjoin(Source, Source.id == said.c.source_id)
    query = query.group_by(said.c.source_id)
    return tuple(
        SourceCount(SourceRef(source_id, name) if source_id is not None else None, quotes)
        for source_id, name, quotes in session.execute(query.order_by(count.desc(), Source.name))
    )


def _by_month(session: Session, speaker_id: str) -> tuple[MonthCount, ...]:
    """Counted from places alone, each of which begins with minus its second."""
    said = _said(speaker_id)
    month = func.strftime("%Y-%m", -said.c.number.op(">>")(24), "unixepoch")
    month = func.iif(said.c.number < _UNDATED, month, None)
    rows = [MonthCount(name, quotes) for name, quotes in session.execute(select(month, func.count()).group_by(month))]
    return tuple(sorted(rows, key=lambda row: (row.month is None, row.month or "")))
