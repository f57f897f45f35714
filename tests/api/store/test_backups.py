"""Backups of an archive that is written, restoring one, and both cut short at any moment."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.store import (
    Contents,
    Database,
    NotInitialised,
    StoreDamaged,
    StoreError,
    StoreFull,
    backup,
    restore,
)
from api.store import copying as module
from api.store.copying import contents_of
from api.store.models import REVISION

from .building import keep
from .mounting import fill, small_disk
from .test_database import contents, whole

pytestmark = pytest.mark.sqlite

SPAWN = multiprocessing.get_context("spawn")


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for another process, but not for ever."""
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def write_forever(path: Path) -> None:
    database = Database(path)
    for number in range(1_000_000):
        keep(database, f"n{number}", f"Speaker {number % 50}")


def test_a_backup_is_the_archive_in_one_file(archive: Database, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    target = tmp_path / "kept" / "b.db"
    assert backup(archive, target) == Contents(REVISION, 2, 2)
    assert names(target.parent) == {"b.db"}
    assert target.stat().st_mode & 0o777 == 0o600
    assert contents(Database(target)) == {"one", "two"}
    whole(Database(target))


def test_backups_of_an_archive_that_is_written_are_consistent(archive: Database, tmp_path: Path) -> None:
    writer = SPAWN.Process(target=write_forever, args=(archive.path,))
    writer.start()
    try:
        sizes = []
        for number in range(6):
            wait_until(lambda least=20 * (number + 1): contents_now(archive) >= least)
            made = backup(archive, tmp_path / f"b{number}.db")
            sizes.append(made.articles)
    finally:
        writer.kill()
        writer.join()
    assert sizes == sorted(set(sizes))
    for number, size in enumerate(sizes):
        copy = Database(tmp_path / f"b{number}.db")
        assert contents_now(copy) == size
        assert contents(copy) >= {f"n{n}" for n in range(min(size - 2, 900))}
        whole(copy)


def contents_now(database: Database) -> int:
    with database.snapshot() as reader:
        return contents_of(reader, database.path).articles


def test_a_backup_never_overwrites_unless_told_to(archive: Database, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    target.write_bytes(b"precious")
    with pytest.raises(StoreError, match="already exists"):
        backup(archive, target)
    assert target.read_bytes() == b"precious"
    backup(archive, target, force=True)
    assert contents(Database(target)) == {"one", "two"}


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    archive: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.db"
    check = module.check

    def slow(path: Path, named: Path) -> Contents:
        target.write_bytes(b"precious")
        return check(path, named)

    monkeypatch.setattr(module, "check", slow)
    with pytest.raises(StoreError, match="already exists"):
        backup(archive, target)
    assert target.read_bytes() == b"precious"


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", ".lock", ".open"])
def test_the_archive_is_not_its_own_backup(archive: Database, suffix: str) -> None:
    own = archive.path.with_name(archive.path.name + suffix)
    for work in (lambda: backup(archive, own, force=True), lambda: restore(archive, own)):
        with pytest.raises(StoreError, match="the archive itself"):
            work()
    assert contents(archive) == {"one", "two"}


def test_a_backup_in_no_folder_of_nothing_or_over_a_folder(archive: Database, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="there is no folder"):
        backup(archive, tmp_path / "none" / "b.db")
    with pytest.raises(StoreError, match="is not a file"):
        backup(archive, tmp_path / "folder", force=True)
    with pytest.raises(NotInitialised):
        backup(Database(tmp_path / "none.db"), tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def test_a_copy_that_differs_is_not_kept(archive: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "check", lambda path, named: Contents(REVISION, 1, 1))
    with pytest.raises(StoreDamaged, match="differs from the archive"):
        backup(archive, tmp_path / "b.db")
    assert not [name for name in names(tmp_path) if "b.db" in name]


def test_a_damaged_archive_gives_no_backup(archive: Database, tmp_path: Path) -> None:
    spoil(archive.path)
    with pytest.raises(StoreDamaged, match=r"archive\.db is damaged"):
        backup(Database(archive.path), tmp_path / "b.db")
    assert not [name for name in names(tmp_path) if "b.db" in name]


def spoil(path: Path) -> None:
    """Write over the pages of an index."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=DELETE")
    (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'uq_quotation_id' OR name LIKE "
                                 "'sqlite_autoindex_quotation_%' ORDER BY name LIMIT 1").fetchone()  # fmt: skip
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 3)
        file.write(b"\xff\xff\xff\xff")


def test_no_room_for_a_backup(archive: Database, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        fill(disk, leave=100_000)
        with pytest.raises(StoreFull):
            backup(archive, disk / "b.db")
        assert names(disk) == {"filler"}


def back_up_forever(path: Path, target: Path) -> None:
    while True:
        backup(Database(path), target, force=True)


def test_a_killed_backup_leaves_the_last_one_or_the_next(archive: Database, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    backup(archive, target)
    for pause in random.Random(1).choices(range(5, 60), k=12):
        process = SPAWN.Process(target=back_up_forever, args=(archive.path, target))
        before = target.stat().st_ino
        process.start()
        wait_until(lambda earlier=before: target.stat().st_ino != earlier)
        time.sleep(pause / 1000)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert contents(Database(target)) == {"one", "two"}
    backup(archive, target, force=True)
    assert not [name for name in names(tmp_path) if name.startswith(".b.db")]
    assert contents(archive) == {"one", "two"}
