"""The file: many processes, sudden deaths, readers that cannot write."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from api.store import ArticleFilter, ArticleInput, Database, QuoteFilter, StoreBusy, upgrade
from api.store.archive_file import ArchiveFile
from api.store.articles import articles
from api.store.articles.validation import validate
from api.store.quotes import quotes

from .building import keep, quotation

SPAWN = multiprocessing.get_context("spawn")


def contents(database: Database) -> set[str]:
    """The texts of all quotations."""
    with database.reading() as session:
        assert len(articles.find(session, ArticleFilter(), limit=1000).items) == len(
            quotes.find(session, QuoteFilter(), limit=1000).items
        )
        return {q.text for q in quotes.find(session, QuoteFilter(), limit=1000).items}


def whole(database: Database) -> None:
    """The file and its full-text index are as they should be; a server generates the index with the rows."""
    if not isinstance(database, ArchiveFile):
        return
    connection = sqlite3.connect(database.path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO quotation_fts (quotation_fts, rank) VALUES ('integrity-check', 1)")
    connection.close()


def add_twenty(address: str, name: str) -> None:
    database = Database(address)
    for number in range(20):
        keep(database, f"{name} {number}", f"Speaker {number}")
        contents(database)


def test_two_processes_add_at_once(database: Database, archive_address: str) -> None:
    processes = [SPAWN.Process(target=add_twenty, args=(archive_address, name)) for name in ("a", "b")]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0]
    assert contents(database) == {f"{name} {number}" for name in ("a", "b") for number in range(20)}
    whole(database)


def test_threads_share_a_database(database: Database) -> None:
    def work(name: str) -> None:
        for number in range(5):
            keep(database, f"{name} {number}")
            contents(database)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(contents(database)) == 20


def write_and_wait(address: str, ready: Connection) -> None:
    body = "“Lost,” Nobody said." + " word" * 100_000
    database = Database(address)
    with database.writing() as session:
        if isinstance(database, ArchiveFile):
            session.execute(text("PRAGMA cache_size=10"))  # so that pages go to the log before the commit
        articles.add(
            session, validate(ArticleInput(body)), [quotation(body, "Lost", speaker="Nobody", mention="Nobody")]
        )
        ready.send("in the middle")
        time.sleep(60)


def test_a_killed_writer_leaves_nothing_and_frees_the_lock(database: Database, archive_address: str) -> None:
    keep(database, "before")
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=write_and_wait, args=(archive_address, theirs))
    process.start()
    assert ours.poll(60)
    if isinstance(database, ArchiveFile):
        assert database.path.with_name("archive.db-wal").stat().st_size > 100_000
    with pytest.raises(StoreBusy), Database(archive_address, write_timeout=0.1).writing():
        pass
    assert contents(database) == {"before"}
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    assert contents(database) == {"before"}
    keep(database, "after")
    assert contents(database) == {"before", "after"}
    whole(database)


def commit_forever(address: str) -> None:
    database = Database(address)
    for number in range(10_000):
        keep(database, f"n{number}")


def test_a_killed_writer_loses_nothing_that_was_committed(database: Database, archive_address: str) -> None:
    for pause in (0.0, 0.013, 0.029):
        process = SPAWN.Process(target=commit_forever, args=(archive_address,))
        process.start()
        deadline = time.monotonic() + 60
        while len(contents(database)) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(pause)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join(10)
        found = contents(database)
        assert found == {f"n{number}" for number in range(len(found))}
        whole(database)
    keep(database, "after")


def test_an_error_undoes_the_whole_block(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            articles.add(session, validate(ArticleInput("Some text")), [])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert contents(database) == set()
    keep(database, "after")


@pytest.mark.sqlite
def test_readers_cannot_write(database: Database) -> None:
    keep(database)
    with database.reading() as session:
        for statement in ("DELETE FROM article", "CREATE TABLE x (y)", "PRAGMA user_version = 5"):
            with pytest.raises(OperationalError, match="readonly"):
                session.execute(text(statement))
        with pytest.raises(OperationalError, match="readonly"):
            articles.add(session, validate(ArticleInput("Some text")), [])
    assert contents(database) == {"We agreed"}


def test_a_reader_sees_one_snapshot(database: Database) -> None:
    keep(database, "a")
    with database.reading() as session:
        assert len(quotes.find(session, QuoteFilter()).items) == 1
        keep(database, "b")
        assert len(quotes.find(session, QuoteFilter()).items) == 1
    assert contents(database) == {"a", "b"}


@pytest.mark.sqlite
def test_another_program_that_writes_is_busy_not_broken(database: Database) -> None:
    impatient = Database(database.path, write_timeout=0.1)
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy), impatient.writing():
        pass
    other.execute("ROLLBACK")
    other.close()
    keep(impatient, "after")


@pytest.mark.sqlite
def test_the_log_does_not_grow_without_end(database: Database) -> None:
    idle = sqlite3.connect(f"file:{database.path}?mode=ro", uri=True)  # so that no writer is the last to close
    for number in range(30):
        keep(database, f"n{number}")
        assert idle.execute("SELECT count(*) FROM article").fetchone() == (number + 1,)
    assert database.path.with_name("archive.db-wal").stat().st_size < 1_000_000
    idle.close()


@pytest.mark.sqlite
def test_writers_and_readers_have_the_settings_that_keep_data(database: Database) -> None:
    def setting(session: object, name: str) -> object:
        return session.execute(text(f"PRAGMA {name}")).scalar()  # type: ignore[attr-defined]

    with database.writing() as session:
        names = ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint", "busy_timeout")
        assert [setting(session, name) for name in names] == ["wal", 2, 1, 0, 10_000]
    with database.reading() as session:
        assert [setting(session, name) for name in ("query_only", "wal_autocheckpoint")] == [1, 0]


def test_a_database_survives_a_fork(database: Database) -> None:
    keep(database, "parent")
    assert contents(database) == {"parent"}
    pid = os.fork()
    if pid == 0:
        try:
            ok = contents(database) == {"parent"}
            keep(database, "child")
            os._exit(0 if ok and contents(database) == {"parent", "child"} else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert contents(database) == {"parent", "child"}
    whole(database)


@pytest.mark.sqlite
def test_no_connection_outlives_its_block(database: Database) -> None:
    keep(database)
    contents(database)
    opened = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert not [path for path in opened if path.startswith(str(database.path))]


@pytest.mark.sqlite
def test_as_many_connections_are_kept_as_are_asked_for(database: Database) -> None:
    def opened() -> int:
        links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        return links.count(str(database.path))

    kept = Database(database.path, max_idle=2)
    keep(database, "before")
    threads = [threading.Thread(target=contents, args=(kept,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert 1 <= opened() <= 6  # SQLite itself closes late
    keep(database, "after")
    assert contents(kept) == {"before", "after"}
    with pytest.raises(ZeroDivisionError), kept.reading():
        raise ZeroDivisionError
    pid = os.fork()
    if pid == 0:
        os._exit(0 if contents(kept) == {"before", "after"} else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    kept.close()
    assert opened() == 0


@pytest.mark.sqlite
def test_a_file_that_was_replaced_is_read_anew(database: Database, tmp_path: Path) -> None:
    kept = Database(database.path, max_idle=2)
    keep(database, "old")
    assert contents(kept) == {"old"}
    other = Database(tmp_path / "other.db")
    upgrade(other)
    keep(other, "new")
    for suffix in ("", "-wal", "-shm"):
        database.path.with_name(database.path.name + suffix).unlink(missing_ok=True)
    other.path.rename(database.path)
    assert contents(kept) == {"new"}
    kept.close()


@pytest.mark.sqlite
def test_a_child_does_not_keep_its_dead_parents_lock(database: Database) -> None:
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=fork_while_writing, args=(database.path, theirs))
    process.start()
    assert ours.poll(60)
    grandchild = ours.recv()
    process.kill()
    process.join()
    try:
        keep(Database(database.path, write_timeout=2), "after")
    finally:
        os.kill(grandchild, signal.SIGKILL)


def fork_while_writing(path: Path, ready: Connection) -> None:
    with Database(path).writing():
        pid = os.fork()
        if pid == 0:
            time.sleep(60)
            os._exit(0)
        time.sleep(0.2)
        ready.send(pid)
        time.sleep(60)


@pytest.mark.sqlite
def test_a_path_with_odd_characters(tmp_path: Path) -> None:
    database = Database(tmp_path / "a b?c#d%20é.db")
    upgrade(database)
    keep(database)
    assert contents(database) == {"We agreed"}
