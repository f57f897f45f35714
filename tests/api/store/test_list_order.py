"""List numbers: newest first, consecutive within an article, and assigned by the migration."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command

from api.store import Database, QuoteFilter, StoreError, list_order, upgrade
from api.store.mapping import UNDATED, order_key
from api.store.quotes import quotes
from api.store.schema import alembic_config

from .building import day, keep

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize("year", [1, 1600, 1969, 1970, 2024, 9999])
def test_later_is_before(year: int) -> None:
    moment = datetime(year, 6, 1, tzinfo=UTC)
    later = moment + timedelta(seconds=1)
    assert list_order.end_number(order_key(later)) == list_order.first_number(order_key(moment))
    assert list_order.first_number(order_key(moment + timedelta(microseconds=1))) == list_order.first_number(
        order_key(moment)
    )
    assert (
        -(2**63)
        <= list_order.first_number(order_key(later))
        < list_order.end_number(order_key(moment))
        <= list_order.first_number(UNDATED)
    )


def test_quotations_of_one_second_stand_with_the_last_arrival_first(database: Database) -> None:
    for name in ("first", "second"):
        keep(database, name, published_at=day(3))
    keep(database, "undated")
    with database.reading() as session:
        assert [q.text for q in quotes.find(session, QuoteFilter()).items] == ["second", "first", "undated"]
        assert list_order.allocate(session, order_key(day(3)), 5) == list_order.end_number(order_key(day(3))) - 7
        assert list_order.allocate(session, UNDATED, 5) == 2**63 - 7
        assert list_order.allocate(session, order_key(day(4)), 5) == list_order.end_number(order_key(day(4))) - 5
        with pytest.raises(StoreError):
            list_order.allocate(session, order_key(day(3)), list_order.NUMBERS_PER_SECOND)


def test_the_quotations_of_an_older_file_are_numbered_anew(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    upgrade(database)
    for number, text in ((3, "older"), (5, "newer"), (None, "undated")):
        keep(database, text, published_at=number and day(number))
    with database.reading() as session:
        numbers = session.connection().exec_driver_sql("SELECT id, number FROM quotation ORDER BY number").all()
    for revision in ("0001", "head"):
        with database.write_connection(foreign_keys=False) as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            (command.downgrade if revision == "0001" else command.upgrade)(config, revision)
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT id, number FROM quotation ORDER BY number").all() == numbers
    connection = sqlite3.connect(database.path)
    assert connection.execute("SELECT rowid FROM quotation_fts WHERE quotation_fts MATCH 'older'").fetchall() == [
        (numbers[1][1],)
    ]
    connection.close()
