"""Facets: the counts that triggers maintain equal computed ones after every kind of write."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from api.store import ArticleFilter, Database, Interval, QuoteFilter
from api.store.articles import articles
from api.store.database import plain
from api.store.inputs import LISTED_TYPES
from api.store.models import Quotation, Speaker, Tally
from api.store.quotes import facets, quotes
from api.store.quotes.selection import select as selected
from api.store.speakers.amendments import Amendment, SpeakerChoice, amend
from api.store.speakers.corrections import Authorship
from api.store.speakers.curation import merge
from api.store.speakers.relinking import relink
from attribution.model import Factuality, QuotationType, SpeakerKind

from ..building import day, keep

AUTHORSHIP = Authorship("Ana", "It is so.")


@pytest.fixture
def archive(database: Database) -> Database:
    for number in range(1, 5):
        keep(database, f"quote {number}", "Antony Blinken", source=f"Source {number % 2}", published_at=day(number))
    keep(database, "undated", "the council", kind=SpeakerKind.ORGANIZATION, source=None)
    keep(database, "nobody's", None, published_at=day(4), type=QuotationType.INDIRECT, factuality=Factuality.DENIED)
    keep(database, "thanks", "Antony Blinken", published_at=day(1), type=QuotationType.ACT)
    keep(database, "of old", "Antony Blinken", published_at=day(1), factuality=None)
    return database


def check(database: Database) -> None:
    """Assert that maintained counts and linked kinds equal computed ones."""
    with database.reading() as session:
        connection = plain(session)
        for types in (LISTED_TYPES, (), *((kind,) for kind in QuotationType), tuple(QuotationType)[1:4]):
            counted = facets._computed(connection, selected(connection, QuoteFilter(type=types)))
            assert facets._maintained(connection, types, 1000) == counted, types
        assert session.scalar(select(func.count()).where(Tally.count <= 0)) == 0
        kinds = select(Quotation.linked_kind, Speaker.kind).join(Speaker, Speaker.id == Quotation.speaker_id)
        assert all(one == other for one, other in session.execute(kinds))
        alone = select(func.count()).where(Quotation.speaker_id.is_(None), Quotation.linked_kind.is_not(None))
        assert session.scalar(alone) == 0


def test_counts_are_kept_when_articles_come_change_and_go(archive: Database) -> None:
    check(archive)
    with archive.writing() as session:
        first, second, *_ = articles.find(session, ArticleFilter()).items
        articles.update_metadata(session, first.id, {"published_at": day(20)})
        articles.delete(session, second.id)
    check(archive)
    with archive.reading() as session:
        found = facets.count(session, QuoteFilter(), Interval.DAY)
        assert found == facets.count(session, QuoteFilter(min_confidence=0.0), Interval.DAY)
        assert (found.total, found.speakers[0].speaker.name, found.speakers[0].count) == (6, "Antony Blinken", 4)
        assert day(20).date() in [period.begin for period in found.periods]
        assert len(facets.count(session, QuoteFilter(), limit=1).speakers) == 1


def test_counts_are_kept_when_humans_correct(archive: Database) -> None:
    with archive.writing() as session:
        one, other = quotes.find(session, QuoteFilter(speaker=("blinken",)), limit=2).items
        mixed = Amendment(SpeakerChoice(name="Sergei Lavrov"), type=QuotationType.MIXED)
        amend(session, one.id, mixed, AUTHORSHIP, lambda text: ())
        amend(session, other.id, Amendment(is_quotation=False), AUTHORSHIP, lambda text: ())
        session.flush()
        lavrov = quotes.get(session, one.id).speaker_id
        blinken = quotes.find(session, QuoteFilter(speaker=("blinken",)), limit=1).items[0].speaker_id
    check(archive)
    with archive.writing() as session:
        merge(session, str(blinken), str(lavrov), AUTHORSHIP)
    check(archive)
    with archive.writing() as session:
        relink(session)
    check(archive)


def test_a_speaker_of_another_kind_takes_the_quotations_along(archive: Database) -> None:
    with archive.writing() as session:
        speaker = session.scalars(select(Speaker).where(Speaker.kind == "organization")).one()
        speaker.kind = "group"
    check(archive)
    with archive.reading() as session:
        assert [q.text for q in quotes.find(session, QuoteFilter(kind=(SpeakerKind.GROUP,))).items] == ["undated"]
        assert quotes.find(session, QuoteFilter(kind=(SpeakerKind.GROUP,), attributed=False)).items == ()
