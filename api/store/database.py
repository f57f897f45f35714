"""The SQLite file: one writer at a time, many readers, nothing lost when a process is killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session


class Database:
    """The store's file, given as a path or as ``sqlite:///PATH``. Holds no open connection until it is used."""

    def __init__(self, url_or_path: str | Path, *, write_timeout: float = 30.0) -> None: ...

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one write transaction: committed when the block ends, undone when it raises.

        Raises ``StoreBusy``, ``NotInitialised`` or ``SchemaOutOfDate``.
        """
        raise NotImplementedError
        yield

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one unchanging snapshot, which cannot write.

        Raises ``NotInitialised`` or ``SchemaOutOfDate``.
        """
        raise NotImplementedError
        yield

    def close(self) -> None:
        """Close the connections that this process keeps open; the database stays usable."""
        raise NotImplementedError
