"""The folder that the output is written to: one run at a time, each shard complete or absent, whatever is killed."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from ..ingest.article_files import BULK_MANIFEST as MANIFEST
from .schema import FORMAT, TABLES

LOCK, ASIDE = ".lock", ".new-"


class UnusableOutput(Exception):
    """A folder cannot take the output, or does not hold one; the message says why."""


def manifest(folder: Path) -> dict[str, Any] | None:
    """What a folder of output says of itself ("engine", "inputs"); None if it is not one. Raises ``UnusableOutput``."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf8"))
        number = content["format"]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError):
        raise UnusableOutput(f"{folder / MANIFEST} is damaged") from None
    if number != FORMAT:
        raise UnusableOutput(f"{folder} has format {number} of the output; this version of Saidby uses {FORMAT}")
    return dict(content)


def shard_folders(folder: Path) -> list[Path]:
    """The shards in a folder of output, in the order of the input."""
    return sorted(folder.glob("part-*"))


class OutputFolder:
    """A folder that one run writes to. Create it with ``locked``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: set[str] = set()  # shards of this run

    @classmethod
    @contextmanager
    def locked(cls, folder: Path, engine: str, inputs: list[str]) -> Iterator[OutputFolder]:
        """The folder, created if needed, while no other run writes to it.

        Raises ``UnusableOutput`` if another run does, or if the folder holds something else: other files, or the
        output of other inputs or of another engine.
        """
        folder.mkdir(parents=True, exist_ok=True)
        if manifest(folder) is None and any(not _is_own(path) for path in folder.iterdir()):
            raise UnusableOutput(f"{folder} is not empty, and not the output of an earlier run")
        with (folder / LOCK).open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UnusableOutput(f"another run is writing to {folder}") from None
            for aside in folder.glob(f"{ASIDE}*"):  # of a run that was killed
                _remove(aside)
            found = manifest(folder)
            if found is None:
                _publish_manifest(folder, {"format": FORMAT, "engine": engine, "inputs": inputs})
            elif found["engine"] != engine:
                made_by = f"{folder} was made by the engine {found['engine']}, and this one is {engine}"
                raise UnusableOutput(f"{made_by}: choose another folder")
            elif found["inputs"] != inputs:
                made_of = ", ".join(map(str, found["inputs"]))
                raise UnusableOutput(f"{folder} holds the output of other input ({made_of}): choose another folder")
            yield cls(folder)

    def has(self, name: str) -> bool:
        """Whether a shard is complete; if so, it belongs to this run."""
        found = (self.folder / name).is_dir()
        if found:
            self.kept.add(name)
        return found

    def publish(self, name: str, tables: Mapping[str, pa.Table]) -> None:
        """Write the tables of a shard aside, and give them their name once they are on the disk."""
        aside = self.folder / f"{ASIDE}{name}"
        aside.mkdir()
        for table in TABLES:
            file = aside / f"{table}.parquet"
            parquet.write_table(tables[table], file, compression="zstd")
            _sync(file)
        _sync(aside)
        aside.rename(self.folder / name)
        _sync(self.folder)
        self.kept.add(name)

    def statuses(self, name: str) -> list[str]:
        """The status of each row in the table of errors of a complete shard."""
        found = parquet.read_table(self.folder / name / "errors.parquet", columns=["status"])
        return list(found.column("status").to_pylist())

    def count(self, name: str, table: str) -> int:
        """The number of rows of a table of a complete shard."""
        return int(parquet.read_metadata(self.folder / name / f"{table}.parquet").num_rows)

    def remove_stale(self) -> int:
        """Remove the shards of an earlier run whose records are no longer in the input; returns their number."""
        stale = [path for path in shard_folders(self.folder) if path.name not in self.kept]
        for path in stale:
            aside = path.with_name(f"{ASIDE}{path.name}")
            path.rename(aside)
            _remove(aside)
        return len(stale)


def _is_own(path: Path) -> bool:
    """Whether a file is one that a run leaves when it is killed before it has written the manifest."""
    return path.name == LOCK or path.name.startswith(ASIDE)


def _publish_manifest(folder: Path, content: Mapping[str, object]) -> None:
    aside = folder / f"{ASIDE}{MANIFEST}"
    aside.write_text(json.dumps(content, indent=1) + "\n", encoding="utf8")
    _sync(aside)
    aside.rename(folder / MANIFEST)
    _sync(folder)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _sync(path: Path) -> None:
    """Have the system write a file or folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
