"""Copies an archive to a database of any system, row by row as they are, and compares what arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from orjson import dumps
from sqlalchemy import Boolean, Float, Table

from .all_tables import METADATA
from .database import Database, plain
from .dialects import PlainConnection, dialect_of
from .errors import StoreError
from .schema import upgrade

Advance = Callable[[int], object]
PAGE = 1000  # rows that are read and written at a time


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table with the number of its rows and a digest of them, which is the same on every system."""

    name: str
    rows: int
    digest: str


def count(source: Database) -> int:
    """The number of rows of an archive. Raises the errors of ``Database.snapshot``."""
    with source.snapshot() as reader:
        return sum(
            reader.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] for table in METADATA.sorted_tables
        )


def transfer(source: Database, target: Database, advance: Advance) -> list[CopiedTable]:
    """Copy an archive to a database without one, or with an empty one, in one transaction.

    ``advance`` is called with the number of rows whenever some were written. Raises ``StoreError`` if the target is not
    empty, if the source was changed meanwhile, or if the rows that arrived differ; the target is then left empty.
    """
    with source.snapshot() as reader:
        before = source.state()
        upgrade(target)
        with target.write_connection(foreign_keys=False) as connection:
            writer = plain(connection)
            _require_empty(writer, target.name)
            with dialect_of(writer).copying(writer):
                copied = [_copy(reader, writer, table, advance) for table in METADATA.sorted_tables]
                for table in METADATA.sorted_tables:
                    _copy_last_number(reader, writer, table)
            for table, there in zip(METADATA.sorted_tables, copied, strict=True):
                if _digest(writer, table) != there:
                    raise StoreError(f"the rows of {table.name} arrived in {target.name} with differences")
            if source.state() != before and _differs(source, copied):
                raise StoreError(f"{source.name} was changed while it was copied; stop the service first")
    return copied


def _differs(source: Database, copied: list[CopiedTable]) -> bool:
    """Whether the rows of an archive are not those that were copied: its state may be that of a whole server."""
    with source.snapshot() as reader:
        return any(_digest(reader, table) != there for table, there in zip(METADATA.sorted_tables, copied, strict=True))


def _require_empty(writer: PlainConnection, name: str) -> None:
    for table in METADATA.sorted_tables:
        if writer.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone():
            raise StoreError(f"{name} is not empty: an archive is copied to a new database alone")


def _copy(reader: PlainConnection, writer: PlainConnection, table: Table, advance: Advance) -> CopiedTable:
    columns = _columns(table)
    booleans = [n for n, name in enumerate(columns) if isinstance(table.c[name].type, Boolean)]
    write_rows = dialect_of(writer).write_rows
    digest, rows = hashlib.sha256(), 0
    for page in _pages(reader, table):
        _update(digest, page)
        for row in page:
            for n in booleans:
                row[n] = bool(row[n]) if row[n] is not None else None
        write_rows(writer, table.name, columns, page)
        rows += len(page)
        advance(len(page))
    return CopiedTable(table.name, rows, digest.hexdigest())


def _digest(reader: PlainConnection, table: Table) -> CopiedTable:
    digest, rows = hashlib.sha256(), 0
    for page in _pages(reader, table):
        _update(digest, page)
        rows += len(page)
    return CopiedTable(table.name, rows, digest.hexdigest())


def _update(digest: hashlib._Hash, page: list[list[object]]) -> None:
    for row in page:
        digest.update(dumps(row))


def _columns(table: Table) -> list[str]:
    """The columns that are written; the database generates the others."""
    return [column.name for column in table.columns if column.computed is None]


def _pages(reader: PlainConnection, table: Table) -> Iterator[list[list[object]]]:
    """The rows in the order of the primary key, with the same values on every system."""
    columns = _columns(table)
    types = [table.c[name].type for name in columns]
    floats = [n for n, kind in enumerate(types) if isinstance(kind, Float)]
    booleans = [n for n, kind in enumerate(types) if isinstance(kind, Boolean)]
    key = [column.name for column in table.primary_key]
    places = [columns.index(name) for name in key]
    listed = ", ".join(key)
    after: tuple[object, ...] = ()
    while True:
        where = f"WHERE ({listed}) > ({', '.join('?' * len(key))})" if after else ""
        sql = f"SELECT {', '.join(columns)} FROM {table.name} {where} ORDER BY {listed} LIMIT {PAGE}"
        page = [list(row) for row in reader.execute(sql, after).fetchall()]
        if not page:
            return
        after = tuple(page[-1][n] for n in places)
        for row in page:
            for n in floats:
                row[n] = float(row[n]) if row[n] is not None else None
            for n in booleans:
                row[n] = int(row[n]) if row[n] is not None else None
        yield page


def _copy_last_number(reader: PlainConnection, writer: PlainConnection, table: Table) -> None:
    """A number that was given to a row that is gone is not given again."""
    column = table.autoincrement_column
    if column is not None:
        last = dialect_of(reader).last_number(reader, table.name, column.name)
        dialect_of(writer).set_last_number(writer, table.name, column.name, last)
