"""Reads Parquet by pyarrow, of the extra "bulk": one article per row, a batch of rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from ..documents import Found, UnreadableDocument
from .tables import article, columns_of

BATCH = 64  # rows


def read(file: BinaryIO) -> Iterator[Found]:
    """The rows of a table. Raises ``UnreadableDocument``."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UnreadableDocument('Parquet needs pyarrow: install it with pip install "saidby[bulk]"') from None
    number = 0
    try:
        table = parquet.ParquetFile(file)
        columns = columns_of(table.schema_arrow.names)
        for batch in table.iter_batches(BATCH, columns=list(columns.values()), use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield article(f"row {number}", {name: _plain(value) for name, value in row.items()}, columns)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableDocument(f"damaged or not Parquet, after row {number}: {error}") from None


def _plain(value: Any) -> Any:
    """A date as ISO 8601, bytes as text, anything else as it is."""
    if isinstance(value, date):
        return value.isoformat()
    return value.decode("utf8", "replace") if isinstance(value, bytes) else value
