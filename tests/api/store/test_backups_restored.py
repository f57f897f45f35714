"""Restoring a backup: checked first, not under a service, and cut short at any moment."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.store import (
    Contents,
    Database,
    NotAnArchive,
    NotInitialised,
    SchemaOutOfDate,
    StoreBusy,
    StoreDamaged,
    backup,
    restore,
    upgrade,
)
from api.store.models import REVISION

from .building import downgrade, keep
from .test_backups import names, spoil, wait_until
from .test_database import contents, whole
from .test_opening import abandon

pytestmark = pytest.mark.sqlite

SPAWN = multiprocessing.get_context("spawn")


def test_a_backup_is_put_back_and_the_archive_kept(archive: Database, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    backup(archive, target)
    archive.path.chmod(0o640)
    keep(archive, "three")
    reader = Database(archive.path)
    assert contents(reader) == {"one", "two", "three"}
    restored = restore(archive, target)
    assert restored.contents == Contents(REVISION, 2, 2)
    assert contents(archive) == contents(reader) == {"one", "two"}
    assert restored.previous is not None
    assert contents(Database(restored.previous)) == {"one", "two", "three"}
    assert archive.path.stat().st_mode & 0o777 == 0o640
    keep(archive, "four")
    assert contents(Database(target)) == {"one", "two"}
    whole(archive)
    second = restore(archive, target).previous
    assert second not in (None, restored.previous)


def test_what_is_only_in_the_log_is_kept_with_the_archive(archive: Database, tmp_path: Path) -> None:
    backup(archive, tmp_path / "b.db")
    abandon(archive, "in the log")
    earlier = restore(archive, tmp_path / "b.db").previous
    assert earlier is not None
    assert contents(Database(earlier)) == {"one", "two", "in the log"}
    assert contents(archive) == {"one", "two"}


def remove(path: Path) -> None:
    path.unlink()


def scribble(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"scribbled over the header")


@pytest.mark.parametrize("damage", [spoil, scribble, remove])
def test_a_damaged_or_lost_archive_is_replaced(
    archive: Database, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    backup(archive, tmp_path / "b.db")
    abandon(archive, "in the log")
    damage(archive.path)
    earlier = restore(Database(archive.path), tmp_path / "b.db").previous
    assert contents(archive) == {"one", "two"}  # and nothing of a log that was left behind
    whole(archive)
    assert (earlier is None) == (damage is remove)


def test_restore_waits_for_nobody_who_has_the_archive_open(archive: Database, tmp_path: Path) -> None:
    backup(archive, tmp_path / "b.db")
    keep(archive, "three")
    served = Database(archive.path)
    served.hold()
    with pytest.raises(StoreBusy, match="a running service or command has archive"):
        restore(archive, tmp_path / "b.db")
    served.close()
    other = sqlite3.connect(archive.path)
    assert other.execute("SELECT count(*) FROM article").fetchone() == (3,)
    with pytest.raises(StoreBusy, match="another program has"):
        restore(archive, tmp_path / "b.db")
    other.close()
    impatient = Database(archive.path, write_timeout=0.1)
    with archive.writing(), pytest.raises(StoreBusy, match="another writer"):
        restore(impatient, tmp_path / "b.db")
    assert contents(archive) == {"one", "two", "three"}
    restore(archive, tmp_path / "b.db")
    assert contents(archive) == {"one", "two"}


def test_an_archive_that_is_held_is_not_migrated(archive: Database) -> None:
    downgrade(archive)
    served = Database(archive.path)
    served.hold()
    with pytest.raises(StoreBusy, match="a running service or command"):
        upgrade(Database(archive.path, write_timeout=0.1))
    served.close()
    upgrade(archive)
    assert contents(archive) == {"one", "two"}


def bookmarks(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmark (url)")
    connection.commit()
    connection.close()


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 8192 * 4096)


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (spoil, StoreDamaged), (cut_off, StoreDamaged), (newer, SchemaOutOfDate), (empty, NotAnArchive),
        (scribble, NotAnArchive), (remove, NotInitialised),
    ],
)  # fmt: skip
def test_a_file_that_is_no_good_backup_changes_nothing(
    archive: Database, tmp_path: Path, make: Callable[[Path], None], error: type[Exception]
) -> None:
    (tmp_path / "kept").mkdir()
    target = tmp_path / "kept" / "b.db"
    backup(archive, target)
    make(target)
    before = archive.path.stat().st_ino
    with pytest.raises(error):
        restore(archive, target)
    assert archive.path.stat().st_ino == before
    assert contents(archive) == {"one", "two"}
    assert not [name for name in names(tmp_path) if "restore" in name or name.startswith(".")]


def test_another_programs_database_is_neither_backup_nor_replaced(archive: Database, tmp_path: Path) -> None:
    backup(archive, tmp_path / "b.db")
    bookmarks(tmp_path / "other.db")
    with pytest.raises(NotAnArchive):
        restore(archive, tmp_path / "other.db")
    with pytest.raises(NotAnArchive):
        restore(Database(tmp_path / "other.db"), tmp_path / "b.db")
    with pytest.raises(NotAnArchive):
        backup(Database(tmp_path / "other.db"), tmp_path / "c.db")
    assert contents(archive) == {"one", "two"}


def restore_forever(path: Path, target: Path) -> None:
    while True:
        restore(Database(path), target)


def test_a_killed_restore_leaves_the_one_or_the_other(archive: Database, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    backup(archive, tmp_path / "kept" / "b.db")
    keep(archive, "three")
    both = {frozenset({"one", "two"}), frozenset({"one", "two", "three"})}
    for pause in random.Random(2).choices(range(0, 40), k=12):
        process = SPAWN.Process(target=restore_forever, args=(archive.path, tmp_path / "kept" / "b.db"))
        before = names(tmp_path)
        process.start()
        wait_until(lambda earlier=before: names(tmp_path) != earlier)
        time.sleep(pause / 1000)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert frozenset(contents(Database(archive.path))) in both
        for earlier in tmp_path.glob("archive.db.before-restore-*[0-9Z]"):
            earlier.unlink()
    restore(archive, tmp_path / "kept" / "b.db")
    assert not [name for name in names(tmp_path) if name.startswith(".archive")]
    keep(archive, "after")
    whole(archive)


def test_a_backup_with_a_log_is_restored_with_it(archive: Database, tmp_path: Path) -> None:
    abandon(archive, "in the log")
    (tmp_path / "kept").mkdir()
    for file in tmp_path.glob("archive.db*"):
        shutil.copy(file, tmp_path / "kept")
    target = Database(tmp_path / "new.db")
    assert restore(target, tmp_path / "kept" / "archive.db").contents.articles == 3
    assert contents(target) == {"one", "two", "in the log"}
