"""The folder of the output: shards appear whole, and it takes the output of one input and one engine alone."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from api.bulk.output_folder import MANIFEST, OutputFolder, UnusableOutput, manifest, shard_folders
from api.bulk.schema import FORMAT, TABLES

from .corpora import ROOT

NAMES = ("part-0000000-aa", "part-0000001-bb")
# Publishes two shards and is killed at the nth time that it waits for the disk.
PUBLISH = f"""import os, signal, sys
from pathlib import Path
from api.bulk.output_folder import OutputFolder
from api.bulk.schema import TABLES
calls, sync = [0], os.fsync
def fsync(descriptor):
    calls[0] += 1
    if calls[0] == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    sync(descriptor)
os.fsync = fsync
with OutputFolder.locked(Path(sys.argv[1]), "engine 1", ["in"]) as output:
    for name in {NAMES!r}:
        if not output.has(name):
            output.publish(name, {{table: schema.empty_table() for table, schema in TABLES.items()}})
"""


def publish(folder: Path, killed_at: int = 0) -> int:
    command = [sys.executable, "-c", PUBLISH, str(folder), str(killed_at)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


@pytest.mark.parametrize("killed_at", [2, 3, 6, 7, 12])  # two for the manifest, five for each shard
def test_a_shard_is_complete_or_absent(tmp_path: Path, killed_at: int) -> None:
    folder = tmp_path / "out"
    assert publish(folder, killed_at) == -signal.SIGKILL
    for shard in shard_folders(folder):
        assert {file.stem for file in shard.iterdir()} == set(TABLES)
    assert publish(folder) == 0
    assert [shard.name for shard in shard_folders(folder)] == list(NAMES)
    assert {path.name for path in folder.iterdir()} == {*NAMES, MANIFEST, ".lock"}


def opened(folder: Path, engine: str = "engine 1", inputs: tuple[str, ...] = ("in",)) -> None:
    with OutputFolder.locked(folder, engine, list(inputs)):
        pass


def test_a_folder_belongs_to_one_engine_and_one_input(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    opened(folder)
    opened(folder)
    with pytest.raises(UnusableOutput, match="made by the engine engine 1, and this one is engine 2"):
        opened(folder, engine="engine 2")
    with pytest.raises(UnusableOutput, match=r"other input \(in\)"):
        opened(folder, inputs=("in", "more"))


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada", encoding="utf8")
    with pytest.raises(UnusableOutput, match="is not empty"):
        opened(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "damaged"),
        ("[]", "damaged"),
        ("{}", "damaged"),
        (json.dumps({"format": FORMAT + 1}), f"has format {FORMAT + 1}"),
    ],
)
def test_a_damaged_or_newer_manifest_is_an_error(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / MANIFEST).write_text(content, encoding="utf8")
    with pytest.raises(UnusableOutput, match=problem):
        manifest(tmp_path)


def test_a_run_in_the_same_folder_is_refused_meanwhile(tmp_path: Path) -> None:
    with (
        OutputFolder.locked(tmp_path, "engine 1", ["in"]),
        pytest.raises(UnusableOutput, match="another run is writing"),
    ):
        opened(tmp_path)


def test_stale_shards_are_removed(tmp_path: Path) -> None:
    with OutputFolder.locked(tmp_path, "engine 1", ["in"]) as output:
        empty = {table: schema.empty_table() for table, schema in TABLES.items()}
        for name in NAMES:
            output.publish(name, empty)
    with OutputFolder.locked(tmp_path, "engine 1", ["in"]) as output:
        assert output.has(NAMES[1])
        assert not output.has("part-0000002-cc")
        assert output.remove_stale() == 1
    assert [shard.name for shard in shard_folders(tmp_path)] == [NAMES[1]]
