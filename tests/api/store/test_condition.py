"""Disks that are full: nothing is lost, reading goes on, and all processes say what is the matter."""

from __future__ import annotations

import errno
import os
import resource
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.store import Access, Database, StoreFull, StoreReadOnly, upgrade
from api.store import condition as module

from .building import keep
from .mounting import fill, in_child, small_disk
from .test_database import contents, whole

pytestmark = pytest.mark.sqlite


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as folder:
        yield folder


def fill_by_writing(database: Database) -> set[str]:
    """Write until there is no room left; returns what was acknowledged."""
    kept: set[str] = set()

    def write() -> None:
        for number in range(10_000):
            keep(database, f"n{number} " + "word " * 200, f"Speaker {number}")
            kept.add(f"n{number} " + "word " * 200)

    with pytest.raises(StoreFull, match="no disk space"):
        write()
    return kept


def test_a_full_disk_loses_nothing_and_is_reported(disk: Path) -> None:
    database, other = Database(disk / "archive.db"), Database(disk / "archive.db")
    upgrade(database)
    keep(database, "first")
    filler = fill(disk, leave=400_000)
    kept = fill_by_writing(database) | {"first"}
    assert len(kept) > 1
    assert contents(database) == kept
    assert [d.condition().access for d in (database, other)] == [Access.FULL, Access.FULL]
    filler.unlink()
    assert other.condition().access is Access.OK
    keep(database, "after")
    assert contents(other) == kept | {"after"}
    assert database.condition().access is Access.OK
    whole(database)


def test_a_full_disk_can_be_read_by_who_comes_later(disk: Path) -> None:
    database = Database(disk / "archive.db")
    upgrade(database)
    keep(database, "first")
    fill(disk)
    assert not list(disk.glob("*-shm"))  # the index of the log is to be made anew, and there is no room
    later = Database(disk / "archive.db", max_idle=2)
    upgrade(later)
    first = later.state()
    assert contents(later) == {"first"}
    with pytest.raises(StoreFull):
        keep(later, "second")
    assert contents(later) == {"first"}
    assert later.condition().access is Access.FULL
    (disk / "filler").unlink()
    keep(Database(disk / "archive.db"), "second")
    assert contents(later) == {"first", "second"}
    assert later.state() != first
    later.close()


def test_a_limit_on_the_size_of_files_is_no_room(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_free_space", lambda path: 10**12)  # other programs may free room on the real disk
    keep(database, "first")

    def write() -> None:
        limit = database.path.stat().st_size + 40_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        kept = fill_by_writing(database)
        assert contents(database) == kept | {"first"}
        assert database.condition().access is Access.FULL

    in_child(write)
    assert database.condition().access is Access.FULL  # the child has left word
    keep(database, "after")
    assert database.condition().access is Access.OK
    assert {"first", "after"} < contents(database)
    whole(database)


def test_a_full_database_is_no_room(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.store import archive_file as store

    def cramped(path: Path, timeout: float, *, foreign_keys: bool) -> sqlite3.Connection:
        connection = original(path, timeout, foreign_keys=foreign_keys)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}").close()
        return connection

    original = store.open_writer
    with monkeypatch.context() as patch:
        patch.setattr(store, "open_writer", cramped)
        kept = fill_by_writing(database)
    assert contents(database) == kept
    keep(database, "after")
    whole(database)


def test_what_was_committed_is_acknowledged_though_the_log_stays(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Full(sqlite3.Connection):
        def execute(self, sql: str, *args: object) -> sqlite3.Cursor:  # type: ignore[override]
            if "wal_checkpoint" in sql:
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(sql, *args)  # type: ignore[arg-type]

    connect = sqlite3.connect
    monkeypatch.setattr("api.store.opening.sqlite3.connect", lambda *a, **k: connect(*a, **({"factory": Full} | k)))
    keep(database, "first")
    assert contents(database) == {"first"}
    assert "write-ahead log is kept" in caplog.text


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.ENOSPC, StoreFull), (errno.EDQUOT, StoreFull), (errno.EROFS, StoreReadOnly),
        (errno.EACCES, StoreReadOnly), (errno.EPERM, StoreReadOnly),
    ],
)  # fmt: skip
def test_a_lock_file_that_cannot_be_made(
    database: Database, monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception]
) -> None:
    database.path.with_name("archive.db.lock").unlink(missing_ok=True)
    opened = os.open

    def fail(path: Path, flags: int, *args: int, **kwargs: int) -> int:
        if str(path).endswith(".lock") and flags & os.O_CREAT:
            raise OSError(code, os.strerror(code), str(path))
        return opened(path, flags, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", fail)
        with pytest.raises(error):
            keep(database, "lost")
    keep(database, "kept")
    assert contents(database) == {"kept"}


def test_little_room_is_said_before_a_write_fails(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert database.condition().access is Access.OK
    monkeypatch.setattr(module, "_free_space", lambda path: module.MIN_FREE - 1)
    assert database.condition().access is Access.FULL


def test_what_is_missing_or_broken_is_unreadable(tmp_path: Path, database: Database) -> None:
    assert Database(tmp_path / "none.db").condition().access is Access.UNREADABLE
    keep(database)
    for file in database.path.parent.glob("archive.db-*"):
        file.unlink()
    data = database.path.read_bytes()
    database.path.write_bytes(data[: len(data) // 4096 // 2 * 4096])
    condition = Database(database.path).condition()
    assert condition.access is Access.UNREADABLE
    assert "damaged" in (condition.detail or "")
