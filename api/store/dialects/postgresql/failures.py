"""Translates errors of PostgreSQL into errors of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from ...errors import InvalidInput, StoreBusy, StoreError, StoreFull, StoreReadOnly, StoreUnreachable

_BUSY = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure, errors.TooManyConnections)
_READ_ONLY = (errors.ReadOnlySqlTransaction, errors.InsufficientPrivilege)


@contextmanager
def translated(*, writing: bool) -> Iterator[None]:
    """Translate PostgreSQL's errors in the block into errors of the store.

    Errors that are not caused by the server or another program pass through unchanged.
    """
    try:
        yield
    except (DBAPIError, psycopg.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        found = store_error(cause, writing=writing)
        if found is None:
            raise
        raise found from error


def store_error(error: BaseException | None, *, writing: bool) -> StoreError | None:
    """The store's error for an error of psycopg; None for a bug in the statement or the program."""
    if isinstance(error, _BUSY):
        return StoreBusy("another program is writing to the database; try again later")
    if isinstance(error, errors.QueryCanceled):
        return StoreBusy("the database took too long to answer; narrow the query, or try again later")
    if isinstance(error, errors.IdleInTransactionSessionTimeout):
        return StoreBusy("the database ended a transaction that did nothing for too long; try again")
    if isinstance(error, psycopg.DataError) and "NUL" in str(error):
        return InvalidInput("a text contains a NUL character, which PostgreSQL does not store")
    if isinstance(error, errors.DiskFull):
        return StoreFull("there is no disk space left on the database server; nothing was stored")
    if isinstance(error, _READ_ONLY) and writing:
        return StoreReadOnly("the database is read-only for this service")
    if isinstance(error, psycopg.OperationalError | errors.InsufficientPrivilege | psycopg.InterfaceError):
        reason = " ".join(str(error).split())
        return StoreUnreachable(f"the database server cannot be used: {reason}")
    return None
