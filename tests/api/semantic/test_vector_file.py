"""The file of vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from api.semantic.vector_file import State, VectorFile

IDS = ["a" * 20, "b" * 20, "c" * 20]
VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
NORTH = np.array([0, 1], dtype=np.float32)


@pytest.fixture
def file(tmp_path: Path) -> VectorFile:
    made = VectorFile(tmp_path / "vectors")
    with made.locked(wait=True):
        made.append(IDS, VECTORS)
    return made


def test_the_nearest_come_first(file: VectorFile) -> None:
    assert [name for name, _ in file.nearest(NORTH, 5, 0.5)] == ["b" * 20, "c" * 20]
    assert [score for _, score in file.nearest(NORTH, 5, 0.5)] == pytest.approx([1, 0.8], abs=0.01)
    assert len(file.nearest(NORTH, 1, 0.5)) == 1


def test_what_a_killed_writer_has_left_is_cut_off(file: VectorFile) -> None:
    with (file.folder / "vectors").open("ab") as vectors:
        vectors.write(b"half a record")
    assert len(file.nearest(NORTH, 5, 0.5)) == 2
    file.append(["d" * 20], VECTORS[1:2])
    assert [name for name, _ in file.nearest(NORTH, 5, 0.9)] == ["b" * 20, "d" * 20]


def test_an_empty_file_has_nothing(file: VectorFile, tmp_path: Path) -> None:
    file.clear()
    assert file.nearest(NORTH, 5, 0) == []
    assert VectorFile(tmp_path / "none").nearest(NORTH, 5, 0) == []


def test_what_the_file_covers_is_kept(file: VectorFile) -> None:
    assert file.state() is None
    file.save(State("model", "3-0a1b2c3d", filled=True))
    assert file.state() == State("model", "3-0a1b2c3d", filled=True)
    (file.folder / "state.json").write_text("[1", encoding="utf8")
    assert file.state() is None


def test_one_process_writes_at_a_time(file: VectorFile) -> None:
    with file.locked(wait=True), pytest.raises(OSError, match="unavailable"), file.locked(wait=False):
        pass
