"""A real database file, and quotations as the engine would find them."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.store import Database, upgrade

from .building import keep


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An empty, migrated database."""
    database = Database(tmp_path / "archive.db", write_timeout=10)
    upgrade(database)
    return database


@pytest.fixture
def archive(database: Database) -> Database:
    """An archive with two articles."""
    keep(database, "one")
    keep(database, "two")
    return database
