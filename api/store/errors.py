"""What the store raises: one base, one class per thing that a caller can act on."""

from __future__ import annotations


class StoreError(Exception):
    """Anything that the store refuses or fails to do."""


class NotFound(StoreError):
    """No such article, quotation, speaker or source."""

    def __init__(self, what: str, identifier: str) -> None:
        super().__init__(f"no {what} with the id {identifier!r}")
        self.what = what
        self.identifier = identifier


class StoreBusy(StoreError):
    """Another writer holds the store and did not finish in time; trying again later can succeed."""


class NotInitialised(StoreError):
    """The database file is missing or empty: run the migrations first (``upgrade``)."""


class SchemaOutOfDate(StoreError):
    """The database file is of another revision than this code: run the migrations (``upgrade``)."""


class StoreFull(StoreError):
    """There is no room to write: a full disk, a quota, a limit on sizes. Nothing was written; reading goes on."""


class StoreReadOnly(StoreError):
    """The archive's file, folder or file system may not be written. Reading goes on."""


class StoreDamaged(StoreError):
    """The archive's file is an SQLite database whose content is broken: a backup has to be restored."""


class NotAnArchive(StoreError):
    """The file is something else: no SQLite database, another program's, or no regular file. It is left as it is."""


class NotADatabase(NotAnArchive):
    """The file is no SQLite database at all, or its very beginning is broken."""


class InvalidCursor(StoreError):
    """The cursor is damaged, or was given out for a list with other filters."""


class InvalidFilter(StoreError):
    """A filter that cannot match by its form: a name without letters, an empty search, a limit below 1."""


class InvalidInput(StoreError):
    """An article or quotation that cannot be kept: no text, a date without time zone, spans outside the text."""


class InvalidQuotation(InvalidInput):
    """A quotation that cannot be in its article, which is the engine's fault and nobody else's."""


class ChangesGone(StoreError):
    """The feed does not know a position: what it says of then was trimmed, or the archive was set back since."""
