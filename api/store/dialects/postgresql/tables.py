"""Creates the tables of an archive in an empty database.

Archives on PostgreSQL are newer than migration 0019, so the earlier ones, which convert what is stored in SQLite files,
never run there: the tables are made from the models.
"""

from __future__ import annotations

from sqlalchemy import Column, Computed, Connection, Index, MetaData, Table, Text, text
from sqlalchemy.dialects.postgresql import BIT, TEXT, TSVECTOR
from sqlalchemy.schema import CreateColumn, CreateTable

from ...all_tables import METADATA
from .objects import FOLDED_WORDS, NAME_WORDS, SIGNATURE_BITS, WORD_SIGNATURE, statements

# Columns of quotations that come first in a row. A search for a word that is neither rare nor common reads thousands of
# rows for a page, whether each is listed and has the word; to find a column, a row is read up to it.
FIRST = ("number", "order_key", "updated_at", "position", "listed", "words")


def create(connection: Connection) -> None:
    """Create tables, functions and triggers."""
    connection.exec_driver_sql(FOLDED_WORDS)
    connection.exec_driver_sql(WORD_SIGNATURE)
    for table in _adapted(METADATA).sorted_tables:
        connection.execute(_creation(table))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection)
    for statement in statements():
        connection.exec_driver_sql(statement)


def _creation(table: Table) -> CreateTable:
    """The statement that creates a table, with its columns in the order in which rows have them."""
    found = CreateTable(table)
    if table.name == METADATA.tables["quotation"].name:
        columns = [*(table.c[name] for name in FIRST), *(column for column in table.c if column.name not in FIRST)]
        found.columns = [CreateColumn(column) for column in columns]
    return found


def _adapted(metadata: MetaData) -> MetaData:
    """A copy for PostgreSQL, with the full-text index, and signatures of words in the index that lists are read from.

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
    quotation.append_column(Column("words", TSVECTOR, Computed("folded_words(folded)", persisted=True)))
    quotation.append_column(
        Column("signature", BIT(SIGNATURE_BITS), Computed("word_signature(folded)", persisted=True))
    )
    quotation.append_column(Column("shown", TEXT(collation="C"), nullable=False))
    for index in list(quotation.indexes):
        quotation.indexes.remove(index)
        included = ["signature"] if index.columns.keys() == ["listed"] else []
        Index(index.name, *index.columns, quotation.c.number, postgresql_include=included)
    words = text(NAME_WORDS.format("key"))
    alias = copied.tables["speaker_alias"]
    Index("ix_speaker_alias_words", words, _table=alias, postgresql_using="gin", postgresql_with={"fastupdate": "off"})
    Index("ix_quotation_words", quotation.c.words, postgresql_using="gin", postgresql_with={"fastupdate": "off"})
    return copied
