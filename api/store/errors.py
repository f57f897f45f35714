"""The errors of the store: one base class, and a class for each case that callers handle differently."""

from __future__ import annotations


class StoreError(Exception):
    """Base class of all errors of the store."""


class NotFound(StoreError):
    """There is no article, quotation, speaker, source or other record with this identifier."""

    def __init__(self, what: str, identifier: str) -> None:
        super().__init__(f"no {what} with the id {identifier!r}")
        self.what = what
        self.identifier = identifier


class StoreUnreachable(StoreError):
    """The database server cannot be used; the message has its reason, which may name hosts and users.

    ``public`` is what anybody may read.
    """

    public = "the database server cannot be used; see the log of the service"


class StoreBusy(StoreError):
    """Another writer did not finish in time; trying again later can succeed."""


class NotInitialised(StoreError):
    """The database file is missing or empty; ``upgrade`` creates it."""


class SchemaOutOfDate(StoreError):
    """The database file has another schema revision than this code; ``upgrade`` migrates an older one."""


class StoreFull(StoreError):
    """No disk space left: full disk, quota, or file size limit. Nothing was written; reading still works."""


class StoreReadOnly(StoreError):
    """The archive's file, folder or file system is not writable. Reading still works."""


class StoreDamaged(StoreError):
    """The archive's file is a corrupt SQLite database: restore a backup."""


class NotAnArchive(StoreError):
    """The file is not an archive: not a regular file, not SQLite, or another program's. It is not changed."""


class NotADatabase(NotAnArchive):
    """The file is not an SQLite database, or its header is corrupt."""


class InvalidCursor(StoreError):
    """The cursor is malformed, or belongs to a list with other filters."""


class InvalidFilter(StoreError):
    """A filter or limit is invalid: a name without letters, an empty search, a limit below 1."""


class InvalidInput(StoreError):
    """An article or quotation cannot be stored: no text, a date without time zone, spans outside the text."""


class InvalidQuotation(InvalidInput):
    """A quotation does not fit its article's text: a bug of the engine."""


class ChangesGone(StoreError):
    """The change feed does not have this position: it was trimmed, or an older archive was restored."""
