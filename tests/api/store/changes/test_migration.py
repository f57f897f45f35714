"""An archive from before the feed: what it holds came with number 1, and what follows is noted."""

from __future__ import annotations

import pytest
from alembic import command

from api.operations import replication
from api.store import Database, QuoteFilter, upgrade
from api.store.changes import positions
from api.store.quotes import quotes
from api.store.schema import alembic_config

from ..building import keep


@pytest.mark.sqlite
def test_what_there_was_came_with_the_first_number(database: Database) -> None:
    for content in ("One", "Two", "Three"):
        keep(database, content)
    with database.write_connection(foreign_keys=False) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0009")
    database = Database(database.path)
    upgrade(database)
    page = replication.changes(database, QuoteFilter(), positions.BEGINNING, 50)
    assert [(change.number, change.kind.value) for change in page.items] == [(1, "added")] * 3
    with database.snapshot() as reader:
        assert [change.after for change in page.items] == list(quotes.find(reader, QuoteFilter()).items)
    keep(database, "Four")
    assert [change.number for change in replication.changes(database, QuoteFilter(), page.next_since, 50).items] == [2]
