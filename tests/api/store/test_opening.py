"""Archives that cannot be written are read as they are, and never as they were."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.store import Access, Database, StoreBusy, StoreError, StoreReadOnly, upgrade
from api.store.schema import prepare

from .building import downgrade, keep
from .mounting import NOBODY, as_nobody, ended_well, in_child, public_folder, read_only, small_disk, started
from .test_database import contents

pytestmark = pytest.mark.sqlite


@pytest.fixture
def shown() -> Iterator[Database]:
    """An archive with one quotation that other users may read."""
    with public_folder() as folder:
        database = Database(folder / "archive.db", write_timeout=10)
        upgrade(database)
        keep(database, "first")
        yield database


def refused(write: Callable[[], object]) -> None:
    with pytest.raises(StoreReadOnly, match="read-only"):
        write()


def test_a_read_only_file_system_is_read_and_not_written(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        database = Database(disk / "archive.db")
        upgrade(database)
        keep(database, "first")
        with read_only(disk):
            found = Database(disk / "archive.db", max_idle=2)
            assert prepare(found).access is Access.READ_ONLY
            assert contents(found) == contents(found) == {"first"}
            assert found.state() == found.state()
            refused(lambda: keep(found, "second"))
            found.close()
        assert prepare(found).access is Access.OK
        keep(found, "second")
        assert contents(found) == {"first", "second"}
        found.close()


def abandon(database: Database, content: str) -> None:
    """Write in a child that ends without a checkpoint, so that the commit is in the log alone."""

    def write() -> None:
        from api.store import archive_file as store

        store.checkpoint = lambda connection: os._exit(0)
        keep(database, content)
        raise AssertionError

    in_child(write)
    assert database.path.with_name("archive.db-wal").stat().st_size


def test_a_log_beside_a_read_only_archive_is_read_too(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        database = Database(disk / "archive.db")
        upgrade(database)
        keep(database, "first")
        abandon(database, "in the log")
        with read_only(disk):
            assert contents(Database(disk / "archive.db")) == {"first", "in the log"}


def test_a_log_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        database = Database(disk / "archive.db")
        upgrade(database)
        abandon(database, "in the log")
        database.path.with_name("archive.db-shm").unlink()
        with read_only(disk), pytest.raises(StoreError, match=r"archive\.db-wal next to it contains changes"):
            contents(Database(disk / "archive.db"))
        assert contents(Database(disk / "archive.db")) == {"in the log"}


def leave_half_done(path: Path) -> None:
    """Change the file in a child that ends in the middle, so that only its journal knows how it was."""

    def change() -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=DELETE", "cache_size=1"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        connection.execute("UPDATE article SET title = hex(randomblob(300000))")
        os._exit(0)

    in_child(change)
    assert path.with_name(path.name + "-journal").stat().st_size


def test_what_a_killed_process_left_half_done_is_undone_by_who_reads(database: Database) -> None:
    keep(database, "first")
    leave_half_done(database.path)
    assert contents(Database(database.path)) == {"first"}
    leave_half_done(database.path)
    upgrade(Database(database.path))
    keep(database, "second")
    assert contents(database) == {"first", "second"}


def test_what_was_left_half_done_is_not_read_where_it_cannot_be_undone(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        database = Database(disk / "archive.db")
        upgrade(database)
        keep(database, "first")
        leave_half_done(database.path)
        with read_only(disk), pytest.raises(StoreError, match=r"archive\.db-journal next to it contains changes"):
            contents(Database(disk / "archive.db"))
        assert contents(database) == {"first"}


def test_a_log_beside_the_archive_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "disk" / "archive.db")
    with small_disk(tmp_path / "disk") as disk:
        database = Database(disk / "archive.db")
        upgrade(database)
        abandon(database, "in the log")
        database.path.with_name("archive.db-shm").unlink()
        with read_only(disk), pytest.raises(StoreError, match=r"archive\.db-wal next to it contains changes"):
            contents(Database(tmp_path / "link.db"))


def test_an_older_archive_that_cannot_be_migrated_is_named(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        database = Database(disk / "archive.db")
        upgrade(database)
        downgrade(database)
        with read_only(disk):
            refused(lambda: prepare(Database(disk / "archive.db")))
            refused(lambda: prepare(Database(disk / "none.db")))
            with pytest.raises(StoreReadOnly, match="run saidby migrate"):
                prepare(Database(disk / "archive.db"))


def test_a_folder_of_another_user_is_read_and_followed(shown: Database) -> None:
    there, back = os.pipe(), os.pipe()

    def follow() -> None:
        """Reads, lets the parent write, and reads again with the connections that it has kept."""
        found = Database(shown.path, max_idle=2)
        assert prepare(found).access is Access.READ_ONLY
        state = found.state()
        assert contents(found) == {"first"}
        refused(lambda: keep(found, "mine"))
        os.write(there[1], b"x")
        assert os.read(back[0], 1) == b"x"
        assert contents(found) == {"first", "second"}
        assert found.state() != state

    def write() -> None:
        os.read(there[0], 1)
        keep(Database(shown.path), "second")
        os.write(back[1], b"x")

    writer = started(write)
    as_nobody(follow)
    ended_well(writer)


def test_what_changed_while_it_was_read_is_not_used(shown: Database) -> None:
    there, back = os.pipe(), os.pipe()

    def read_long() -> None:
        found = Database(shown.path)

        def read() -> None:
            with found.snapshot():
                os.write(there[1], b"x")
                os.read(back[0], 1)

        with pytest.raises(StoreBusy, match="changed during the read"):
            read()
        assert contents(found) == {"first", "second"}

    def write() -> None:
        os.read(there[0], 1)
        keep(Database(shown.path), "second")
        os.write(back[1], b"x")

    writer = started(write)
    as_nobody(read_long)
    ended_well(writer)


def test_a_file_that_may_not_be_written_in_a_folder_that_may(shown: Database) -> None:
    for file in shown.path.parent.iterdir():
        file.chmod(0o444)
    shutil.chown(shown.path.parent, NOBODY)

    def work() -> None:
        found = Database(shown.path)
        assert found.condition().access is Access.READ_ONLY
        assert contents(found) == {"first"}
        refused(lambda: keep(found, "mine"))

    as_nobody(work)


@pytest.mark.parametrize("path", ["a\0b", "a\ud800b", "sqlite:///a\ud800b"])
def test_a_path_that_cannot_be_one(path: str) -> None:
    with pytest.raises(StoreError, match="is not a possible file path"):
        Database(path)


def test_a_path_of_bytes_that_are_no_text(tmp_path: Path) -> None:
    database = Database(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.db")))
    upgrade(database)
    keep(database, "first")
    assert contents(database) == {"first"}


def test_a_link_and_its_archive_have_one_lock(database: Database, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(database.path)
    linked = Database(link, write_timeout=0.1)
    with database.writing(), pytest.raises(StoreBusy), linked.writing():
        pass
