"""Makes a verified copy of an archive in a temporary folder next to its target, for backup and restore."""

from __future__ import annotations

import fcntl
import glob
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import inspection
from .errors import NotAnArchive, StoreBusy, StoreDamaged, StoreError
from .failures import from_os_error, translated
from .opening import is_current, open_existing

PAGES_PER_STEP = 1024  # database pages copied at a time


@dataclass(frozen=True, slots=True)
class Contents:
    """The schema revision of an archive, and its number of articles and quotations."""

    revision: str
    articles: int
    quotations: int


@contextmanager
def checked_copy(source: sqlite3.Connection, origin: Path, target: Path) -> Iterator[tuple[Path, Contents]]:
    """Copy the snapshot of ``source`` to a synced and verified file in a folder next to ``target``.

    The copy is a single file without a log. The block must move it to its final place; otherwise it is deleted.
    ``origin`` is the file that ``source`` reads. Raises ``StoreFull``, ``StoreReadOnly``, ``StoreDamaged``,
    ``StoreBusy`` or ``NotAnArchive``.
    """
    contents = contents_of(source, origin)
    with _temporary_folder(target) as folder:
        copy = folder / "copy.db"
        _copy(source, origin, copy, target)
        _flush_to_disk(copy, target)
        if check(copy, origin) != contents:
            raise StoreDamaged(f"the copy of {origin.name} differs from the archive")
        if not is_current(source):
            raise StoreBusy(f"{origin.name} changed during the read; try again")
        yield copy, contents


@contextmanager
def _temporary_folder(target: Path) -> Iterator[Path]:
    """A temporary folder next to the target; also removes such folders of processes that were killed."""
    begin = f".{target.name}.saidby-"
    try:
        for left in sorted(target.parent.glob(f"{glob.escape(begin)}*")):
            if (lock := _locked(left)) is not None:  # its process has died
                shutil.rmtree(left, ignore_errors=True)
                os.close(lock)
        folder = Path(tempfile.mkdtemp(prefix=begin, dir=target.parent))
    except FileNotFoundError as error:
        raise StoreError(f"there is no folder {target.parent}") from error
    except OSError as error:
        raise from_os_error(error, target) from error
    lock = _locked(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _locked(folder: Path) -> int | None:
    """Open and lock the folder; ``None`` if that fails. The lock is held until the descriptor is closed."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def contents_of(connection: sqlite3.Connection, path: Path) -> Contents:
    """The contents of the archive that ``connection`` reads. Raises ``NotAnArchive`` if the file is empty."""
    found = inspection.revision(connection, path)
    if found is None:
        raise NotAnArchive(f"{path.name} is empty, not an archive")
    articles, quotations = (
        connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("article", "quotation")
    )
    return Contents(found, articles, quotations)


def check(path: Path, named: Path) -> Contents:
    """Verify pages, indexes and foreign keys of a file that nobody is writing, and return its contents.

    ``named`` is the path that messages name. Raises ``StoreDamaged`` or ``NotAnArchive``.
    """
    with translated(named, writing=False), closing(open_existing(path)) as connection:
        connection.execute("PRAGMA query_only=ON").close()
        contents = contents_of(connection, named)
        wrong = [row for (row,) in connection.execute("PRAGMA integrity_check(1)")]
        if wrong != ["ok"] or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StoreDamaged(
                f"{named.name} is damaged: {wrong[0] if wrong != ['ok'] else 'rows refer to missing rows'}"
            )
        return contents


def sync_folder(folder: Path) -> None:
    """Sync a folder's entries to disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(source: sqlite3.Connection, origin: Path, path: Path, target: Path) -> None:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))  # it contains key digests
        with translated(target, writing=True):
            with closing(open_existing(path)) as copy:
                for pragma in ("journal_mode=OFF", "synchronous=OFF"):
                    copy.execute(f"PRAGMA {pragma}").close()
                source.backup(copy, pages=PAGES_PER_STEP, sleep=0)
            with closing(open_existing(path)) as copy:  # the archive has a log; the copy must be a single file
                (mode,) = copy.execute("PRAGMA journal_mode=DELETE").fetchone()
            if mode != "delete":
                raise StoreError(f"the copy of the archive cannot leave the journal mode {mode}")
    except StoreDamaged as error:
        raise StoreDamaged(f"{origin.name} is damaged and cannot be copied") from error
    except OSError as error:
        raise from_os_error(error, target) from error


def _flush_to_disk(path: Path, target: Path) -> None:
    """Sync the file to disk and drop it from the page cache, so that it is read back from disk."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise from_os_error(error, target) from error
