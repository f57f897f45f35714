"""Files that are not an archive: the error says what they are, and they stay unchanged."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from api.store import Database, NotAnArchive, StoreDamaged, StoreError, upgrade
from api.store.inspection import APPLICATION_ID
from api.store.models import REVISION

from .building import downgrade, keep
from .test_database import contents

pytestmark = pytest.mark.sqlite


def _database(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def bookmarks(path: Path) -> None:
    _database(path, "CREATE TABLE bookmark (url)", "INSERT INTO bookmark VALUES ('https://a.example')")


def of_alembic(path: Path) -> None:
    _database(path, "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('0001')")


def marked_by_another(path: Path) -> None:
    _database(path, "PRAGMA application_id = 1196444487")


def marked_without_revision(path: Path) -> None:
    _database(path, f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE article (x)")


def text(path: Path) -> None:
    path.write_text("not a database\n" * 100)


def short(path: Path) -> None:
    path.write_bytes(b"hello")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(8192))


FOREIGN = [bookmarks, of_alembic, marked_by_another, marked_without_revision, text, short, zeros]


@pytest.mark.parametrize("make", FOREIGN)
def test_a_foreign_file_is_left_as_it_is(make: Callable[[Path], None], tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    make(database.path)
    before = database.path.read_bytes()
    message = "another program" if make in FOREIGN[:4] else "not an SQLite database"
    with pytest.raises(NotAnArchive, match=message):
        upgrade(database)
    for block in (database.reading, database.writing, database.snapshot):
        with pytest.raises(NotAnArchive, match=message), block():  # type: ignore[operator]
            pass
    assert database.path.read_bytes() == before
    assert not [file for file in tmp_path.iterdir() if file.name.endswith((".lock", "-wal", "-journal"))]


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        os.chdir(path.parent)
        made.bind(path.name)


@pytest.mark.parametrize(("make", "kind"), [(folder, "folder"), (pipe, "pipe"), (listening, "socket")])
def test_what_is_no_file(
    make: Callable[[Path], None], kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = Database(tmp_path / "a.db")
    make(database.path)
    with pytest.raises(NotAnArchive, match=f"a.db is a {kind}"):
        upgrade(database)
    with pytest.raises(NotAnArchive, match=f"a.db is a {kind}"), database.writing():
        pass


def test_a_device_is_no_file() -> None:
    with pytest.raises(NotAnArchive, match="device"):
        upgrade(Database("/dev/null"))


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "a.db", tmp_path / "file" / "b" / "a.db", tmp_path / ("x" * 300) / "a.db"):
        with pytest.raises(StoreError):
            upgrade(Database(path))


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    database.path.touch()
    upgrade(database)
    keep(database, "first")
    assert contents(database) == {"first"}


def test_an_archive_is_marked_by_migrating_it(database: Database) -> None:
    keep(database, "first")
    downgrade(database, "0008")
    connection = sqlite3.connect(database.path)
    assert connection.execute("PRAGMA application_id").fetchone() == (0,)
    connection.close()
    upgrade(database)
    connection = sqlite3.connect(database.path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (REVISION,)
    connection.close()
    assert contents(database) == {"first"}


def test_a_truncated_archive_is_damaged(database: Database) -> None:
    for number in range(5):
        keep(database, f"n{number}")
    os.truncate(database.path, database.path.stat().st_size // 8192 * 4096)
    fresh = Database(database.path)
    with pytest.raises(StoreDamaged, match="damaged"):
        contents(fresh)
    with pytest.raises(StoreDamaged, match="damaged"):
        keep(fresh, "more")
