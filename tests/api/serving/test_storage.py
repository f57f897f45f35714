"""The whole service on full and read-only disks, and during a restore."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.store import Database, StoreBusy, backup, restore, upgrade

from ...waiting import eventually
from ..store.building import keep
from ..store.mounting import fill, read_only, small_disk
from .running import Running, start

ARTICLE = {"text": "“We shall see,” Ada Byron said."}


@contextmanager
def serving(folder: Path, database: Path, number: int) -> Iterator[Running]:
    running = start(folder, number, SAIDBY_DATABASE=str(database), SAIDBY_WRITE_RATE="100000")
    try:
        assert eventually(running.answers), running.log.read_text()
        yield running
    finally:
        running.process.terminate()
        running.process.wait(timeout=45)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system with an archive of one article."""
    with small_disk(tmp_path / "disk") as folder:
        database = Database(folder / "saidby.db")
        upgrade(database)
        keep(database, "first")
        yield folder


def archive_status(running: Running) -> str:
    (status,) = (part["status"] for part in running.send("/v1/health")[1]["parts"] if part["name"] == "database")
    return str(status)


def test_a_snapshot_on_a_read_only_file_system(disk: Path, tmp_path: Path, port: int) -> None:
    with read_only(disk), serving(tmp_path, disk / "saidby.db", port) as running:
        assert "Serving read-only: " in running.log.read_text()
        assert archive_status(running) == "read_only"
        assert len(running.send("/v1/quotes")[1]["data"]) == 1
        status, problem = running.send("/v1/articles", ARTICLE)
        assert (status, problem["type"]) == (403, "/docs#problem-read-only")
        assert running.send("/v1/attributions", ARTICLE)[0] == 200


def test_a_disk_that_is_full_at_the_start_and_freed_later(disk: Path, tmp_path: Path, port: int) -> None:
    filler = fill(disk)
    with serving(tmp_path, disk / "saidby.db", port) as running:
        assert "Serving read-only: there is no disk space" in running.log.read_text()
        for _ in range(4):  # whichever worker answers
            status, problem = running.send("/v1/articles", ARTICLE)
            assert (status, problem["type"]) == (507, "/docs#problem-insufficient-storage")
            assert archive_status(running) == "full"
            assert len(running.send("/v1/quotes")[1]["data"]) == 1
        filler.unlink()
        assert {archive_status(running) for _ in range(4)} == {"ok"}
        assert running.send("/v1/articles", ARTICLE)[0] == 201
        assert len(running.send("/v1/quotes")[1]["data"]) == 2


def test_a_served_archive_can_be_backed_up_but_not_restored(tmp_path: Path, port: int) -> None:
    path = tmp_path / "saidby.db"
    with serving(tmp_path, path, port) as running:
        assert running.send("/v1/articles", ARTICLE)[0] == 201
        assert backup(Database(path), tmp_path / "b.db").articles == 1
        assert running.send("/v1/articles", {"text": "“No,” Bo Orr said."})[0] == 201
        with pytest.raises(StoreBusy, match="a running service or command"):
            restore(Database(path), tmp_path / "b.db")
        assert len(running.send("/v1/quotes")[1]["data"]) == 2
    assert restore(Database(path), tmp_path / "b.db").contents.articles == 1
