"""Filters with several values, sort orders, counts, and that a page reads a single range of a single index."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from api.store import LISTED_TYPES, Database, InvalidFilter, QuoteFilter, Sort
from api.store.changes.matching import matcher
from api.store.database import plain
from api.store.quotes import quotes
from api.store.quotes.selection import MAX_RANGES, select
from attribution.model import Factuality, QuotationType, SpeakerKind

from ..building import day, keep

Where = QuoteFilter


@pytest.fixture
def archive(database: Database) -> Database:
    """Six quotations dated on five days, and an undated one."""
    keep(database, "one", "Ana Ivers", source="The Daily", published_at=day(1))
    keep(database, "two two", "Bo Hara", source="The Herald", published_at=day(2), type=QuotationType.MIXED)
    keep(database, "three", "Ana Ivers", source="The Herald", published_at=day(3) + timedelta(milliseconds=500))
    keep(database, "four", "the council", source="Radio", published_at=day(4), kind=SpeakerKind.ORGANIZATION)
    keep(database, "five", None, source="Radio", published_at=day(5))
    keep(database, "undated two", "Bo Hara", source=None)
    return database


def texts(database: Database, where: QuoteFilter, sort: Sort = Sort.NEWEST) -> list[str]:
    with database.reading() as session:
        found = [q.text for q in quotes.find(session, where, sort=sort, limit=200).items]
        assert quotes.count(session, where) == len(found)
    return found


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Where(speaker=("ana ivers", "hara")), ["three", "two two", "one", "undated two"]),
        (Where(speaker=("ana ivers", "hara"), source=("radio", "the herald")), ["three", "two two"]),
        (Where(speaker=("nobody",)), []),
        (Where(source=("nowhere",)), []),
        (Where(speaker=("nobody", "ivers")), ["three", "one"]),
        (Where(type=(QuotationType.MIXED,)), ["two two"]),
        (Where(type=(QuotationType.MIXED, QuotationType.DIRECT), source=("radio",)), ["five", "four"]),
        (Where(kind=(SpeakerKind.ORGANIZATION,)), ["four"]),
        (Where(attributed=False), ["five"]),
        (Where(attributed=False, speaker=("ivers",)), []),
        (Where(attributed=True, source=("radio",)), ["four"]),
        (Where(min_confidence=0.9, source=("radio",)), ["five", "four"]),
        (Where(min_confidence=0.91), []),
        (Where(cue=("say",), speaker=("ivers",)), ["three", "one"]),
        (Where(cue=("tell",)), []),
        (Where(q="two"), ["two two", "undated two"]),
        (Where(q="two", source=("the herald",)), ["two two"]),
        (Where(q="two", speaker=("ivers",)), []),
        (Where(published_from=day(3), published_before=day(4)), ["three"]),
        (Where(published_from=day(3) + timedelta(milliseconds=500)), ["five", "four", "three"]),
        (Where(published_from=day(3) + timedelta(milliseconds=501)), ["five", "four"]),
        (Where(published_before=day(3) + timedelta(milliseconds=500)), ["two two", "one"]),
        (Where(published_before=day(3) + timedelta(milliseconds=501)), ["three", "two two", "one"]),
        (Where(q="two", published_before=day(30)), ["two two"]),
        (Where(updated_since=datetime(2020, 1, 1, tzinfo=UTC), speaker=("hara",)), ["two two", "undated two"]),
        (Where(updated_since=datetime(2999, 1, 1, tzinfo=UTC)), []),
    ],
)
def test_the_filters_and_the_orders(archive: Database, where: QuoteFilter, found: list[str]) -> None:
    assert texts(archive, where) == found
    dated = [text for text in found if text != "undated two"]
    assert texts(archive, where, Sort.OLDEST) == dated[::-1] + [text for text in found if text == "undated two"]


def test_a_name_with_the_form_of_an_identifier_is_a_name_unless_it_is_one(archive: Database) -> None:
    name = "0123456789abcdef0123"
    keep(archive, "named", name, source=name, published_at=day(6))
    for found in ("named", "two two"):
        with archive.reading() as session:
            (quote,) = quotes.find(session, Where(q=found), limit=1).items
        source, speaker = quote.source_id, quote.record["speaker"]["id"]
        assert source is not None
        expected = ["named"] if found == "named" else ["two two", "undated two"]
        assert texts(archive, Where(speaker=(speaker,))) == expected
        assert found in texts(archive, Where(source=(source,)))
    assert texts(archive, Where(speaker=(name,), source=(name,))) == ["named"]
    assert texts(archive, Where(speaker=(name, "ivers"), source=(name, "the daily"))) == ["named", "one"]
    assert texts(archive, Where(speaker=("0123456789abcdef0124",))) == []


def test_a_speaker_has_all_words_of_a_name_in_one_form(database: Database) -> None:
    for number, name in enumerate(("Ana Ivers", "Olu Maria Bankole", "Ana Hara", "Bo Ivers"), 1):
        keep(database, name, name, published_at=day(number))
    assert texts(database, Where(speaker=("ivers ana",))) == ["Ana Ivers"]
    assert texts(database, Where(speaker=("bankole olu maria",))) == ["Olu Maria Bankole"]
    assert texts(database, Where(speaker=("President Bo Ivers", "hara"))) == ["Bo Ivers", "Ana Hara"]
    assert texts(database, Where(speaker=("ana bo",))) == []


BELIEF, ACT, DIRECT = QuotationType.BELIEF, QuotationType.ACT, QuotationType.DIRECT
DENIED, OPEN, ASSERTED = Factuality.DENIED, Factuality.OPEN, Factuality.ASSERTED


@pytest.fixture
def mixture(database: Database) -> Database:
    """Quotations of several types and factualities, the newest first."""
    keep(database, "act", "Ana Ivers", published_at=day(6), type=ACT)
    keep(database, "said", "Ana Ivers", published_at=day(5))
    keep(database, "belief", "Bo Hara", published_at=day(4), type=BELIEF, factuality=OPEN)
    keep(database, "denied", "Bo Hara", published_at=day(3), type=QuotationType.INDIRECT, factuality=DENIED)
    keep(database, "unknown", "Bo Hara", published_at=day(2), factuality=None)
    return database


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Where(), ["said", "denied", "unknown"]),
        (Where(type=()), ["act", "said", "belief", "denied", "unknown"]),
        (Where(type=tuple(QuotationType)), ["act", "said", "belief", "denied", "unknown"]),
        (Where(type=(ACT,)), ["act"]),
        (Where(type=(ACT, BELIEF)), ["act", "belief"]),
        (Where(type=(ACT, DIRECT)), ["act", "said", "unknown"]),
        (Where(speaker=("ivers",)), ["said"]),
        (Where(speaker=("ivers",), type=()), ["act", "said"]),
        (Where(speaker=("hara",), type=(BELIEF,)), ["belief"]),
        (Where(speaker=("hara",), type=(BELIEF, DIRECT), source=("the daily",)), ["belief", "unknown"]),
        (Where(q="act"), []),
        (Where(q="act", type=()), ["act"]),
        (Where(q="said", speaker=("ivers",)), ["said"]),
        (Where(factuality=(DENIED,)), ["denied"]),
        (Where(factuality=(DENIED, OPEN)), ["denied"]),
        (Where(factuality=(DENIED, OPEN), type=()), ["belief", "denied"]),
        (Where(factuality=(ASSERTED,)), ["said"]),
        (Where(factuality=(ASSERTED,), type=(ACT,), speaker=("ivers",)), ["act"]),
        (Where(kind=(SpeakerKind.PERSON,), min_confidence=0.5), ["said", "denied", "unknown"]),
        (Where(min_confidence=0.5, type=(BELIEF,)), ["belief"]),
    ],
    ids=str,
)
def test_beliefs_and_acts_are_listed_on_request(mixture: Database, where: QuoteFilter, found: list[str]) -> None:
    assert texts(mixture, where) == found
    assert texts(mixture, where, Sort.OLDEST) == found[::-1]
    with mixture.snapshot() as reader:
        everything = quotes.find(reader, Where(type=()), limit=200).items
        if not where.speaker:
            matches = matcher(reader, where)
            assert [quote.text for quote in everything if matches(quote)] == found


def test_the_listed_types_are_those_of_the_migration(mixture: Database) -> None:
    with mixture.snapshot() as reader:
        shown = reader.execute("SELECT DISTINCT type FROM quotation WHERE listed").fetchall()
    assert {kind for (kind,) in shown} <= {kind.value for kind in LISTED_TYPES}


def test_filter_updated_since_can_be_repeated(archive: Database) -> None:
    with archive.reading() as session:
        latest = max(quote.updated_at for quote in quotes.find(session, Where()).items)
    assert texts(archive, Where(updated_since=latest)) == ["undated two"]
    assert len(texts(archive, Where(updated_since=datetime(2020, 1, 1, tzinfo=UTC)))) == 6


def test_relevance_ranks_short_texts_with_frequent_matches_first(archive: Database) -> None:
    keep(
        archive, "of the two, number two, in a sentence of many other words than these", "Bo Hara", published_at=day(6)
    )
    keep(archive, "Two?", "Bo Hara", published_at=day(7))
    keep(archive, "two or three of us", "Bo Hara", published_at=day(8))
    found = ["two two", "Two?", "undated two", "of the two, number two, in a sentence of many other words than these"]
    assert texts(archive, Where(q="two"), Sort.RELEVANCE) == [*found, "two or three of us"]
    assert texts(archive, Where(q='"of us" two'), Sort.RELEVANCE) == ["two or three of us"]
    keep(archive, "Two?", "Bo Hara", published_at=day(9), source="The Herald")
    with archive.reading() as session:
        same = [q for q in quotes.find(session, Where(q="two"), sort=Sort.RELEVANCE).items if q.text == "Two?"]
    assert [q.article.published_at for q in same] == [day(9), day(7)]
    with pytest.raises(InvalidFilter), archive.reading() as session:
        quotes.find(session, Where(), sort=Sort.RELEVANCE)


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_in_every_order_hold_everything_once(database: Database, sort: Sort) -> None:
    for number in range(9):
        keep(database, f"word {'x' * (number % 4)} {number}", published_at=day(1 + number // 2) if number < 7 else None)
    where, seen, cursor = Where(q="word"), [], None
    expected = texts(database, where, sort)
    for turn in range(20):
        with database.reading() as session:
            page = quotes.find(session, where, sort=sort, limit=2, cursor=cursor)
        seen += [quote.text for quote in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
        keep(database, f"word later {turn}", published_at=day(20))
    assert [text for text in seen if "later" not in text] == expected
    assert len(seen) == len(set(seen))


@pytest.mark.sqlite  # it reads SQLite's plans
def test_a_page_is_one_range_of_one_index(archive: Database) -> None:
    dates = Where(published_from=day(1), published_before=day(5))
    with archive.reading() as session:
        for where in (
            Where(), dates, Where(speaker=("ivers",)), Where(source=("radio",)), replace(dates, source=("radio",)),
            replace(dates, source=("radio",), speaker=("ivers",)), Where(cue=("say",)), Where(attributed=False),
            replace(dates, q="two", type=()),
        ):  # fmt: skip
            selection = select(plain(session), where)
            sql, values = selection.query(f"{selection.number_column} AS number", selection.number_column, 5)
            plan = plain(session).execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
            assert len(plan) == 1, plan
            assert "TEMP B-TREE" not in plan[0][3]
        sql, values = select(plain(session), Where(q="two")).query("f.rowid AS number", "f.rowid", 5)
        plan = plain(session).execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        assert "INDEX ix_quotation_listed (listed=? AND rowid=?)" in plan[1][3]


def test_more_values_than_max_ranges(archive: Database) -> None:
    names = tuple(f"nobody {number}" for number in range(MAX_RANGES + 1))
    assert texts(archive, Where(source=(*names, "radio"))) == ["five", "four"]
    assert texts(archive, Where(cue=(*names, "say"))) == texts(archive, Where(cue=("say",)))
    assert texts(archive, Where(article=names)) == []
