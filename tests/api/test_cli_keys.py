"""``saidby keys``: a key is shown once, listed without its secret, and revoked permanently."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api import cli
from api.store import Database, Scope
from api.store import keys as store


@pytest.fixture(autouse=True)
def archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "archive.db"))
    return tmp_path / "archive.db"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.saidby, ["keys", *arguments])


def test_a_key_is_created_listed_and_revoked(archive: Path) -> None:
    made = run("create", "the desk", "--scope", "ingest", "--scope", "read")
    secret = made.stdout.strip()
    assert (made.exit_code, secret[:7]) == (0, "saidby_")
    with Database(archive).reading() as session:
        key = store.find_by_secret(session, secret)
    assert key is not None
    assert (key.name, key.scopes) == ("the desk", {Scope.READ, Scope.INGEST})
    listed = run("list").stdout
    assert secret not in listed
    assert [line.split()[:2] for line in listed.splitlines()] == [[key.id, "valid"]]
    assert listed.split()[3:] == ["read,ingest", "the", "desk"]
    assert run("revoke", key.id).exit_code == 0
    assert run("list").stdout.split()[1] == "revoked"
    with Database(archive).reading() as session:
        assert store.find_by_secret(session, secret) is None
        assert store.any_exist(session)


def test_the_key_itself_is_not_in_the_file(archive: Path) -> None:
    secret = run("create", "x", "--scope", "admin").stdout.strip()
    for file in archive.parent.iterdir():
        assert secret.encode() not in file.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("revoke", "nobody"), "no key with the id 'nobody'"),
        (("create", " ", "--scope", "read"), "needs a name"),
        (("create", "x"), "--scope"),
        (("create", "x", "--scope", "all"), "'all' is not one of"),
    ],
)
def test_errors_are_reported(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert message in result.stderr


@pytest.mark.parametrize(
    "name", ["desk\nadmin", "desk\r", "a\tb", "a\x1b[2Jb", "a\x00", "\u202eksed", "a\u2028b", "x" * 101]
)
def test_a_name_is_one_printable_line(archive: Path, name: str) -> None:
    made = run("create", f"a{name}b", "--scope", "read")
    assert (made.exit_code, made.stdout) == (1, "")
    assert "the key's name" in made.stderr
    assert run("list").stdout == ""


def test_older_names_are_listed_on_one_line(archive: Path) -> None:
    run("create", "desk", "--scope", "read")
    with sqlite3.connect(archive) as database:
        database.execute("UPDATE api_key SET name = ?", ("de\nsk \x1b[2J",))
    assert run("list").stdout.endswith("read                  de�sk �[2J\n")
