"""Searches that are read in list order past signatures of words find what the full-text index finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.store import Database, QuoteFilter, Sort
from api.store.quotes import quotes
from attribution.model import QuotationType

from .building import day, keep

pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")

from api.store.dialects.postgresql import pipeline, word_statistics
from tests.cluster import Cluster

LONG = "z" * 600
WHERE = {
    "a word": QuoteFilter(q="harbour"),
    "two words": QuoteFilter(q="harbour ferry"),
    "a phrase": QuoteFilter(q='"the ferry is" late'),
    "accents and case": QuoteFilter(q="HARBÖUR"),
    "a word longer than those of the index": QuoteFilter(q=LONG),
    "from a day": QuoteFilter(q="harbour", published_from=day(4)),
    "before a day": QuoteFilter(q="harbour", published_before=day(9)),
}


@pytest.fixture
def archive(cluster: Cluster) -> Iterator[Database]:
    """Quotations with and without the words, some of which are not listed, and statistics of them."""
    name = cluster.take()
    database = Database(cluster.address(name), max_idle=1)
    for number in range(1, 13):
        text = f"The ferry is late at the harbour, day {number}" if number % 3 else f"Late is the ferry {LONG} {number}"
        keep(database, text, published_at=day(number), type=QuotationType.ACT if number == 7 else QuotationType.DIRECT)
    with database.write_connection() as connection:
        connection.exec_driver_sql("ANALYZE quotation")
    yield database
    database.close()
    cluster.give_back(name)


def found(database: Database, where: QuoteFilter, sort: Sort) -> list[str]:
    """The texts on pages of three."""
    texts: list[str] = []
    cursor = None
    while True:
        with database.snapshot() as reader:
            page = quotes.find(reader, where, sort=sort, limit=3, cursor=cursor)
        texts += [quote.text for quote in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return texts


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that were sent."""
    sent: list[str] = []
    run = pipeline.Pipeline.run

    def noted(self: pipeline.Pipeline, given: list[pipeline.Statement]) -> None:
        sent.extend(statement.sql.decode() for statement in given)
        run(self, given)

    monkeypatch.setattr(pipeline.Pipeline, "run", noted)
    return sent


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
@pytest.mark.parametrize("where", WHERE.values(), ids=WHERE)
def test_it_finds_what_the_full_text_index_finds(
    archive: Database, statements: list[str], monkeypatch: pytest.MonkeyPatch, where: QuoteFilter, sort: Sort
) -> None:
    monkeypatch.setattr(word_statistics, "TURNING_POINT", 1000)
    expected = found(archive, where, sort)
    assert expected
    assert not any("get_bit" in statement for statement in statements)
    monkeypatch.setattr(word_statistics, "TURNING_POINT", 0.1)
    assert found(archive, where, sort) == expected
    assert any("get_bit" in statement for statement in statements)


def test_rare_words_and_searches_with_other_filters_are_left_to_the_full_text_index(
    archive: Database, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_statistics, "TURNING_POINT", 0.1)
    for where in (QuoteFilter(q="nothing"), QuoteFilter(q="ferry", type=()), QuoteFilter(q="ferry", source=("x",))):
        found(archive, where, Sort.NEWEST)
    assert not any("get_bit" in statement for statement in statements)


def test_statistics_are_read_again_after_a_while(
    archive: Database, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        found(archive, WHERE["a word"], Sort.NEWEST)
    assert sum("pg_stats" in statement for statement in statements) == 1
    monkeypatch.setattr(word_statistics, "VALID", -1)
    archive.close()
    again = Database(f"{archive._engine.url.render_as_string(hide_password=False)}")  # type: ignore[attr-defined]
    for _ in range(3):
        found(again, QuoteFilter(q="nothing"), Sort.NEWEST)
    assert sum("pg_stats" in statement for statement in statements) == 4
    again.close()
