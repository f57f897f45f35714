"""The details of one speaker: names with articles, descriptions, first and last date, counts by source and month."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from sqlalchemy import Integer, Subquery, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from attribution.model import SpeakerKind

from ..errors import NotFound
from ..identity.tables import AliasArticle, Appearance, Redirect
from ..list_order import first_number
from ..models import Article, Quotation, QuotationMember, Source, Speaker, SpeakerAlias
from ..views import SourceRef
from . import merging
from .views import AliasView, DescriptionView, MonthCount, SourceCount, SpeakerDetail

MAX_ARTICLES_PER_ALIAS = 100
MAX_DESCRIPTIONS = 50
_DAY = 86_400  # seconds
_EPOCH = date(1970, 1, 1).toordinal()
_UNDATED = first_number(2**63 - 1)  # the first list number of undated quotations


def get(session: Session, speaker_id: str) -> SpeakerDetail:
    """Return the details of the speaker with this current or former identifier. Raises ``NotFound``."""
    row = session.get(Speaker, merging.current_id(session, speaker_id))
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
        first_seen=_date_seen(session, row.id, first=True),
        last_seen=_date_seen(session, row.id, first=False),
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
    return tuple(session.scalars(query.limit(MAX_ARTICLES_PER_ALIAS)))


def _descriptions(session: Session, speaker_id: str) -> tuple[DescriptionView, ...]:
    count = func.count()
    query = select(Appearance.description, count).where(
        Appearance.speaker_id == speaker_id, Appearance.description != ""
    )
    query = query.group_by(Appearance.description).order_by(count.desc(), Appearance.description)
    return tuple(DescriptionView(text, articles) for text, articles in session.execute(query.limit(MAX_DESCRIPTIONS)))


def _speaks_for(session: Session, speaker_id: str) -> tuple[DescriptionView, ...]:
    articles = func.count(Quotation.article_id.distinct())
    query = select(Quotation.speaks_for, articles).where(
        Quotation.speaker_id == speaker_id, Quotation.speaks_for.is_not(None)
    )
    query = query.group_by(Quotation.speaks_for).order_by(articles.desc(), Quotation.speaks_for)
    rows = session.execute(query.limit(MAX_DESCRIPTIONS))
    return tuple(DescriptionView(name or "", count) for name, count in rows)


def _quotations_of(speaker_id: str) -> Subquery:
    """Select list number and source of each listed quotation of a speaker, alone or as a member of a group."""
    columns = (Quotation.number, Quotation.source_id)
    alone = select(*columns).where(Quotation.speaker_id == speaker_id, Quotation.listed.is_(True))
    shared = select(*columns).join(QuotationMember, QuotationMember.quote_id == Quotation.id)
    shared = shared.where(QuotationMember.speaker_id == speaker_id, Quotation.listed.is_(True))
    return union_all(alone, shared.where(Quotation.speaker_id != speaker_id)).subquery()


def _date_seen(session: Session, speaker_id: str, *, first: bool) -> datetime | None:
    """Return the date of the oldest or newest article, found by list number: the newest has the lowest."""
    quotations = _quotations_of(speaker_id)
    end = func.max(quotations.c.number) if first else func.min(quotations.c.number)
    number = select(end).where(quotations.c.number < _UNDATED).scalar_subquery()
    query = select(Article.published_at).join(Quotation, Quotation.article_id == Article.id)
    return session.scalar(query.where(Quotation.number == number))


def _by_source(session: Session, speaker_id: str) -> tuple[SourceCount, ...]:
    count, quotations = func.count(), _quotations_of(speaker_id)
    query = select(quotations.c.source_id, Source.name, count).outerjoin(Source, Source.id == quotations.c.source_id)
    query = query.group_by(quotations.c.source_id, Source.name)
    return tuple(
        SourceCount(SourceRef(source_id, name) if source_id is not None else None, quotes)
        for source_id, name, quotes in session.execute(query.order_by(count.desc(), Source.name))
    )


def _by_month(session: Session, speaker_id: str) -> tuple[MonthCount, ...]:
    """Count by month from list numbers alone, whose upper bits are the negated Unix time in seconds."""
    quotations = _quotations_of(speaker_id)
    day = (_EPOCH * _DAY - quotations.c.number.op(">>")(literal(24, Integer))) // _DAY
    day = case((quotations.c.number < _UNDATED, day))
    months: Counter[str | None] = Counter()
    for ordinal, quotes in session.execute(select(day.label("day"), func.count()).group_by(day)):
        months[None if ordinal is None else date.fromordinal(ordinal).isoformat()[:7]] += quotes
    rows = [MonthCount(name, quotes) for name, quotes in months.items()]
    return tuple(sorted(rows, key=lambda row: (row.month is None, row.month or "")))
