"""Writes many rows: by COPY, with indexes and foreign keys made when all rows are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from .. import PlainConnection, Values
from .connection import PostgresqlConnection

BUILD_MEMORY = "256MB"  # for one index at a time

_INDEXES = """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    JOIN pg_class ON pg_class.oid = indrelid
    WHERE relnamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY 1"""
_FOREIGN_KEYS = """SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2"""
_TABLES_WITH_TRIGGERS = """SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace ORDER BY 1"""


@contextmanager
def copying(connection: PlainConnection) -> Iterator[None]:
    """A block without foreign keys, indexes but for the keys, and triggers but for the one that fills a column.

    At its end they are there and checked.
    """
    triggered = [name for (name,) in connection.execute(_TABLES_WITH_TRIGGERS).fetchall()]
    foreign_keys = connection.execute(_FOREIGN_KEYS).fetchall()
    indexes = connection.execute(_INDEXES).fetchall()
    for table in triggered:
        connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    connection.execute("ALTER TABLE quotation ENABLE TRIGGER quotation_shown")
    for table, name, _ in foreign_keys:
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    connection.execute(f"SET LOCAL maintenance_work_mem = '{BUILD_MEMORY}'")
    for _, definition in indexes:
        connection.execute(definition)
    for table, name, definition in foreign_keys:
        connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    for table in triggered:
        connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    connection.execute("ANALYZE")


def write_rows(connection: PlainConnection, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
    """Write rows into the columns of a table. JSON and times are given as text."""
    cast(PostgresqlConnection, connection).copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN", rows)
