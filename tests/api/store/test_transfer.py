"""An archive is copied between systems with everything in it, or not at all."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import api.store
from api.store import ArticleInput, Database, QuoteFilter, Scope, StoreError, keys, upgrade
from api.store.all_tables import METADATA
from api.store.articles.validation import validate
from api.store.database import plain
from api.store.dialects import dialect_of
from api.store.jobs import jobs
from api.store.quotes import quotes
from api.store.speakers import attributes
from api.store.transfer import CopiedTable, count, transfer
from api.store.utterances import clustering

from .building import keep
from .changes.motion import Motion
from .test_database import contents, whole

STEPS = 40


@pytest.fixture
def source(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """An archive in which much was done, and some of it undone."""
    motion = Motion(database, 1, monkeypatch)
    for _ in range(STEPS):
        motion.step()
    monkeypatch.undo()
    with database.writing() as session:
        keys.create(session, "desk", [Scope.ADMIN])
        attributes.replace(session, attributes.SpeakerAttributes(("party",), {"Ada Byron": ("Whig",)}), "An editor")
    return database


@pytest.fixture
def empty(system: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database of the other system without tables."""
    if system == "postgresql":
        yield Database(tmp_path / "new.db")
        return
    server = request.getfixturevalue("cluster")
    name = server.create("template0")
    made = Database(server.address(name))
    yield made
    made.close()
    server.drop(name)


def nothing(rows: int) -> None:
    """Show no progress."""


def test_every_table_is_copied() -> None:
    for module in pkgutil.walk_packages(api.store.__path__, "api.store."):
        if module.name.endswith("tables"):
            import_module(module.name)
    assert {"subscription", "submission", "api_key", "tally", "change", "correction"} <= set(METADATA.tables)


def test_everything_arrives_and_comes_back(source: Database, empty: Database, tmp_path: Path) -> None:
    progress: list[int] = []
    copied = transfer(source, empty, progress.append)
    assert sum(progress) == sum(table.rows for table in copied) == count(source) == count(empty)
    filled = {table.name for table in copied if table.rows}
    assert {"article", "quotation", "change", "correction", "article_revision", "api_key", "tally"} <= filled
    back = Database(tmp_path / "back.db")
    assert transfer(empty, back, nothing) == copied
    with source.snapshot() as one, empty.snapshot() as other:
        everything = QuoteFilter(type=())
        for where in (everything, QuoteFilter(q="rains"), QuoteFilter(speaker=("byron",))):
            for bare in (False, True):
                there, here = (quotes.find(r, where, limit=200, bare=bare).items for r in (one, other))
                assert there == here
    whole(back)


def test_what_is_written_later_continues(source: Database, empty: Database) -> None:
    with source.writing() as session:
        job = jobs.create(session)
        jobs.add(session, job, 1, [validate(ArticleInput("“It waits,” Ada Byron said."))], priority=0)
        jobs.close(session, job)
    transfer(source, empty, nothing)
    for database in (source, empty):
        keep(database, "It is finished", "Ada Byron")
        with database.reading() as session:
            assert jobs.get(session, job).waiting == 1
    with source.snapshot() as one, empty.snapshot() as other:
        for table in METADATA.sorted_tables:
            column = table.autoincrement_column
            if column is not None:
                numbers = [dialect_of(r).last_number(r, table.name, column.name) for r in (one, other)]
                assert numbers[0] == numbers[1], table.name
        for sql in (
            "SELECT facet, key, count FROM tally ORDER BY 1, 2",
            "SELECT number, last FROM change_commit ORDER BY 1",
        ):
            assert list(map(tuple, one.execute(sql))) == list(map(tuple, other.execute(sql)))
    with empty.snapshot() as reader:
        assert len(quotes.find(reader, QuoteFilter(q="finished")).items) == 1
    with empty.write_connection() as connection:
        clustering.rebuild(plain(connection))


def test_a_copy_that_is_cut_short_leaves_an_empty_archive(source: Database, empty: Database) -> None:
    rows = 0

    def fail(more: int) -> None:
        nonlocal rows
        rows += more
        if rows > count(source) // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transfer(source, empty, fail)
    assert count(empty) == 0
    copied: list[CopiedTable] = transfer(source, empty, nothing)
    assert sum(table.rows for table in copied) == count(source)


def test_other_databases_of_a_server_may_be_written_meanwhile(
    source: Database, empty: Database, system: str, request: pytest.FixtureRequest
) -> None:
    if system != "postgresql":
        pytest.skip("the archive is a file of its own")
    server = request.getfixturevalue("cluster")
    before = source.state()
    copied = transfer(source, empty, lambda rows: server.run("SELECT pg_current_xact_id()"))
    assert source.state() != before
    assert sum(table.rows for table in copied) == count(source)


def test_only_a_new_database_is_a_target(source: Database, empty: Database) -> None:
    upgrade(empty)
    keep(empty, "Here already")
    with pytest.raises(StoreError, match="is not empty"):
        transfer(source, empty, nothing)
    with pytest.raises(StoreError, match="is not empty"):
        transfer(source, source, nothing)
    assert contents(empty) == {"Here already"}


def test_a_source_that_changes_is_refused(source: Database, empty: Database) -> None:
    written: list[int] = []

    def write(rows: int) -> None:
        if not written:
            written.append(rows)
            keep(source, "Meanwhile")

    with pytest.raises(StoreError, match="was changed"):
        transfer(source, empty, write)
    assert count(empty) == 0
