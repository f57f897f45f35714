"""The counts of processes that start and exit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.multiprocess import MultiProcessCollector

from api.telemetry.metrics_folder import OWNER, PREFIX, VARIABLE, MetricsFolder, current, preallocate

COUNT = """
import sys
from api.telemetry.metrics import Metrics
metrics = Metrics()
metrics.in_progress.inc()
for _ in range(int(sys.argv[1])):
    metrics.count_request("GET", "/v1/quotes", 200, 0.02)
"""
ASK = "import sys; from api.telemetry.metrics import Metrics; sys.stdout.buffer.write(Metrics().exposition())"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def process(*arguments: str) -> tuple[int, str]:
    """Run a process with its own counts; returns its id and output."""
    started = subprocess.Popen([sys.executable, "-c", *arguments], stdout=subprocess.PIPE, text=True)
    output, _ = started.communicate(timeout=60)
    assert started.returncode == 0
    return started.pid, output


def value(exposition: str, name: str) -> float | None:
    found = [line.rpartition(" ")[2] for line in exposition.splitlines() if line.startswith(name)]
    return float(found[0]) if found else None


def test_counts_outlive_their_processes_and_gauges_do_not(tmp_path: Path) -> None:
    folder = MetricsFolder(tmp_path)
    assert current() == folder.path
    first, _ = process(COUNT, "3")
    second, _ = process(COUNT, "4")
    _, seen = process(ASK)
    assert value(seen, "saidby_http_requests_total{") == 7
    assert value(seen, "saidby_http_requests_in_progress") == 2
    for pid in (first, second, second):  # merged once, even if called twice
        folder.merge_exited(pid)
    assert {file.name for file in folder.path.glob("*_0.db")} == {"counter_0.db", "histogram_0.db"}
    assert not [*folder.path.glob(f"*_{first}.db"), *folder.path.glob(f"*_{second}.db")]
    _, seen = process(ASK)
    assert value(seen, "saidby_http_requests_total{") == 7
    assert value(seen, "saidby_http_request_seconds_count{") == 7
    assert value(seen, 'saidby_http_request_seconds_bucket{le="0.01"') == 0
    assert value(seen, 'saidby_http_request_seconds_bucket{le="0.025"') == 7
    assert value(seen, "saidby_http_requests_in_progress") == 0
    folder.close()
    assert not folder.path.exists()
    assert current() is None


def test_only_folders_of_killed_servers_are_removed(tmp_path: Path) -> None:
    stale = tmp_path / f"{PREFIX}stale"
    stale.mkdir()
    (stale / OWNER).touch()
    starting = tmp_path / f"{PREFIX}starting"
    starting.mkdir()
    running = MetricsFolder(tmp_path)
    assert not stale.exists()
    another = MetricsFolder(tmp_path)
    assert running.path.exists()
    assert starting.exists()
    for folder in (another, running):
        folder.close()


def test_a_child_does_not_remove_its_parents_folder(tmp_path: Path) -> None:
    folder = MetricsFolder(tmp_path)
    child = os.fork()
    if child == 0:
        folder.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert folder.path.exists()
    folder.close()


def test_files_are_preallocated(tmp_path: Path) -> None:
    preallocate(tmp_path)
    files = [*tmp_path.glob("*.db")]
    assert len(files) == 3
    assert all(file.stat().st_blocks * 512 >= file.stat().st_size > 0 for file in files)


def test_metrics_can_be_read_while_a_process_creates_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def read(*_: int) -> None:
        """Scrape where another process may: between the creation of a file and its allocation."""
        list(MultiProcessCollector(None, str(tmp_path)).collect())
        seen.append(len([*tmp_path.glob("*.db")]))

    monkeypatch.setattr(os, "posix_fallocate", read)
    preallocate(tmp_path)
    assert seen == [1, 2, 3]
