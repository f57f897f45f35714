"""``saidby migrate-store``: what it says and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import saidby
from api.store import Database, upgrade

from .store.building import keep
from .store.test_database import contents


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    upgrade(Database(path))
    keep(Database(path), "It rains")
    return path


def test_an_archive_is_copied(source: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(saidby, ["migrate-store", str(source), f"sqlite:///{tmp_path}/new.db"])
    assert result.exit_code == 0, result.output
    assert "copied from old.db to new.db, read back and equal" in result.stderr
    tables = dict(line.split("\t")[:2] for line in result.stdout.splitlines())
    assert (tables["article"], tables["quotation"], tables["job"]) == ("1", "1", "0")
    assert contents(Database(tmp_path / "new.db")) == {"It rains"}


def test_what_cannot_be_copied_is_one_line(source: Path, tmp_path: Path) -> None:
    missing = "postgresql+psycopg://saidby@127.0.0.1:9/x"
    for given, said in (
        ([str(tmp_path / "none.db"), str(tmp_path / "new.db")], "there is no database at none.db"),
        ([str(source), str(source)], "old.db is not empty"),
        ([str(source), missing], "Connection refused"),
        ([missing, str(source)], "Connection refused"),
        ([str(source), "mysql://host/x"], "the address of the database must be"),
    ):
        result = CliRunner().invoke(saidby, ["migrate-store", *given])
        assert result.exit_code == 1
        last = result.stderr.splitlines()[-1]
        assert last.startswith("Error: ")
        assert said in last
    assert contents(Database(source)) == {"It rains"}
