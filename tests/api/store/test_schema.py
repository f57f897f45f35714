"""Migrations: they make what the models say, once, whoever runs them."""

from __future__ import annotations

import importlib
import multiprocessing
import pkgutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import api.store
from api.store import Database, NotInitialised, SchemaOutOfDate, StoreError, upgrade
from api.store.migrations.comparison import include_name
from api.store.models import REVISION, Base
from api.store.schema import alembic_config

pytestmark = pytest.mark.sqlite


def test_migrations_make_the_tables_of_the_models(database: Database) -> None:
    for module in pkgutil.walk_packages(api.store.__path__, "api.store."):
        if module.name.endswith(".tables"):
            importlib.import_module(module.name)
    with database.write_connection() as connection:
        options = {"compare_type": True, "include_name": include_name}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_the_revision_of_the_models_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [REVISION]


def test_upgrade_twice_is_upgrade_once(database: Database) -> None:
    before = database.path.read_bytes()
    upgrade(database)
    assert database.path.read_bytes() == before


def _upgrade(path: Path, barrier: object) -> None:
    barrier.wait()  # type: ignore[attr-defined]
    upgrade(Database(path))


def test_two_processes_may_upgrade_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    processes = [context.Process(target=_upgrade, args=(tmp_path / "new" / "a.db", barrier)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    with Database(tmp_path / "new" / "a.db").reading():
        pass


def test_a_missing_empty_older_or_newer_file_is_named_as_such(tmp_path: Path) -> None:
    missing, empty, other = (Database(tmp_path / name) for name in ("missing.db", "empty.db", "other.db"))
    sqlite3.connect(empty.path).close()
    empty.path.touch()
    for database in (missing, empty):
        with pytest.raises(NotInitialised), database.reading():
            pass
        with pytest.raises(NotInitialised), database.writing():
            pass
    assert not missing.path.exists()
    upgrade(other)
    connection = sqlite3.connect(other.path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(SchemaOutOfDate), other.reading():
        pass
    with pytest.raises(SchemaOutOfDate), other.writing():
        pass
    with pytest.raises(SchemaOutOfDate):
        upgrade(other)


def test_an_interrupted_upgrade_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(tmp_path / "a.db")
    with monkeypatch.context() as patch:
        patch.setattr("api.store.schema.alembic_config", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            upgrade(database)
    with pytest.raises(NotInitialised), database.reading():
        pass
    upgrade(database)
    with database.reading():
        pass


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://host/db", "nonsense://", "sqlite:///a?x=1"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(StoreError):
        Database(url)


def test_an_address_or_a_path(tmp_path: Path) -> None:
    assert Database(f"sqlite:///{tmp_path}/a.db").path == tmp_path / "a.db"
    assert Database(str(tmp_path / "a.db")).path == tmp_path / "a.db"
