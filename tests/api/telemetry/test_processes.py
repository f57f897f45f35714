"""The metrics of a server's processes."""

from __future__ import annotations

import os

import psutil
import pytest

from api.telemetry.metrics_folder import VARIABLE
from api.telemetry.processes import processes


def test_a_standalone_application_is_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    found = {metric.name: metric.samples for metric in processes()}
    mine = {"role": "worker", "pid": str(os.getpid())}

    def value(name: str) -> float:
        (found_here,) = [sample.value for sample in found[name] if sample.labels == mine]
        return float(found_here)

    assert value("saidby_process_resident_memory_bytes") > 1_000_000
    assert value("saidby_process_cpu_seconds") > 0
    assert value("saidby_process_open_fds") > 0


@pytest.mark.parametrize("error", [psutil.NoSuchProcess(1), FileNotFoundError("/proc/1/fd"), ProcessLookupError()])
def test_a_process_that_exits_meanwhile_is_left_out(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def gone(_: psutil.Process) -> int:
        raise error

    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(psutil.Process, "num_fds", gone)
    assert all(not metric.samples for metric in processes())
