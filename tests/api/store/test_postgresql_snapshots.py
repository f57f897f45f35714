"""Snapshots of a database server: round trips, prepared statements, failures and lost connections."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

import pytest

from api.operations.services import Services
from api.store import Database, QuoteFilter, StoreBusy, StoreError
from api.store.quotes import quotes
from attribution.model import QuotationType

from ..fakes import FakeAttributor
from .building import day, keep

pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")

import psycopg

from api.store.changes import positions
from api.store.dialects.postgresql import pipeline, values
from api.store.dialects.postgresql.values import Value
from tests.cluster import Cluster

PID = "SELECT pg_backend_pid()"
PREPARED = "SELECT count(*) FROM pg_prepared_statements"


@pytest.fixture
def address(cluster: Cluster) -> Iterator[str]:
    """The address of an empty archive."""
    name = cluster.take()
    yield cluster.address(name)
    cluster.give_back(name)


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """An archive with three quotations, read over one connection."""
    database = Database(address, max_idle=1)
    for number in (1, 2, 3):
        keep(database, f"Number {number}", published_at=day(number))
    yield database
    database.close()


def value(database: Database, sql: str, *values: object) -> object:
    with database.snapshot() as reader:
        return reader.execute(sql, values).fetchone()[0]


def end_connections(server: Cluster) -> None:
    server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'")


@pytest.fixture
def round_trips(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of statements of each round trip."""
    found: list[int] = []
    run = pipeline.Pipeline.run

    def counted(self: pipeline.Pipeline, statements: list[pipeline.Statement]) -> None:
        found.append(len(statements))
        run(self, statements)

    monkeypatch.setattr(pipeline.Pipeline, "run", counted)
    return found


@pytest.mark.parametrize(
    ("where", "bare", "full"),
    [
        (QuoteFilter(), [1], [2]),
        (QuoteFilter(source=("The Daily",), published_from=day(1)), [1], [2]),
        (QuoteFilter(speaker=("Blinken",)), [1], [2]),
        (QuoteFilter(speaker=("Blinken", "Hara"), source=("The Daily",), published_from=day(1)), [1], [2]),
        (QuoteFilter(q="number"), [2], [3]),
        (QuoteFilter(speaker=("Blinken",), q="number"), [3, 3], [3, 3]),  # BEGIN first, COMMIT last
    ],
)
@pytest.mark.parametrize("is_bare", [True, False])
def test_a_page_takes_one_round_trip_with_few_statements(
    database: Database, round_trips: list[int], where: QuoteFilter, bare: list[int], full: list[int], is_bare: bool
) -> None:
    services = Services(database, FakeAttributor())
    services.quotes(where, 50, None)  # the first checks the revision
    round_trips.clear()
    page = services.quotes(where, 50, None, bare=is_bare)
    assert [quote.text for quote in page.items] == ["Number 3", "Number 2", "Number 1"]
    with database.snapshot() as reader:
        assert page.since == positions.now(reader)
    assert round_trips[:-1] == (bare if is_bare else full)


def test_values_are_read_with_the_next_row_or_by_themselves(database: Database, round_trips: list[int]) -> None:
    value(database, "SELECT 1")  # checks the revision
    round_trips.clear()
    with database.snapshot() as reader:
        alone, early = Value("(SELECT 1)"), Value("(SELECT 2)")
        reader.ask(alone)
        assert alone.read() == 1
        reader.ask(early)
        page, late = Value("count(*)"), Value("(SELECT 3)")
        values.execute(reader, [page, *reader.asked()], " FROM generate_series(1, ?)", (4,))
        reader.ask(late)
    assert [page.read(), early.read(), late.read(), late.read()] == [4, 2, 3, 3]
    assert round_trips == [2, 3]  # BEGIN and the first; the others and COMMIT
    with pytest.raises(psycopg.InterfaceError):
        Value("(SELECT 5)").read()


@pytest.mark.parametrize(
    ("given", "expected", "bounds"),
    [
        (QuoteFilter(source=("The Daily",), published_from=day(2), published_before=day(3)), ["Number 2"], 2),
        (QuoteFilter(source=("The Daily", "Other"), published_before=day(3)), ["Number 2", "Number 1"], 4),
        (QuoteFilter(source=("Other",), published_from=day(1)), [], 1),
        (QuoteFilter(source=("The Daily",), type=tuple(QuotationType), published_from=day(3)), ["Number 3"], 2),
    ],
)
def test_what_a_speaker_said_in_a_source_is_bounded_in_the_index_of_both(
    database: Database, given: QuoteFilter, expected: list[str], bounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[pipeline.Statement] = []
    run = pipeline.Pipeline.run
    monkeypatch.setattr(pipeline.Pipeline, "run", lambda self, sent: (statements.extend(sent), run(self, sent))[1])
    with database.snapshot() as reader:
        page = quotes.find(reader, replace(given, speaker=("Antony Blinken",)), bare=True)
    assert [quote.text for quote in page.items] == expected
    # The plan for few rows depends on the statistics of the moment; of many, only that index has these bounds.
    assert statements[-1].sql.decode().count("(q.source_id, q.listed, q.number) ") == bounds


@pytest.mark.parametrize("prepare_threshold", ["5", "none"])
def test_what_is_sent_together_is_one_transaction(address: str, prepare_threshold: str) -> None:
    database = Database(f"{address}&prepare_threshold={prepare_threshold}", max_idle=1)
    keep(database, "Number 1")
    assert value(database, "SELECT 1") == 1  # the connection is open
    for turn in range(1, 8):
        with database.snapshot() as reader:
            before = reader.execute("SELECT count(*), pg_current_snapshot()::text FROM quotation")
            reader.execute("SELECT pg_sleep(0.05)")
            settings = reader.execute(
                "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only'), "
                "current_setting('statement_timeout')"
            )
            after = reader.execute("SELECT count(*), pg_current_snapshot()::text FROM quotation")
            writer = Thread(target=keep, args=(database, f"Number {turn + 1}"))
            writer.start()
        writer.join()
        assert before.fetchone() == after.fetchone()
        assert settings.fetchone() == ("repeatable read", "on", "30s")
        assert value(database, "SELECT count(*) FROM quotation") == turn + 1
    database.close()


def test_what_is_executed_can_be_read_in_any_order(database: Database) -> None:
    with database.snapshot() as reader:
        listed = reader.execute("SELECT q.id, a.published_at FROM quotation q JOIN article a ON a.id = q.article_id")
        named = reader.execute("SELECT :word || ':' || :word || '!'", {"word": "a"})
        given = reader.execute("SELECT ?::int + ?, ?::text, ?::text IS NULL", (1, 2, "so?", None))
        none = reader.execute("SELECT 1 WHERE ? = 'b'", ("a",))
        assert none.fetchone() is None
        assert given.fetchall() == [(3, "so?", True)]
        assert named.fetchone() == ("a:a!",)
        first = listed.fetchone()
        rows = [first, *listed]
        assert listed.fetchone() is None
        assert listed.fetchall() == []
    assert len({identifier for identifier, _ in rows}) == 3
    assert {len(published) for _, published in rows} == {len("2026-03-04 05:06:07.000000")}


def test_a_block_reads_one_snapshot_and_the_next_block_another(database: Database) -> None:
    count = "SELECT count(*) FROM quotation"
    with database.snapshot() as reader:
        assert reader.execute(count).fetchone() == (3,)
        keep(database, "Number 4")
        assert reader.execute(count).fetchone() == (3,)
        assert reader.execute("SHOW statement_timeout").fetchone() == ("30s",)
    assert value(database, count) == 4


def test_frequent_statements_are_prepared_and_some_are_kept(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MAX_PREPARED", 8)
    database = Database(f"{address}&prepare_threshold=2", max_idle=1)
    prepared = [value(database, PREPARED) for _ in range(4)]
    assert prepared[0] == 0
    assert prepared[-1] == 3  # BEGIN, COMMIT and this one
    for number in range(12):
        for _ in range(3):
            assert value(database, f"SELECT {number} + ?::int", number) == 2 * number
    assert 3 < int(str(value(database, PREPARED))) <= 8
    database.close()
    pooled = Database(f"{address}&prepare_threshold=none", max_idle=1)
    assert [value(pooled, PREPARED) for _ in range(8)] == [0] * 8
    pooled.close()


def test_a_failure_ends_its_transaction_and_not_the_connection(database: Database) -> None:
    before, after = value(database, PID), []

    def divide() -> None:
        with database.snapshot() as reader:
            reader.execute("SELECT 1 / ?::int", (0,))  # nobody reads it
            after.append(reader.execute("SELECT 1"))

    def find() -> None:
        with database.snapshot() as reader:
            assert reader.execute("SELECT count(*) FROM quotation").fetchone() == (15,)
            raise KeyError

    for prepared in range(12):
        with pytest.raises(psycopg.errors.DivisionByZero):
            divide()
        with pytest.raises(psycopg.InterfaceError):
            after[-1].fetchone()
        keep(database, f"after {prepared}")
        assert value(database, "SELECT count(*) FROM quotation") == 4 + prepared
    with pytest.raises(KeyError):
        find()
    keep(database, "last")
    assert value(database, "SELECT count(*) FROM quotation") == 16
    assert value(database, PID) == before


def test_a_reader_cannot_write_and_cannot_take_long(address: str, database: Database) -> None:
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), database.snapshot() as reader:
        reader.execute("DELETE FROM quotation")
    quick = Database(f"{address}&statement_timeout=0.05")
    with pytest.raises(StoreBusy, match="too long"), quick.snapshot() as reader:
        reader.execute("SELECT pg_sleep(5)")
    assert value(quick, "SELECT count(*) FROM quotation") == 3
    quick.close()


def test_a_lost_connection_is_replaced_between_blocks_and_fails_inside_one(
    cluster: Cluster, database: Database
) -> None:
    def lose() -> None:
        with database.snapshot() as reader:
            reader.execute("SELECT 1").fetchone()
            end_connections(cluster)
            reader.execute("SELECT 1").fetchone()

    before = value(database, PID)
    end_connections(cluster)
    assert value(database, PID) != before
    with pytest.raises(StoreError, match="cannot be used"):
        lose()
    with database.snapshot() as reader:
        reader.execute("SELECT 1").fetchone()
        end_connections(cluster)
    assert value(database, "SELECT count(*) FROM quotation") == 3


def test_connections_are_not_shared_after_a_fork(database: Database) -> None:
    ours = value(database, PID)
    pid = os.fork()
    if pid == 0:
        theirs = value(database, PID)
        os._exit(0 if theirs != ours and value(database, "SELECT count(*) FROM quotation") == 3 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert value(database, PID) == ours


def test_a_page_larger_than_the_buffers_of_the_connection(database: Database) -> None:
    with database.snapshot() as reader:
        large = reader.execute("SELECT repeat('x', ?::int) FROM generate_series(1, 30)", (200_000,))
        sent = reader.execute("SELECT length(?::text)", ("y" * 3_000_000,))
        assert sent.fetchone() == (3_000_000,)
        assert sum(len(text) for (text,) in large) == 6_000_000
        assert len(quotes.find(reader, QuoteFilter()).items) == 3
