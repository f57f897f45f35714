"""Creates the tables of an archive in an empty database.

Archives on PostgreSQL are newer than migration 0019, so the earlier ones, which convert what is stored in SQLite files,
never run there: the tables are made from the models.
"""

from __future__ import annotations

from sqlalchemy import Connection, Index, MetaData, Text
from sqlalchemy.dialects.postgresql import TEXT

from ...all_tables import METADATA
from .objects import statements


def create(connection: Connection) -> None:
    """Create tables, functions and triggers."""
    _adapted(METADATA).create_all(connection)
    for statement in statements():
        connection.exec_driver_sql(statement)


def _adapted(metadata: MetaData) -> MetaData:
    """A copy for PostgreSQL.

    Text is compared by its bytes as in SQLite, whatever the collation of the database. Indexes of quotations end with
    the list number, which SQLite appends to every index.
    """
    copied = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        for column in table.to_metadata(copied).columns:
            if type(column.type) is Text:
                column.type = TEXT(collation="C")
            if column.computed is not None:
                column.computed.persisted = True  # before version 18 there are no others
    quotation = copied.tables["quotation"]
    for index in list(quotation.indexes):
        quotation.indexes.remove(index)
        Index(index.name, *index.columns, quotation.c.number)
    return copied


def number_indexes() -> list[Index]:
    """The indexes of quotations that end with the list number."""
    return sorted(_adapted(METADATA).tables["quotation"].indexes, key=lambda index: str(index.name))
