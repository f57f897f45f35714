"""Backups of an archive while it is written, and restoring one: whole or not at all, whenever the process ends."""

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
from .copying import Contents, checked_copy, sync_folder
from .database import Database
from .errors import NotADatabase, NotInitialised, StoreBusy, StoreDamaged, StoreError
from .failures import of_system, translated
from .opening import open_existing, open_reader
from .schema import require_known, revision

LOGS = ("-wal", "-journal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where the archive that was there before is kept."""

    contents: Contents
    earlier: Path | None


def backup(database: Database, target: Path, *, force: bool = False) -> Contents:
    """Copy the archive as it is at one moment to ``target``, while others read and write it.

    The copy is one file that was read back and compared before it gets its name. Raises ``StoreError`` where there is
    a file already, unless ``force`` allows to replace it; and what reading and writing raise.
    """
    _refuse_own_files(database, target)
    if os.path.lexists(target) and (not force or not target.is_file()):
        raise StoreError(f"{target} exists already" + ("" if target.is_file() else ", and is no file"))
    with (
        database.snapshot(current=False) as reader,
        checked_copy(reader, database.path, target) as (copy, contents),
    ):
        _name(copy, target, force=force)
        return contents


def restore(database: Database, source: Path) -> Restored:
    """Put a backup in the place of the archive, whose file is kept beside under a name of its own.

    The backup is copied and checked first; the archive changes in one step. Raises ``StoreBusy`` while a service, a
    command or another program has the archive open, ``NotInitialised`` where there is no backup, ``StoreDamaged``,
    ``NotAnArchive``, ``SchemaOutOfDate``, and what writing raises.
    """
    _refuse_own_files(database, source)
    if not inspection.exists(source):
        raise NotInitialised(f"there is no backup at {source}")
    with suppress(NotADatabase, StoreDamaged):
        revision(database)  # another program's database is not replaced, a damaged archive is
    path = Path(os.path.realpath(database.path))
    with (
        database.alone(0),
        lock.exclusive(database.beside(".lock"), database.write_timeout),
        _reading(source) as reader,
        checked_copy(reader, source, path) as (copy, contents),
    ):
        require_known(contents.revision)
        alone = _alone(path)
        try:
            return Restored(contents, _replace(path, copy))
        finally:
            if alone is not None:
                alone.close()


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction on a file that is a backup, or is said to be."""
    with translated(path, writing=False), closing(open_reader(path)) as reader:
        reader.execute("BEGIN")
        yield reader


def _alone(path: Path) -> sqlite3.Connection | None:
    """A connection that keeps all other programs out of the archive, whose log is moved into it.

    ``None`` where there is no archive or one too damaged for that. Raises ``StoreBusy`` while another has it open.
    """
    if not path.exists() or not path.stat().st_size:
        return None
    alone = open_existing(path, timeout=1)
    try:
        with translated(path, writing=True):
            (mode,) = alone.execute("PRAGMA journal_mode=DELETE").fetchone()
            alone.execute("BEGIN EXCLUSIVE").close()
            if mode == "delete":
                return alone
    except (StoreDamaged, NotADatabase):
        alone.close()
        return None
    except StoreBusy:
        pass
    except BaseException:
        alone.close()
        raise
    alone.close()
    raise StoreBusy(f"another program has {path.name} open; stop it first")


def _replace(path: Path, copy: Path) -> Path | None:
    """Give the copy the archive's name; the archive's file is kept under another, and a log that it still has."""
    try:
        earlier = _free_name(path)
        kept = path.exists()
        if kept:
            _take_over_rights(path, copy)
            _keep(path, earlier)
        for suffix in LOGS:  # they must not meet the new file
            log = path.with_name(path.name + suffix)
            if log.exists():
                _keep(log, earlier.with_name(earlier.name + suffix))
                log.unlink()
        sync_folder(path.parent)
        copy.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise of_system(error, path) from error
    return earlier if kept else None


def _keep(path: Path, name: Path) -> None:
    try:
        os.link(path, name)  # so that there is an archive at every moment
    except OSError:
        shutil.copy2(path, name)  # a file system without links


def _free_name(path: Path) -> Path:
    stem = f"{path.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = (path.with_name(stem + (f"-{number}" if number else "")) for number in range(1000))
    return next(name for name in names if not os.path.lexists(name))


def _take_over_rights(path: Path, copy: Path) -> None:
    """Let the copy belong to whom the archive belongs to: the service may run as another user than who restores."""
    stat = path.stat()
    with suppress(PermissionError):
        os.chown(copy, stat.st_uid, stat.st_gid)
    copy.chmod(stat.st_mode & 0o7777)


def _name(copy: Path, target: Path, *, force: bool) -> None:
    """Give the copy its name; without ``force`` never over another file."""
    try:
        if force:
            copy.replace(target)
        else:
            os.link(copy, target)
        sync_folder(target.parent)
    except FileExistsError as error:
        raise StoreError(f"{target} exists already") from error
    except OSError as error:
        if force or os.path.lexists(target):
            raise of_system(error, target) from error
        copy.replace(target)  # a file system without links
        sync_folder(target.parent)


def _refuse_own_files(database: Database, other: Path) -> None:
    """A backup is none of the archive's own files."""
    own = {database.beside(suffix) for suffix in ("", *LOGS, ".lock", ".open", ".limits")}
    if Path(os.path.realpath(other)) in own:
        raise StoreError(f"{other} is the archive itself, or a file of it")
