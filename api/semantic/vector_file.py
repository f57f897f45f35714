"""A file of vectors next to the archive, which only grows, and the position in the change feed that it has reached.

``FOLDER/vectors`` holds one record for each text: its identifier, and the vector in 8-bit integers.
``FOLDER/state.json`` is replaced after each append, so that what a killed process has appended is appended again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .model import Vectors

SCALE = 127
BLOCK = 16_384  # vectors that are compared at once
ID_LENGTH = 20  # characters


@dataclass(frozen=True, slots=True)
class State:
    """What the file covers: the digest of its model, and the position in the change feed.

    While the file is first filled (``filled`` is False), ``after`` is the list number of the last quotation read.
    """

    model: str
    position: str
    filled: bool = False
    after: int | None = None


class VectorFile:
    """The vectors in a folder, which is made when something is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def locked(self, *, wait: bool) -> Iterator[None]:
        """Keep others from writing. Raises ``OSError``; without ``wait``, also if another is writing."""
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            flock(file, LOCK_EX if wait else LOCK_EX | LOCK_NB)
            yield

    def state(self) -> State | None:
        """What the file covers; None if there is no file or it is damaged."""
        try:
            return State(**json.loads((self.folder / "state.json").read_text(encoding="utf8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def clear(self) -> None:
        """Remove all vectors. The caller holds the lock."""
        (self.folder / "state.json").unlink(missing_ok=True)
        empty = self.folder / "vectors.new"
        empty.write_bytes(b"")
        empty.replace(self.folder / "vectors")  # others may have mapped the old file, which must not shrink

    def append(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add the vectors of texts. The caller holds the lock."""
        records = np.zeros(len(ids), dtype=_record(vectors.shape[1]))
        records["id"] = ids
        records["vector"] = np.rint(vectors * SCALE)
        with (self.folder / "vectors").open("ab") as file:
            file.truncate(file.tell() - file.tell() % records.dtype.itemsize)  # what a killed writer has left
            file.write(records.tobytes())
            file.flush()
            os.fsync(file.fileno())

    def nearest(self, vector: NDArray[np.float32], count: int, least: float) -> list[tuple[str, float]]:
        """The identifiers of the nearest texts with their cosine similarities, the nearest first."""
        try:
            stored = np.memmap(self.folder / "vectors", dtype=np.uint8, mode="r")
        except (OSError, ValueError):  # there is none, or it is empty
            return []
        record = _record(len(vector))
        records = stored[: len(stored) - len(stored) % record.itemsize].view(record)
        query, found = vector / SCALE, dict[str, float]()
        for start in range(0, len(records), BLOCK):
            block = records[start : start + BLOCK]
            scores = block["vector"].astype(np.float32) @ query
            found |= {block["id"][n].decode("ascii"): float(scores[n]) for n in np.flatnonzero(scores >= least)}
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:count]

    def save(self, state: State) -> None:
        """Say what the file covers. The caller holds the lock."""
        path = self.folder / "state.new"
        path.write_text(json.dumps(asdict(state)), encoding="utf8")
        path.replace(self.folder / "state.json")


def _record(size: int) -> np.dtype[np.void]:
    return np.dtype([("id", f"S{ID_LENGTH}"), ("vector", np.int8, (size,))])
