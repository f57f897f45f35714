"""Backs up an archive while it is in use, and restores one. Both are atomic, even if the process is killed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from . import inspection, lock
from .archive_file import ArchiveFile
from .copying import Contents, checked_copy, sync_folder
from .database import Database
from .errors import NotADatabase, NotInitialised, StoreBusy, StoreDamaged, StoreError
from .failures import from_os_error, translated
from .opening import open_existing, open_reader
from .schema import require_supported, revision

LOGS = ("-wal", "-journal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """The contents and path of the restored archive, and the path of the previous one, if there was one."""

    contents: Contents
    previous: Path | None
    path: Path


def backup(database: Database, target: Path, *, force: bool = False) -> Contents:
    """Copy a snapshot of the archive to ``target`` while it is in use.

    The copy is a single file, read back and verified before it gets its final name. Raises ``StoreError`` if the target
    exists, unless ``force`` is set, and the errors of ``Database.snapshot`` and ``checked_copy``.
    """
    database = _require_file(database)
    _refuse_own_files(database, target)
    if os.path.lexists(target) and (not force or not target.is_file()):
        raise StoreError(f"{target} already exists" + ("" if target.is_file() else " and is not a file"))
    with (
        database.snapshot(current=False) as reader,
        checked_copy(reader, database.path, target) as (copy, contents),
    ):
        _move_into_place(copy, target, force=force)
        return contents


def restore(database: Database, source: Path) -> Restored:
    """Replace the archive with a backup; the previous file is kept next to it under another name.

    The backup is copied and verified first, then the archive is replaced atomically. Raises ``StoreBusy`` while any
    program has the archive open, ``NotInitialised`` if there is no backup, ``StoreDamaged``, ``NotAnArchive``,
    ``SchemaOutOfDate``, ``StoreFull`` or ``StoreReadOnly``.
    """
    database = _require_file(database)
    _refuse_own_files(database, source)
    if not inspection.exists(source):
        raise NotInitialised(f"there is no backup at {source}")
    with suppress(NotADatabase, StoreDamaged):
        revision(database)  # a damaged archive may be replaced, another program's database may not
    path = Path(os.path.realpath(database.path))
    with (
        database.exclusive(0),
        lock.exclusive(database.sibling(".lock"), database.write_timeout),
        _reading(source) as reader,
        checked_copy(reader, source, path) as (copy, contents),
    ):
        require_supported(contents.revision)
        locked = _lock_out_others(path)
        try:
            return Restored(contents, _replace(path, copy), database.path)
        finally:
            if locked is not None:
                locked.close()


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in a read transaction on a file that should be a backup."""
    with translated(path, writing=False), closing(open_reader(path)) as reader:
        reader.execute("BEGIN")
        yield reader


def _lock_out_others(path: Path) -> sqlite3.Connection | None:
    """Lock the archive against all other programs and merge its log; returns the connection that holds the lock.

    Returns ``None`` if there is no archive, or if it is too damaged. Raises ``StoreBusy`` if a program has it open.
    """
    if not path.exists() or not path.stat().st_size:
        return None
    locked = open_existing(path, timeout=1)
    try:
        with translated(path, writing=True):
            (mode,) = locked.execute("PRAGMA journal_mode=DELETE").fetchone()
            locked.execute("BEGIN EXCLUSIVE").close()
            if mode == "delete":
                return locked
    except (StoreDamaged, NotADatabase):
        locked.close()
        return None
    except StoreBusy:
        pass
    except BaseException:
        locked.close()
        raise
    locked.close()
    raise StoreBusy(f"another program has {path.name} open; stop it first")


def _replace(path: Path, copy: Path) -> Path | None:
    """Rename the copy to the archive's name. The previous file and its logs are kept under other names."""
    try:
        previous = _free_name(path)
        kept = path.exists()
        if kept:
            _copy_ownership(path, copy)
            _keep_file(path, previous)
        for suffix in LOGS:  # SQLite must not apply them to the new file
            log = path.with_name(path.name + suffix)
            if log.exists():
                _keep_file(log, previous.with_name(previous.name + suffix))
                log.unlink()
        sync_folder(path.parent)
        copy.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise from_os_error(error, path) from error
    return previous if kept else None


def _keep_file(path: Path, name: Path) -> None:
    try:
        os.link(path, name)  # unlike a rename, this leaves the archive in place
    except OSError:
        shutil.copy2(path, name)  # a file system without links


def _free_name(path: Path) -> Path:
    stem = f"{path.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = (path.with_name(stem + (f"-{number}" if number else "")) for number in range(1000))
    return next(name for name in names if not os.path.lexists(name))


def _copy_ownership(path: Path, copy: Path) -> None:
    """Give the copy the archive's owner and mode: the service may run as another user than the one who restores."""
    stat = path.stat()
    with suppress(PermissionError):
        os.chown(copy, stat.st_uid, stat.st_gid)
    copy.chmod(stat.st_mode & 0o7777)


def _move_into_place(copy: Path, target: Path, *, force: bool) -> None:
    """Rename the copy to its target; without ``force``, never over an existing file."""
    try:
        if force:
            copy.replace(target)
        else:
            os.link(copy, target)
        sync_folder(target.parent)
    except FileExistsError as error:
        raise StoreError(f"{target} already exists") from error
    except OSError as error:
        if force or os.path.lexists(target):
            raise from_os_error(error, target) from error
        copy.replace(target)  # a file system without links
        sync_folder(target.parent)


def _require_file(database: Database) -> ArchiveFile:
    """Raise ``StoreError`` for an archive that is not a file."""
    if not isinstance(database, ArchiveFile):
        raise StoreError("an archive on a database server is backed up and restored with the server's tools: pg_dump")
    return database


def _refuse_own_files(database: ArchiveFile, other: Path) -> None:
    """Raise ``StoreError`` if the path is the archive itself or one of its files."""
    own = {database.sibling(suffix) for suffix in ("", *LOGS, ".lock", ".open", ".limits")}
    if Path(os.path.realpath(other)) in own:
        raise StoreError(f"{other} is the archive itself or one of its files")
