"""A run that is killed at any moment leaves complete shards or nothing, and the next one finishes the work."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from pyarrow import parquet

from api.bulk.output_folder import shard_folders
from api.bulk.schema import TABLES

from ...waiting import eventually
from .corpora import corpus, expected, rows, start, texts


def complete(output: Path) -> bool:
    """Whether every visible shard has all its tables, each readable."""
    for shard in shard_folders(output):
        for table, schema in TABLES.items():
            assert parquet.read_table(shard / f"{table}.parquet").schema.equals(schema)
    return True


def children(process: subprocess.Popen[str]) -> list[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for path in found.parent.parent.glob("*/children") for pid in path.read_text().split()]


@pytest.mark.parametrize("pause", [0.0, 0.15, 0.4])
def test_a_run_that_is_killed_leaves_nothing_half_done_and_nothing_doubled(tmp_path: Path, pause: float) -> None:
    count, output = 1200, tmp_path / "out"
    file = corpus(tmp_path, count)
    process = start(file, output, "--workers", "2")
    assert eventually(lambda: bool(list(output.glob("part-*"))))
    time.sleep(pause)
    process.kill()
    process.communicate()
    assert complete(output)
    done = texts(output)
    assert 0 < len(done) == len(rows(output, "articles")) == len(set(done))
    process = start(file, output, "--workers", "2")
    _, messages = process.communicate(timeout=120)
    assert process.returncode == 0, messages
    assert texts(output) == expected(count)
    assert not list(output.glob(".new-*"))


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    count, output = 600, tmp_path / "out"
    file = corpus(tmp_path, count)
    process = start(file, output, "--workers", "2")
    killed = 0
    while process.poll() is None and killed < 3:
        for pid in children(process)[:1]:
            os.kill(pid, signal.SIGKILL)
            killed += 1
        time.sleep(0.3)
    _, messages = process.communicate(timeout=120)
    assert process.returncode == 0, messages
    assert texts(output) == expected(count)


def test_two_runs_at_once_on_one_folder_are_refused(tmp_path: Path) -> None:
    output, mark = tmp_path / "out", tmp_path / "mark"
    slow = tmp_path / "slow.jsonl"
    slow.write_text(f'{{"text": "HOLD {mark}"}}\n', encoding="utf8")
    first = start(slow, output, "--workers", "1")
    try:
        assert eventually(mark.exists)
        second = start(slow, output)
        _, messages = second.communicate(timeout=120)
        assert second.returncode == 1
        assert f"another run is writing to {output}" in messages
    finally:
        first.kill()
        first.communicate()
    worker = int(mark.read_text())
    assert eventually(lambda: not Path(f"/proc/{worker}").exists()), "the worker outlived its run"


def test_an_interrupted_run_says_what_it_did(tmp_path: Path) -> None:
    output, mark = tmp_path / "out", tmp_path / "mark"
    slow = tmp_path / "slow.jsonl"
    slow.write_text(f'{{"text": "HOLD {mark}"}}\n', encoding="utf8")
    process = start(slow, output, "--workers", "1")
    assert eventually(mark.exists)
    os.killpg(process.pid, signal.SIGINT)
    _, messages = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "0 articles attributed" in messages
    assert "Traceback" not in messages
