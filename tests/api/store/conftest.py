"""A real archive, and quotations as the engine would find them."""

from __future__ import annotations

import pytest

from api.store import Database

from .building import keep


@pytest.fixture
def archive(database: Database) -> Database:
    """An archive with two articles."""
    keep(database, "one")
    keep(database, "two")
    return database
