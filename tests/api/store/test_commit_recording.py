"""Every write is noted, by whatever way: one entry a quotation and commit, as it was, under a number of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from orjson import dumps

from api.operations.curation import Curation
from api.store import ArticleInput, Database, InvalidFilter, NotFound, QuoteFilter, QuoteView
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.changes import feed, images, positions
from api.store.database import plain
from api.store.models import Quotation
from api.store.quotes import quotes, rows
from api.store.speakers.amendments import Amendment, SpeakerChoice
from attribution.model import SpeakerKind, to_record

from .building import day, keep, quotation
from .changes.motion import AUTHORSHIP


def changes(database: Database, since: str = positions.BEGINNING) -> list[tuple[str, str | None, str | None]]:
    """Kind, and the speaker before and after."""
    with database.snapshot() as reader:
        found = feed.find(reader, QuoteFilter(), since, limit=200).items
    return [(change.kind.value, name(change.before), name(change.after)) for change in found]


def name(quote: QuoteView | None) -> str | None:
    return quote.speaker.name if quote is not None and quote.speaker is not None else None


def now(database: Database) -> str:
    with database.snapshot() as reader:
        return positions.now(reader)


def the_quote(database: Database) -> QuoteView:
    with database.snapshot() as reader:
        return quotes.find(reader, QuoteFilter()).items[0]


def test_an_image_shows_what_a_record_shows(database: Database) -> None:
    keep(database, published_at=day(1), url="https://a.example/1")
    keep(database, "It rains", None, source=None)
    with database.snapshot() as reader:
        found = {quote.id: quote for quote in rows.load(reader, "1 = 1", ())}
        kept = dict(reader.execute("SELECT id, image FROM quotation_image").fetchall())
    assert {key: images.view(image) for key, image in kept.items()} == found


OTHER = dumps(to_record(quotation("It rains", "It rains"))).decode()
# A value for each column that a record shows, of the tables that it shows.
COLUMNS = {
    "quotation": {
        "record": OTHER, "evidence": '{"rule":"other"}', "updated_at": "2001-01-01 00:00:00.000000",
        "speaker_id": None, "reported_by_id": None, "position": 7, "number": 5,
    },
    "article": {
        "url": "https://b.example", "title": "Other", "published_at": "2001-01-01 00:00:00.000000",
        "text_sha256": "0", "source_id": None,
    },
    "speaker": {"name": "Other", "kind": "group"},
    "source": {"name": "Other"},
}  # fmt: skip
CASES = [(table, column, value) for table, columns in COLUMNS.items() for column, value in columns.items()]


@pytest.mark.parametrize(("table", "column", "value"), CASES, ids=str)
def test_any_statement_that_changes_what_a_record_shows_is_noted(
    database: Database, table: str, column: str, value: object
) -> None:
    text = "“We agreed,” Antony Blinken told Ann Moor, said Bo."
    found = quotation(
        text, "We agreed", speaker="Antony Blinken", mention="Antony Blinken", cue="told", reported_by="Bo"
    )
    with database.writing() as session:
        articles.add(session, validate(ArticleInput(text, "The Daily", "https://a.example", "Title", day(1))), [found])
    since, before = now(database), the_quote(database)
    with database.write_connection() as connection:
        plain(connection).execute(f"UPDATE {table} SET {column} = ?", (value,))
    after = the_quote(database)
    assert after != before
    with database.snapshot() as reader:
        (change,) = feed.find(reader, QuoteFilter(), since).items
    assert (change.before, change.after) == (before, after)


def test_the_cases_are_all_columns_that_a_record_shows() -> None:
    shown = {column.name for column in Quotation.__table__.columns if column.computed is None}
    shown -= {"id", "article_id", "order_key", "source_id", "linked_kind", "folded"}
    assert set(COLUMNS["quotation"]) == shown


@pytest.mark.parametrize("statement", ["UPDATE speaker SET same_as = 'x'", "UPDATE article SET revision = 9"])
def test_what_no_record_shows_is_no_change(database: Database, statement: str) -> None:
    keep(database)
    since = now(database)
    with database.write_connection() as connection:
        connection.exec_driver_sql(statement)
    assert now(database) == since


def test_deleting_by_a_cascade_is_noted_with_what_was_there(database: Database) -> None:
    article = keep(database, published_at=day(2))
    since, before = now(database), the_quote(database)
    with database.write_connection() as connection:
        plain(connection).execute("DELETE FROM article WHERE id = ?", (article.id,))
    with database.snapshot() as reader:
        (change,) = feed.find(reader, QuoteFilter(), since).items
    assert (change.kind, change.before, change.after) == (feed.ChangeKind.DELETED, before, None)


@pytest.mark.sqlite
def test_another_program_is_noted_with_the_next_commit(database: Database) -> None:
    keep(database)
    since = now(database)
    connection = sqlite3.connect(database.path)
    connection.execute("UPDATE speaker SET name = 'Renamed'")
    connection.commit()
    connection.close()
    assert now(database) == since
    keep(database, "It rains", None)
    assert changes(database, since) == [("changed", "Antony Blinken", "Renamed"), ("added", None, None)]


def test_a_commit_has_one_entry_of_a_quotation_whatever_it_did_in_between(database: Database) -> None:
    article, since = keep(database), now(database)
    found = quotation(article.text, "We agreed", speaker="Antony Blinken", mention="Antony Blinken", cue="said")
    other = quotation(article.text, "We agreed", speaker="Bo Smith", kind=SpeakerKind.PERSON)
    with database.writing() as session:
        articles.replace_quotations(session, article.id, [])
        articles.replace_quotations(session, article.id, [found])
        articles.replace_quotations(session, article.id, [other])
    assert changes(database, since) == [("changed", "Antony Blinken", "Bo Smith")]


def test_what_a_commit_leaves_as_it_was_is_no_change_and_takes_no_number(database: Database) -> None:
    keep(database)
    since = now(database)
    Curation(database).relink()  # takes all links away and puts them back
    with database.writing() as session:
        plain(session).execute("DELETE FROM quotation WHERE 1 = 0")
    assert now(database) == since


def test_what_came_and_went_in_one_commit_was_never_there(database: Database) -> None:
    since = now(database)
    text = "“We agreed,” she said."
    with database.writing() as session:
        article, _ = articles.add(session, validate(ArticleInput(text)), [quotation(text, "We agreed")])
        articles.delete(session, article.id)
    assert now(database) == since == positions.BEGINNING


def test_what_is_undone_is_not_noted(database: Database) -> None:
    keep(database)
    since = now(database)
    with pytest.raises(NotFound), database.writing() as session:
        plain(session).execute("DELETE FROM quotation") and articles.get(session, "nobody")
    assert now(database) == since
    assert changes(database, since) == []


def test_numbers_rise_by_one_and_are_not_given_out_again(database: Database) -> None:
    numbers = []
    for _ in range(3):
        article = keep(database)
        numbers.append(now(database))
        with database.writing() as session:
            articles.delete(session, article.id)
        numbers.append(now(database))
    assert [int(position.split("-")[0]) for position in numbers] == [1, 2, 3, 4, 5, 6]


def speakers(database: Database) -> tuple[str, str]:
    (one,), (other,) = (Curation(database).ids_by_name(name) for name in ("Antony Blinken", "Bo Smith"))
    return one, other


def correct(database: Database, quote_id: str) -> None:
    Curation(database).amend(quote_id, Amendment(speaker=SpeakerChoice(name="Bo Smith")), AUTHORSHIP)


def merge(database: Database, quote_id: str) -> None:
    Curation(database).merge(*speakers(database), AUTHORSHIP)


@pytest.mark.parametrize("move", [correct, merge])
def test_who_follows_a_speaker_hears_of_a_quotation_that_goes_and_of_one_that_comes(
    database: Database, move: Callable[[Database, str], None]
) -> None:
    keep(database, "It rains", "Bo Smith", url="https://a.example/2")
    keep(database, url="https://a.example/1", published_at=day(9))
    keep(database, "We stay", url="https://a.example/3")
    since, quote, (blinken, smith) = now(database), the_quote(database), speakers(database)
    move(database, quote.id)
    with database.snapshot() as reader:
        found = {change.id: change for change in feed.find(reader, QuoteFilter(speaker=(smith,)), since).items}
        there = found[quote.id]
        assert (there.kind, there.before) == (feed.ChangeKind.ADDED, quote)
        assert there.after is not None
        assert there.after.speaker_id == smith
        where = QuoteFilter(speaker=(blinken,))
        if move is merge:
            with pytest.raises(InvalidFilter, match=f"{blinken} was merged into {smith}"):
                feed.find(reader, where, since)
        else:
            (gone,) = feed.find(reader, where, since).items
            assert (gone.kind, gone.before, gone.after) == (feed.ChangeKind.DELETED, quote, there.after)


def test_a_speaker_by_name_is_refused_as_names_come_to_mean_others(database: Database) -> None:
    keep(database)
    with database.snapshot() as reader, pytest.raises(InvalidFilter, match="identifier"):
        feed.find(reader, QuoteFilter(speaker=("blinken",)))
