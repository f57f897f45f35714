"""``saidby migrate``, ``saidby backup``, ``saidby restore``, and files that every command rejects."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api import cli
from api.store import Database
from api.store.models import REVISION

from .store.building import downgrade, keep
from .store.test_database import contents
from .store.test_inspection import FOREIGN


@pytest.fixture(autouse=True)
def archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The path of an archive that does not exist yet."""
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "archive.db"))
    monkeypatch.setenv("SAIDBY_BIND", "127.0.0.1:0")
    return tmp_path / "archive.db"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.saidby, [str(argument) for argument in arguments])


def at(path: Path, revision: str) -> None:
    """Give the archive another revision number."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
    connection.commit()
    connection.close()


def test_migrate_reports_both_revisions(archive: Path) -> None:
    result = run("migrate", "--check")
    assert (result.exit_code, result.stdout) == (1, "There is no archive yet: run saidby migrate.\n")
    assert not archive.exists()
    assert run("migrate").stdout == f"Created an archive at revision {REVISION}.\n"
    for options in ((), ("--check",)):
        result = run("migrate", *options)
        assert (result.exit_code, result.stdout) == (0, f"The archive is at revision {REVISION}: nothing to do.\n")
    older = downgrade(Database(archive))
    before = archive.read_bytes()
    result = run("migrate", "--check")
    assert (result.exit_code, archive.read_bytes()) == (1, before)
    assert f"is at revision {older}" in result.stdout
    result = run("migrate")
    assert (result.exit_code, result.stdout) == (0, f"Migrated the archive from revision {older} to {REVISION}.\n")
    assert run("migrate", "--check").exit_code == 0


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_a_newer_archive_is_rejected(archive: Path, options: tuple[str, ...]) -> None:
    run("migrate")
    at(archive, "9999")
    result = run("migrate", *options)
    assert result.exit_code == 1
    assert result.stderr == f"Error: its revision 9999 is newer than this program, which supports {REVISION}\n"


def test_back_up_and_restore(archive: Path, tmp_path: Path) -> None:
    run("migrate")
    keep(Database(archive), "one")
    backup = tmp_path / "backup.db"
    result = run("backup", backup)
    assert result.exit_code == 0, result.output
    assert f"1 article and 1 quotation, revision {REVISION}, read back and verified" in result.stderr
    assert run("backup", backup).stderr == f"Error: {backup} already exists\n"
    assert run("backup", "--force", backup).exit_code == 0
    keep(Database(archive), "two")
    result = run("restore", backup)
    assert result.exit_code == 0, result.output
    assert contents(Database(archive)) == {"one"}
    assert contents(Database(result.stdout.strip())) == {"one", "two"}


def test_an_older_archive_can_be_backed_up_and_restored(archive: Path, tmp_path: Path) -> None:
    run("migrate")
    older = downgrade(Database(archive))
    assert f"revision {older}" in run("backup", tmp_path / "b.db").stderr
    assert run("migrate", "--check").exit_code == 1  # a backup migrates nothing
    result = run("restore", tmp_path / "b.db")
    assert f"It will be migrated to {REVISION}" in result.stderr


COMMANDS = [
    ("serve",), ("seed",), ("keys", "list"), ("keys", "create", "x", "--scope", "read"), ("speakers", "relink"),
    ("corrections", "export"), ("reread",), ("migrate",), ("migrate", "--check"), ("backup", "b.db"),
]  # fmt: skip


@pytest.mark.parametrize("make", FOREIGN)
@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_no_command_opens_a_foreign_file(
    archive: Path, command: tuple[str, ...], make: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.parent)
    make(archive)
    before = archive.read_bytes()
    result = run(*command)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: archive.db is ")
    assert "Traceback" not in result.output
    assert archive.read_bytes() == before


@pytest.mark.parametrize("command", [*COMMANDS, ("restore", "b.db")], ids="-".join)
def test_no_command_opens_a_folder(archive: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive.parent)
    run("migrate")
    run("backup", "other.db")
    (archive.parent / "other.db").rename(archive.parent / "b.db" if command[0] == "restore" else archive)
    archive.unlink()
    archive.mkdir()
    result = run(*command)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, "Error: archive.db is a folder, not a file")
